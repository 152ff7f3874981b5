from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from pytest_django import DjangoAssertNumQueries

from portal.catalog.models import Change, Schema, Source
from tests.api.scene import DAY_ONE, Get, body, results, say, widget

BASE = "http://127.0.0.1:8000/api/v1/sources/cloud/schemas/widget/"


def test_lists_the_newest_first(get: Get, widgets: Schema) -> None:
    rows = results(get("sources/cloud/schemas/widget/changes/"))
    assert [(row["version"], row["kind"], row["path"], row["keyword"]) for row in rows] == [
        (3, "added", "new", ""),
        (2, "removed", "old", ""),
        (2, "added", "size", "enum"),
    ]


def test_one_change(get: Get, widgets: Schema) -> None:
    new, old, enum = results(get("sources/cloud/schemas/widget/changes/"))
    assert enum == {
        "url": f"{BASE}versions/2/",
        "page": "http://127.0.0.1:8000/cloud/widget/compare/1...2/",
        "source": "cloud",
        "schema": "widget",
        "version": 2,
        "interval": {
            "before": {"number": 1, "at": "2024-06-01T00:00:00Z"},
            "first": {"number": 2, "at": "2024-06-02T00:00:00Z"},
        },
        "kind": "added",
        "keyword": "enum",
        "member": True,
        "whole": False,
        "pointer": enum["pointer"],
        "path": "size",
        "property": f"{BASE}properties/size/",
        "after": "l",
        "text": '"l" added to enum',
        "rule": "enum-value-added",
        "context": "",
        "request": "safe",
        "response": "warning",
        "reasons": {
            "title": {"en": "A value came to enum", "zh": "新增枚举值"},
            "request": {"en": "All that was valid still is.", "zh": "原先有效的值仍然有效。"},
            "response": {
                "en": "A client that knows only the former values may get a new one.",
                "zh": "只认识原有值的客户端可能收到新值。",
            },
        },
        "counterpart": None,
    }
    assert new["after"] == {"type": "integer"}
    assert "before" not in new  # null would be a value
    assert old["before"] == {"type": "string", "description": "Soon gone."}
    assert "after" not in old


def test_a_change_of_the_document_itself_has_no_property(get: Get, cloud: Source) -> None:
    say(cloud, "widget", {"title": "One"})
    say(cloud, "widget", {"title": "Two"})
    (row,) = results(get("sources/cloud/schemas/widget/changes/"))
    assert (row["property"], row["before"], row["after"]) == (None, "One", "Two")


def test_queries(
    get: Get, samples: list[Source], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # which schema, how fresh, how many, the page, its versions
    with django_assert_num_queries(5):
        get("sources/glance/schemas/images/changes/")


def test_a_counterpart(get: Get, widgets: Schema) -> None:
    counterpart = {
        "kind": "renamed", "certainty": "possibly", "pointer": "/properties/new", "path": "new"
    }  # fmt: skip
    Change.objects.filter(path="old").update(counterpart=counterpart)
    _, old, _ = results(get("sources/cloud/schemas/widget/changes/"))
    assert old["counterpart"] == counterpart


def test_of_all_schemas(get: Get, widgets: Schema, cloud: Source) -> None:
    other = say(cloud, "other", widget(a={}, b={}), DAY_ONE)
    say(cloud, other.name, widget(b={}), DAY_ONE + timedelta(hours=36))
    rows = results(get("changes/"))
    assert [(row["schema"], row["version"], row["path"]) for row in rows] == [
        ("widget", 3, "new"),
        ("other", 2, "a"),
        ("widget", 2, "old"),
        ("widget", 2, "size"),
    ]
    assert rows[3] == results(get("sources/cloud/schemas/widget/changes/"))[2]


@pytest.mark.parametrize(
    ("query", "paths"),
    [
        ("source=cloud&schema=widget", ["new", "old", "size"]),
        ("property=size", ["size"]),
        ("property=/properties/size", ["size"]),
        ("impact=safe&side=request&property=size", ["size"]),
        ("impact=safe&side=response&property=size", []),
        ("impact=editorial&impact=warning&property=size", ["size"]),
        ("kind=removed", ["old"]),
        ("rule=enum-value-added", ["size"]),
        ("since=2024-06-03", ["new"]),
        ("until=2024-06-02", ["old", "size"]),
    ],
)
def test_filters(get: Get, widgets: Schema, query: str, paths: list[str]) -> None:
    assert [row["path"] for row in results(get(f"changes/?{query}"))] == paths


def test_pages_keep_the_filters(get: Get, widgets: Schema) -> None:
    answer = body(get("changes/?impact=safe&impact=warning&page_size=1&page=2"))
    assert answer["count"] == 3
    query = parse_qs(urlsplit(answer["next"]).query)
    assert query == {"impact": ["safe", "warning"], "page_size": ["1"], "page": ["3"]}
    assert len(results(get(answer["next"]))) == 1
    assert get("changes/?page=4&page_size=1").status_code == 404


@pytest.mark.parametrize(
    ("query", "parameter", "detail"),
    [
        ("source=clowd", "source", "There is no source clowd."),
        ("schema=x", "schema", "There is no schema x."),
        ("impact=bad", "impact", "impact=bad is unknown"),
        ("side=left", "side", "side=left is unknown"),
        ("kind=new", "kind", "kind=new is unknown"),
        ("rule=enum-value-aded", "rule", "There is no rule enum-value-aded; did you mean"),
        ("since=2024-02-30", "since", "since=2024-02-30 is not a day"),
        ("kind=added&kind=removed", "kind", "kind is given 2 times."),
        ("colour=red", "colour", "The parameter 'colour' is unknown here"),
        ("property=%00", "property", "property can't hold the character U+0000."),
    ],
)
def test_a_bad_filter(get: Get, widgets: Schema, query: str, parameter: str, detail: str) -> None:
    response = get(f"changes/?{query}")
    assert response.status_code == 400
    problem = body(response)
    assert problem["parameter"] == parameter
    assert problem["detail"].startswith(detail)


def test_the_oldest_first(get: Get, widgets: Schema) -> None:
    def versions(query: str) -> list[tuple[int, str]]:
        return [(row["version"], row["path"]) for row in results(get(f"changes/?{query}"))]

    newest, oldest = versions("order=-captured_at"), versions("order=captured_at")
    assert newest == versions("") == [(3, "new"), (2, "old"), (2, "size")]
    assert oldest == [(2, "old"), (2, "size"), (3, "new")]  # each version's as they were compared
    paged = get("changes/?order=captured_at&page_size=2&page=2")
    assert [row["path"] for row in results(paged)] == ["new"]
    assert body(get("changes/?order=version"))["known"] == ["captured_at", "-captured_at"]


def test_it_says_what_happened_in_the_reader_s_language(get: Get, widgets: Schema) -> None:
    told = [row["text"] for row in results(get("changes/"))]
    assert told == ["property added", "property removed", '"l" added to enum']
    in_chinese = get("changes/?property=size", Accept_Language="zh-CN")
    assert [row["text"] for row in results(in_chinese)] == ['enum 中新增 "l"']


def test_is_conditional(get: Get, widgets: Schema) -> None:
    response = get("changes/")
    assert get("changes/", If_None_Match=response["ETag"]).status_code == 304


def test_queries_of_all_schemas(
    get: Get, samples: list[Source], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # versions in order, how many changes each, the page, its versions
    with django_assert_num_queries(4):
        get("changes/")
