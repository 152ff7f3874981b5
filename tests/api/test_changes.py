from pytest_django import DjangoAssertNumQueries

from portal.catalog.models import Schema, Source
from tests.api.scene import Get, results, say

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
        "version": 2,
        "kind": "added",
        "keyword": "enum",
        "member": True,
        "pointer": enum["pointer"],
        "path": "size",
        "property": f"{BASE}properties/size/",
        "after": "l",
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
    with django_assert_num_queries(4):  # which schema, how fresh, how many, and the page
        get("sources/glance/schemas/images/changes/")
