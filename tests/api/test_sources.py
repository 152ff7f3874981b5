from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from portal.catalog.models import FetchRequest, Observation, Source
from portal.ingest import record, sources
from portal.sentence import Sentence, as_json
from tests.api.scene import DAY_ONE, Get, body, results, say, widget


@pytest.fixture
def one_of_each(cloud: Source, samples: list[Source]) -> None:
    """The samples, which are recorded; `cloud`, which is asked; `former`, which was."""
    former = Source.objects.create(name="former", kind="file", url="/tmp/x.json")  # noqa: S108
    sources.retire(former)


def test_lists_all_by_name(get: Get, one_of_each: None) -> None:
    names = [row["name"] for row in results(get("sources/"))]
    assert names == ["cloud", "former", "glance", "huawei-ims"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("kind=glance", ["glance", "huawei-ims"]),
        ("kind=file", ["former"]),
        ("state=asked", ["cloud"]),
        ("state=recorded", ["glance", "huawei-ims"]),
        ("state=removed", ["former"]),
        ("state=asked&kind=glance", []),
    ],
)
def test_filters(get: Get, one_of_each: None, query: str, names: list[str]) -> None:
    rows = results(get(f"sources/?{query}"))
    assert [row["name"] for row in rows] == names
    if "state" in query:
        assert {row["state"] for row in rows} <= {query.split("=")[1]}


@pytest.mark.parametrize("name", ["kind", "state"])
def test_an_unknown_value_of_a_filter_is_refused(get: Get, db: None, name: str) -> None:
    response = get(f"sources/?{name}=nonsense")
    assert response.status_code == 400
    assert body(response)["parameter"] == name
    assert body(response)["known"]


def test_one_source(get: Get, cloud: Source) -> None:
    schema = say(cloud, "widget", widget(), DAY_ONE)
    how = record.Circumstances(DAY_ONE + timedelta(days=1), Observation.Origin.FETCHED)
    record.failure(schema, how, "refused", "Connection refused.")
    assert body(get("sources/cloud/")) == {
        "url": "http://127.0.0.1:8000/api/v1/sources/cloud/",
        "page": "http://127.0.0.1:8000/cloud/",
        "name": "cloud",
        "kind": "json-schema",
        "kind_words": "JSON Schema at an address",
        "state": "asked",
        "asked_at": "https://cloud.example/widget",
        "description": "",
        "every_seconds": None,
        "max_age_seconds": 3600,
        "schema_count": 1,
        "last_captured_at": "2024-06-01T00:00:00Z",
        "last_outcome": "refused",
        "last_outcome_words": "connection refused",
        "last_message": "Connection refused.",
        "schemas": "http://127.0.0.1:8000/api/v1/sources/cloud/schemas/",
        "fetch": None,
        "note": None,
    }


def test_a_fetch_of_all_of_it_can_be_followed(get: Get, cloud: Source) -> None:
    refused = Sentence("The source refused ({reason}).", reason="x")
    request = FetchRequest.objects.want(cloud, reason=FetchRequest.Reason.DUE)
    FetchRequest.objects.want(cloud, "widget", reason=FetchRequest.Reason.STALE)  # not all of it
    wanted = body(get("sources/cloud/"))["fetch"]
    assert wanted["requested_at"]
    assert (wanted["reason"], wanted["started_at"], wanted["outcomes"]) == ("due", None, [])
    assert wanted["page"] == f"http://127.0.0.1:8000/fetches/{request.pk}/"
    request.started_at, request.total = DAY_ONE, 2
    request.results = [
        {"schema": "a", "outcome": "refused", "message": as_json(refused), "version": None}
    ]
    request.save()
    under_way = body(get("sources/cloud/"))["fetch"]
    assert (under_way["started_at"], under_way["total"]) == ("2024-06-01T00:00:00Z", 2)
    assert under_way["outcomes"] == [
        {
            "schema": "a",
            "outcome": "refused",
            "words": "connection refused",
            "message": "The source refused (x).",
            "version": None,
            "changes": 0,
        }
    ]
    request.finished_at = DAY_ONE
    request.save()
    assert body(get("sources/cloud/"))["fetch"] is None


def test_a_source_that_was_imported_is_asked_nowhere(get: Get, samples: list[Source]) -> None:
    row = body(get("sources/glance/"))
    assert (row["asked_at"], row["state"]) == (None, "recorded")
    in_chinese = body(get("sources/glance/", Accept_Language="zh-CN"))
    assert in_chinese["kind_words"] == "镜像服务（Glance）"


def test_a_source_that_was_never_asked(get: Get, cloud: Source) -> None:
    cloud.every = timedelta(minutes=15)
    cloud.save()
    row = body(get("sources/cloud/"))
    assert (row["schema_count"], row["last_captured_at"], row["last_outcome"]) == (0, None, None)
    assert row["every_seconds"] == 900


@pytest.mark.parametrize("name", ["nobody", "Nobody", "no.body", "%00"])
def test_an_unknown_source_is_not_found(get: Get, db: None, name: str) -> None:
    assert get(f"sources/{name}/").status_code == 404


def test_queries(
    get: Get, one_of_each: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):  # how many, and the page with all that is told of each
        get("sources/")
    with django_assert_num_queries(3):  # the source, is it being fetched, its note
        get("sources/glance/")
