"""Fetches, as their pages tell of them: also when they are finished."""

import pytest

from portal.catalog.models import FetchRequest, Source
from tests.api.scene import DAY_ONE, Get, body, results

WHOLE = "http://127.0.0.1:8000"


@pytest.fixture
def fetches(cloud: Source) -> list[FetchRequest]:
    """One that is finished, one that is under way, one that waits."""
    due, asked = FetchRequest.Reason.DUE, FetchRequest.Reason.ASKED
    finished = FetchRequest.objects.want(cloud, reason=due)
    finished.started_at = finished.finished_at = DAY_ONE
    finished.total = 1
    finished.results = [
        {"schema": "widget", "outcome": "new", "message": "", "version": 2, "changes": 3}
    ]
    finished.save()
    underway = FetchRequest.objects.want(cloud, "widget", reason=asked)
    underway.started_at = DAY_ONE
    underway.save()
    return [finished, underway, FetchRequest.objects.want(cloud, reason=due)]


def test_what_came_of_one_that_is_finished(get: Get, fetches: list[FetchRequest]) -> None:
    number = fetches[0].pk
    told = body(get(f"fetches/{number}/"))
    assert told.pop("requested_at")
    assert told == {
        "url": f"{WHOLE}/api/v1/fetches/{number}/",
        "page": f"{WHOLE}/fetches/{number}/",
        "source": "cloud",
        "schema": "",
        "reason": "due",
        "started_at": "2024-06-01T00:00:00Z",
        "finished_at": "2024-06-01T00:00:00Z",
        "total": 1,
        "outcomes": [
            {
                "schema": "widget",
                "outcome": "new",
                "words": "new",
                "message": "",
                "version": 2,
                "changes": 3,
            }
        ],
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [2, 1, 0]),
        ("state=finished", [0]),
        ("state=underway", [1]),
        ("state=waiting", [2]),
        ("schema=widget", [1]),
        ("source=cloud&state=finished", [0]),
        ("cursor=*&page_size=2", [2, 1]),
    ],
)
def test_the_last_one_is_first(
    get: Get, fetches: list[FetchRequest], query: str, found: list[int]
) -> None:
    rows = results(get(f"fetches/?{query}"))
    assert [row["page"] for row in rows] == [
        f"{WHOLE}{fetches[at].get_absolute_url()}" for at in found
    ]


@pytest.mark.parametrize(
    ("query", "parameter"), [("state=lost", "state"), ("source=nobody", "source")]
)
def test_what_is_wrong_is_told(get: Get, db: None, query: str, parameter: str) -> None:
    response = get(f"fetches/?{query}")
    assert (response.status_code, body(response)["parameter"]) == (400, parameter)


def test_one_that_is_not_there(get: Get, db: None) -> None:
    assert get("fetches/7/").status_code == 404
    assert get("fetches/0/").status_code == 404
