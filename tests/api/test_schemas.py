from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from portal.catalog.models import Observation, Schema, Source
from portal.ingest import record
from tests.api.scene import DAY_ONE, Get, body, results, say, widget

LINKS = "http://127.0.0.1:8000/api/v1/sources/cloud/schemas/widget/"


def test_lists_those_of_a_source_by_name(get: Get, samples: list[Source]) -> None:
    rows = results(get("sources/glance/schemas/"))
    assert [row["name"] for row in rows][:3] == ["image", "images", "member"]
    assert len(rows) == 16


def test_of_an_unknown_source_there_are_none(get: Get, db: None) -> None:
    assert get("sources/nobody/schemas/").status_code == 404


def test_one_schema(get: Get, widgets: Schema) -> None:
    assert widgets.current is not None
    row = body(get("sources/cloud/schemas/widget/"))
    fetch = row.pop("fetch")
    assert (fetch["schema"], fetch["reason"], fetch["started_at"]) == ("widget", "stale", None)
    assert row == {
        "url": LINKS,
        "page": "http://127.0.0.1:8000/cloud/widget/",
        "source": "cloud",
        "name": "widget",
        "version": 3,
        "digest": widgets.current.digest,
        "dialect": "2020-12",
        "property_count": 2,
        "changed_at": "2024-06-03T00:00:00Z",
        "last_captured_at": "2024-06-03T00:00:00Z",
        "origin": "fetched",
        "last_asked_at": "2024-06-03T00:00:00Z",
        "last_outcome": "new",
        "last_outcome_words": "new",
        "last_message": "",
        "refreshing": True,  # it is older than its source allows
        "versions": f"{LINKS}versions/",
        "properties": f"{LINKS}properties/",
        "changes": f"{LINKS}changes/",
        "captures": f"{LINKS}captures/",
        "timemap": f"{LINKS}timemap/",
        "raw": f"{LINKS}versions/3/raw/",
        "note": None,
    }


def test_what_is_as_it_was_from_the_first_has_not_changed(get: Get, cloud: Source) -> None:
    for day in range(2):
        say(cloud, "widget", widget(), DAY_ONE + timedelta(days=day))
    (row,) = results(get("sources/cloud/schemas/"))
    assert (row["changed_at"], row["last_captured_at"]) == (None, "2024-06-02T00:00:00Z")
    say(cloud, "widget", widget(a={}), DAY_ONE + timedelta(days=2))
    say(cloud, "widget", widget(a={}), DAY_ONE + timedelta(days=3))
    (row,) = results(get("sources/cloud/schemas/"))
    assert (row["changed_at"], row["last_captured_at"]) == (
        "2024-06-03T00:00:00Z",
        "2024-06-04T00:00:00Z",
    )


def test_a_schema_that_was_never_captured(get: Get, cloud: Source) -> None:
    schema = Schema.objects.named(cloud, "widget")
    how = record.Circumstances(DAY_ONE, Observation.Origin.FETCHED)
    record.failure(schema, how, "refused", "Connection refused.")
    response = get("sources/cloud/schemas/widget/")
    row = body(response)
    empty = ("version", "digest", "dialect", "property_count", "last_captured_at", "origin", "raw")
    assert {row[name] for name in empty} == {None}
    assert row["last_outcome_words"] == "connection refused"
    assert (row["last_outcome"], row["last_message"]) == ("refused", "Connection refused.")
    assert "Portal-Captured-At" not in response
    assert "latest-version" not in response["Link"]
    for below in ("versions/", "properties/", "changes/"):
        assert results(get(f"sources/cloud/schemas/widget/{below}")) == []
    assert get("sources/cloud/schemas/widget/versions/1/").status_code == 404


@pytest.mark.parametrize("name", ["metadefs/namespace", "metadefs/properties", "metadefs/objects"])
def test_names_hold_slashes(get: Get, samples: list[Source], name: str) -> None:
    assert body(get(f"sources/glance/schemas/{name}/"))["name"] == name
    rows = results(get(f"sources/glance/schemas/{name}/properties/"))
    assert rows
    assert {row["schema"] for row in rows} == {name}
    for row in rows:
        assert body(get(row["url"]))["pointer"] == row["pointer"]


@pytest.mark.parametrize("name", ["properties", "versions", "changes", "-", "a/versions/1"])
def test_names_that_are_words_of_the_api_are_no_trouble(get: Get, cloud: Source, name: str) -> None:
    say(cloud, name, widget(size={}))
    (row,) = results(get("sources/cloud/schemas/"))
    for address in (row["url"], row["versions"], row["properties"], row["changes"], row["raw"]):
        assert get(address).status_code == 200, address


@pytest.mark.parametrize(
    "rest",
    [
        *("nonsense", "widget/nonsense", "widget//", "/" * 9, "wid%00get"),
        *("widget/versions/0", "widget/versions/01", "widget/versions/x", "widget/versions/1/x"),
        f"widget/versions/{'9' * 5000}",
    ],
)
def test_what_is_not_there_is_not_found(get: Get, widgets: Schema, rest: str) -> None:
    response = get(f"sources/cloud/schemas/{rest}/")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_queries(
    get: Get, samples: list[Source], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):  # is there such a source, how many, and the page
        get("sources/glance/schemas/")
    # which schema, all that is told of it, is it being fetched, its note
    with django_assert_num_queries(4):
        get("sources/glance/schemas/images/")
