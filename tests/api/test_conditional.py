"""Conditional requests, as RFC 9110, section 13, has them."""

import gzip

import pytest
from django.test import Client

from portal.catalog.models import Schema, Source
from tests.api.scene import DAY_ONE, Get, say, widget

SCHEMA = "sources/cloud/schemas/widget/"
ADDRESSES = [
    "",
    "sources/",
    "sources/cloud/",
    "sources/cloud/schemas/",
    SCHEMA,
    f"{SCHEMA}versions/",
    f"{SCHEMA}versions/1/",
    f"{SCHEMA}versions/1/raw/",
    f"{SCHEMA}versions/1/properties/",
    f"{SCHEMA}versions/1/properties/size/",
    f"{SCHEMA}properties/",
    f"{SCHEMA}properties/size/",
    f"{SCHEMA}changes/",
    "search/?q=size",
    "matrix/?column=cloud/widget@1&column=cloud/widget",
    "problems/",
    "problems/gone/",
    "schema/",
    "docs/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_representation_has_a_strong_tag_and_is_not_sent_twice(
    get: Get, widgets: Schema, address: str
) -> None:
    get(address)  # what it makes stale is asked for now, which is told
    first = get(address)
    assert first.status_code == 200
    assert first["ETag"].startswith('"')
    assert "Accept-Encoding" in first["Vary"]
    assert "Cookie" not in first["Vary"]
    again = get(address, If_None_Match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary"):
        assert again[name] == first[name]
    assert "Content-Type" not in again


@pytest.mark.parametrize(
    ("known", "status"),
    [
        ("{tag}", 304),
        ("W/{tag}", 304),
        ('"other", {tag}, "another"', 304),
        ('W/"other",W/{tag}', 304),
        ("*", 304),
        ('"other"', 200),
        ('W/"other"', 200),
        ("nonsense", 200),
        ("", 200),
    ],
)
def test_if_none_match_compares_weakly(get: Get, widgets: Schema, known: str, status: int) -> None:
    tag = get("sources/")["ETag"]
    assert get("sources/", If_None_Match=known.format(tag=tag)).status_code == status


@pytest.mark.parametrize(
    ("required", "status"),
    [("{tag}", 200), ('"other", {tag}', 200), ("*", 200), ('"other"', 412), ("W/{tag}", 412)],
)
def test_if_match_compares_strongly(get: Get, widgets: Schema, required: str, status: int) -> None:
    tag = get("sources/")["ETag"]
    response = get("sources/", If_Match=required.format(tag=tag))
    assert response.status_code == status
    if status == 412:
        assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("name", ["If_Modified_Since", "If_Unmodified_Since"])
@pytest.mark.parametrize("date", ["Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT"])
def test_conditions_with_dates_are_ignored(get: Get, db: None, name: str, date: str) -> None:
    assert get("sources/", **{name: date}).status_code == 200


def test_a_tag_that_was_weakened_by_compression_still_matches(get: Get, widgets: Schema) -> None:
    plain = get(f"{SCHEMA}properties/")
    compressed = get(f"{SCHEMA}properties/", Accept_Encoding="gzip")
    assert compressed["Content-Encoding"] == "gzip"
    assert compressed["ETag"] == f"W/{plain['ETag']}"
    assert gzip.decompress(compressed.content) == plain.content
    again = get(f"{SCHEMA}properties/", Accept_Encoding="gzip", If_None_Match=compressed["ETag"])
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_has_the_headers_of_get(
    get: Get, client: Client, widgets: Schema, address: str
) -> None:
    get(address)
    answered, head = get(address), client.head(f"/api/v1/{address}")
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(answered.headers)
    known = client.head(f"/api/v1/{address}", headers={"If-None-Match": head["ETag"]})
    assert known.status_code == 304


def test_the_tag_stays_while_the_same_is_said(get: Get, cloud: Source) -> None:
    """However often the source is asked; but not in what tells of the asking."""
    say(cloud, "widget", widget(size={}), DAY_ONE)
    said = [f"{SCHEMA}{below}" for below in ("properties/", "properties/size/", "changes/")]
    before = {address: get(address)["ETag"] for address in (*said, SCHEMA)}
    say(cloud, "widget", widget(size={}))
    after = {address: get(address)["ETag"] for address in (*said, SCHEMA)}
    assert [address for address in before if before[address] != after[address]] == [SCHEMA]


def test_another_content_has_another_tag(get: Get, cloud: Source) -> None:
    say(cloud, "widget", widget(size={}))
    before = get(f"{SCHEMA}properties/size/")["ETag"]
    say(cloud, "widget", widget(size={"type": "string"}))
    response = get(f"{SCHEMA}properties/size/", If_None_Match=before)
    assert response.status_code == 200
    assert response["ETag"] != before


def test_representations_of_one_document_have_tags_of_their_own(get: Get, db: None) -> None:
    types = ("application/json", "application/vnd.oai.openapi+json", "application/yaml")
    assert len({get("schema/", Accept=each)["ETag"] for each in types}) == 3


def test_a_problem_is_never_not_modified(get: Get, widgets: Schema) -> None:
    for path, status in ((f"{SCHEMA}properties/old/", 410), ("nonsense/", 404)):
        response = get(path, If_None_Match="*")
        assert (response.status_code, "ETag" in response) == (status, False)
