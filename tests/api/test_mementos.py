"""Versions in time (RFC 7089), by the API."""

import pytest

from portal.catalog.models import Schema, Source
from tests.api.scene import DAY_ONE, Get, body, say, widget

BASE = "sources/cloud/schemas/widget/"
WHOLE = f"http://127.0.0.1:8000/api/v1/{BASE}"
FIRST, SECOND, THIRD = (f"{day}, 0{n} Jun 2024 00:00:00 GMT" for n, day in
                        enumerate(("Sat", "Sun", "Mon"), start=1))  # fmt: skip


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 1),  # section 4.5: the first, if it was before them all
        (FIRST, 1),
        ("Sat, 01 Jun 2024 23:59:59 GMT", 1),
        (SECOND, 2),
        (THIRD, 3),
        ("Fri, 01 Jan 2100 00:00:00 GMT", 3),
    ],
)
@pytest.mark.parametrize("below", ["", "properties/", "properties/size/"])
def test_accept_datetime_leads_to_what_was_current(
    get: Get, widgets: Schema, below: str, moment: str, number: int
) -> None:
    response = get(f"{BASE}{below}", Accept_Datetime=moment)
    assert (response.status_code, response["Location"]) == (
        302,
        f"{WHOLE}versions/{number}/{below}",
    )
    assert "Accept-Datetime" in response["Vary"]
    assert f'<{WHOLE}{below}>; rel="original timegate"' in response["Link"]
    arrived = get(response["Location"])
    assert arrived["Memento-Datetime"] == (FIRST, SECOND, THIRD)[number - 1]
    assert f'<{WHOLE}{below}>; rel="original timegate"' in arrived["Link"]


@pytest.mark.parametrize(
    ("at", "status"),
    [("2024-06-02", 302), ("2024-06-02T12:00:00Z", 302), ("2", 302), ("2024-05-31", 404),
     ("9", 404), ("yesterday", 400), ("2024-06-31", 400), ("", 400)],
)  # fmt: skip
def test_at_says_the_same_in_the_address(get: Get, widgets: Schema, at: str, status: int) -> None:
    response = get(f"{BASE}properties/size/?fields=name&at={at}")
    assert response.status_code == status
    if status == 302:
        assert response["Location"] == f"{WHOLE}versions/2/properties/size/?fields=name"
    else:
        assert body(response)["parameter"] == "at"


def test_before_the_first_capture_at_says_since_when(get: Get, widgets: Schema) -> None:
    problem = body(get(f"{BASE}?at=2024-05-31"))
    assert problem["type"] == "/api/v1/problems/not-found/"
    assert "first captured 2024-06-01" in problem["detail"]


@pytest.mark.parametrize("header", ["yesterday", "2024-06-01", "Sat, 99 Jun 2024 00:00:00 GMT"])
def test_what_is_no_date_is_refused(get: Get, widgets: Schema, header: str) -> None:
    response = get(BASE, Accept_Datetime=header)
    assert (response.status_code, body(response)["header"]) == (400, "Accept-Datetime")


def test_of_what_was_never_captured_there_is_nothing(get: Get, cloud: Source) -> None:
    Schema.objects.named(cloud, "widget")
    assert get(BASE).status_code == 200
    assert get(BASE, Accept_Datetime=FIRST).status_code == 404
    assert get(f"{BASE}?at=2024-06-01").status_code == 404
    assert "memento" not in get(f"{BASE}timemap/").content.decode()


def test_the_timemap_of_a_schema(get: Get, widgets: Schema) -> None:
    response = get(f"{BASE}timemap/")
    assert response["Content-Type"] == "application/link-format"
    assert response.content.decode() == (
        f'<{WHOLE}>; rel="original timegate",\n'
        f'<{WHOLE}timemap/>; rel="self"; type="application/link-format"; '
        f'from="{FIRST}"; until="{THIRD}",\n'
        f'<{WHOLE}versions/1/>; rel="first memento"; datetime="{FIRST}",\n'
        f'<{WHOLE}versions/2/>; rel="memento"; datetime="{SECOND}",\n'
        f'<{WHOLE}versions/3/>; rel="last memento"; datetime="{THIRD}"\n'
    )
    assert get(f"{BASE}timemap/", If_None_Match=response["ETag"]).status_code == 304


def test_the_timemap_of_a_property_has_the_versions_that_had_it(get: Get, widgets: Schema) -> None:
    text = get(f"{BASE}timemap/?property=old").content.decode()
    assert f'<{WHOLE}versions/1/properties/old/>; rel="first last memento"' in text
    assert "versions/2/" not in text
    missing = get(f"{BASE}timemap/?property=nothing")
    assert (missing.status_code, body(missing)["parameter"]) == (404, "property")


def test_the_bytes_were_not_modified_since_they_were_captured(get: Get, widgets: Schema) -> None:
    raw = f"{BASE}versions/2/raw/"
    assert get(raw)["Last-Modified"] == get(raw)["Memento-Datetime"] == SECOND
    assert get(raw, If_Modified_Since=SECOND).status_code == 304
    assert get(raw, If_Modified_Since=FIRST).status_code == 200
    assert get(raw, If_Modified_Since="nonsense").status_code == 200
    # Section 13.1.3 of RFC 9110: If-None-Match counts alone.
    assert get(raw, If_Modified_Since=THIRD, If_None_Match='"other"').status_code == 200


def test_a_clock_that_was_set_back_changes_no_order(get: Get, cloud: Source) -> None:
    say(cloud, "widget", widget(a={}), DAY_ONE)
    say(cloud, "widget", widget(b={}), DAY_ONE.replace(year=2023))
    assert get(f"{BASE}?at=2024-06-02")["Location"] == f"{WHOLE}versions/2/"
