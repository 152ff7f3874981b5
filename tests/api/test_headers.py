"""Each header of each kind of representation."""

import pytest
from django.test import Client

from portal.catalog.models import Schema
from tests.api.scene import Get

BASE = "sources/cloud/schemas/widget/"
GATE, LIST, PINNED = (f"{BASE}properties/size/", f"{BASE}changes/", f"{BASE}versions/1/")
RAW, TIMEMAP = f"{BASE}versions/1/raw/", f"{BASE}timemap/"
GONE, MISSING = f"{BASE}properties/old/", f"{BASE}properties/nothing/"
OTHER = "sources/"
FOR_EVER = "public, max-age=31536000, immutable"
FIRST = "Sat, 01 Jun 2024 00:00:00 GMT"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Content-Type", {GATE: "application/json", LIST: "application/json",
                          PINNED: "application/json", RAW: "application/json",
                          TIMEMAP: "application/link-format", GONE: "application/problem+json",
                          MISSING: "application/problem+json", OTHER: "application/json"}),
        ("Cache-Control", {GATE: "no-cache", LIST: "no-cache", PINNED: FOR_EVER,
                           RAW: f"{FOR_EVER}, no-transform", TIMEMAP: "no-cache",
                           GONE: "no-cache", MISSING: "no-cache", OTHER: "no-cache"}),
        ("Memento-Datetime", {PINNED: FIRST, RAW: FIRST}),
        ("Last-Modified", {RAW: FIRST}),
        ("Portal-Captured-At", dict.fromkeys((GATE, LIST, GONE, MISSING), "2024-06-03T00:00:00Z")),
        ("Portal-Refreshing", dict.fromkeys((GATE, LIST, GONE, MISSING), "?1")),
        ("Content-Disposition", {RAW: 'inline; filename="cloud-widget-1.json"'}),
        ("Content-Language", dict.fromkeys((GATE, LIST, PINNED, GONE, MISSING, OTHER), "en")),
        ("Access-Control-Allow-Origin",
         dict.fromkeys((GATE, LIST, PINNED, RAW, TIMEMAP, GONE, MISSING, OTHER), "*")),
    ],
)  # fmt: skip
def test_where_a_header_is_and_where_not(
    get: Get, widgets: Schema, header: str, expected: dict[str, str]
) -> None:
    get(GATE)  # what it makes stale is asked for now, which is told
    for address in (GATE, LIST, PINNED, RAW, TIMEMAP, GONE, MISSING, OTHER):
        assert get(address).get(header) == expected.get(address), address


@pytest.mark.parametrize(
    ("address", "names"),
    [
        (GATE, {"Accept", "Accept-Encoding", "Accept-Language", "Accept-Datetime"}),
        (LIST, {"Accept", "Accept-Encoding", "Accept-Language"}),
        (PINNED, {"Accept", "Accept-Encoding", "Accept-Language"}),
        (RAW, {"Accept-Encoding"}),
        (TIMEMAP, {"Accept-Encoding"}),
        (OTHER, {"Accept", "Accept-Encoding", "Accept-Language"}),
    ],
)
def test_what_it_varies_by(get: Get, widgets: Schema, address: str, names: set[str]) -> None:
    told = {name.strip() for name in get(address)["Vary"].split(",")}
    assert told - {"Accept"} == names - {"Accept"}  # not to vary by Accept would be enough for all


@pytest.mark.parametrize("address", [GATE, LIST, PINNED, RAW, TIMEMAP, OTHER])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_304_repeats_what_the_answer_says_of_itself(
    get: Get, widgets: Schema, address: str, language: str
) -> None:
    get(address)
    answer = get(address, Accept_Language=language)
    known = get(address, Accept_Language=language, If_None_Match=answer["ETag"])
    assert (known.status_code, known.content) == (304, b"")
    told = {"Cache-Control", "ETag", "Last-Modified", "Link", "Memento-Datetime", "Vary"}
    for name in told:
        assert known.get(name) == answer.get(name), name


@pytest.mark.parametrize("address", [GATE, PINNED, RAW, TIMEMAP, GONE, OTHER])
def test_head_says_the_same_without_a_body(
    get: Get, client: Client, widgets: Schema, address: str
) -> None:
    get(address)
    answer, head = get(address), client.head(f"/api/v1/{address}")
    assert (head.status_code, head.content) == (answer.status_code, b"")
    assert dict(head.headers) == dict(answer.headers)
