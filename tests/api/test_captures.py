"""Each time a schema was asked for."""

from datetime import timedelta

from portal.catalog.models import Observation, Schema, Source
from portal.ingest import record
from tests.api.scene import DAY_ONE, Get, body, results, say, widget

BASE = "sources/cloud/schemas/widget/"


def test_tells_whatever_came_of_it(get: Get, cloud: Source) -> None:
    schema = say(
        cloud, "widget", widget(a={}), DAY_ONE, content_type="application/json", etag='"1"'
    )
    how = record.Circumstances(DAY_ONE + timedelta(hours=1), Observation.Origin.FETCHED)
    record.failure(schema, how, "refused", "Connection refused.")
    failed, first = results(get(f"{BASE}captures/"))
    assert first == {
        "number": 1,
        "at": "2024-06-01T00:00:00Z",
        "seconds": 0.0,
        "origin": "fetched",
        "outcome": "new",
        "outcome_words": "new",
        "message": "",
        "provenance": "",
        "version": 1,
        "version_url": f"http://127.0.0.1:8000/api/v1/{BASE}versions/1/",
        "content_type": "application/json",
        "etag": '"1"',
        "last_modified": "",
    }
    assert (failed["outcome"], failed["message"]) == ("refused", "Connection refused.")
    assert failed["version"] is failed["version_url"] is None


def test_those_that_come_move_nothing(get: Get, cloud: Source) -> None:
    for hours in range(5):
        say(cloud, "widget", widget(a={}), DAY_ONE + timedelta(hours=hours))
    page = body(get(f"{BASE}captures/?page_size=2&fields=number"))
    say(cloud, "widget", widget(b={}), DAY_ONE + timedelta(days=1))
    numbers = [row["number"] for row in page["results"]]
    while page["next"]:
        page = body(get(page["next"]))
        assert all(row.keys() == {"number"} for row in page["results"])
        numbers += [row["number"] for row in page["results"]]
    assert numbers == [5, 4, 3, 2, 1]


def test_none_yet(get: Get, cloud: Source) -> None:
    Schema.objects.named(cloud, "widget")
    assert body(get(f"{BASE}captures/")) == {"next": None, "results": []}
