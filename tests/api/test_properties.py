from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from portal.catalog.models import Schema, Source
from tests.api.scene import Get, body, results, say, widget

BASE = "sources/cloud/schemas/widget/"
WHOLE = f"http://127.0.0.1:8000/api/v1/{BASE}"
CHANGES = (
    "http://127.0.0.1:8000/api/v1/changes/?source=cloud&schema=widget&property=%2Fproperties%2Fsize"
)
ONE_OF_EACH: dict[str, Any] = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string", "readOnly": True},
        "Size": {"enum": ["s", 5, None]},
        "fixed": {"type": "boolean", "enum": [True]},
        "extra": {"type": ["number", "null"], "is_base": False},
    },
    "patternProperties": {"^x-": {"type": "object", "properties": {"id": {}}}},
}


@pytest.fixture
def one_of_each(cloud: Source) -> Schema:
    cloud.kind = Source.Kind.GLANCE  # whose dialect has custom properties
    cloud.save()
    return say(cloud, "widget", ONE_OF_EACH)


@pytest.mark.parametrize("version", ["", "versions/1/"])
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["id", "Size", "fixed", "extra", "^x-", "id"]),
        ("name=size", ["Size"]),
        ("name=I", ["id", "Size", "fixed", "id"]),
        ("type=string", ["id", "Size", "id"]),  # what the values of an enum are, too
        ("type=null", ["Size", "extra", "id"]),
        ("type=integer", ["Size", "extra", "id"]),  # a number may be one
        ("type=array", ["id"]),  # the one that may be anything
        ("enum=s", ["Size"]),
        ("enum=5", ["Size"]),
        ("enum=null", ["Size"]),
        ("enum=true", ["fixed"]),
        ("enum=S", []),
        ("read_only=true", ["id"]),
        ("read_only=false", ["Size", "fixed", "extra", "^x-", "id"]),
        ("custom=true", ["extra"]),
        ("custom=false", ["id", "Size", "fixed", "^x-", "id"]),
        ("required=true", ["id"]),
        ("required=false", ["Size", "fixed", "extra", "^x-", "id"]),
        ("pattern=true", ["^x-"]),
        ("pattern=false", ["id", "Size", "fixed", "extra", "id"]),
        ("name=id&required=false&read_only=false", ["id"]),
    ],
)
def test_filters(get: Get, one_of_each: Schema, version: str, query: str, names: list[str]) -> None:
    found = results(get(f"{BASE}{version}properties/?{query}"))
    assert sorted(row["name"] for row in found) == sorted(names)


@pytest.mark.parametrize(
    "name", ["type", "read_only", "custom", "required", "pattern", "gone", "nonsense"]
)
def test_an_unknown_filter_or_value_is_refused(get: Get, widgets: Schema, name: str) -> None:
    response = get(f"{BASE}properties/?{name}=nonsense")
    assert response.status_code == 400
    assert body(response)["parameter"] == name


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"size", "new"}),
        ("gone=false", {"size", "new"}),
        ("gone=true", {"old"}),
        ("gone=any", {"size", "new", "old"}),
        ("gone=any&type=string", {"size", "old"}),
    ],
)
def test_those_that_have_gone(get: Get, widgets: Schema, query: str, names: set[str]) -> None:
    rows = results(get(f"{BASE}properties/?{query}"))
    assert {row["name"] for row in rows} == names
    assert {row["name"] for row in rows if row["gone"]} == names & {"old"}


def test_a_constant_is_a_listed_value(get: Get, cloud: Source) -> None:
    say(cloud, "widget", widget(kind={"const": None}, size={"default": None}))
    assert [row["name"] for row in results(get(f"{BASE}properties/?enum=null"))] == ["kind"]


def test_references_are_followed_but_not_in_what_was_served(get: Get, cloud: Source) -> None:
    say(cloud, "widget", widget(a={"$ref": "#/$defs/x"}) | {"$defs": {"x": {"type": "string"}}})
    row = body(get(f"{BASE}properties/a/"))
    assert row["facts"]["types"] == row["possible_types"] == ["string"]
    assert row["as_served"] == {"$ref": "#/$defs/x"}


def test_one_property(get: Get, widgets: Schema) -> None:
    response = get(f"{BASE}properties/size/")
    row = body(response)
    facts = row.pop("facts")
    assert [each["key"] for each in row.pop("blame")] == ["enum"]
    assert [each["key"] for each in row["words"].pop("unsaid")] == ["optional", "written"]
    assert row == {
        "url": f"{WHOLE}properties/size/",
        "page": "http://127.0.0.1:8000/cloud/widget/size/",
        "source": "cloud",
        "schema": "widget",
        "name": "size",
        "path": "size",
        "pointer": "/properties/size",
        "parent": None,
        "children": [],
        "required": False,
        "is_pattern": False,
        "possible_types": ["string"],
        "item_types": [],
        "gone": False,
        "first_version": 1,
        "last_version": 3,
        "first_seen": {"number": 1, "at": "2024-06-01T00:00:00Z"},
        "last_seen": None,
        "pinned": f"{WHOLE}versions/3/properties/size/",
        "examples": {"values": ["s", "m", "l"], "why_none": None},
        "anomalies": [],
        "as_served": {"enum": ["s", "m", "l"]},
        "words": {
            "types": "string",
            "values": ["s", "m", "l"],
            "pattern": "",
            "limits": [],
            "flags": [],
        },
        "elsewhere": f"{WHOLE}elsewhere/?property=size",
        "changes": CHANGES,
        "note": None,
    }
    assert {each["version"] for each in results(get(CHANGES))} == {2}
    assert facts["enum"] == ["s", "m", "l"]
    assert facts["inferred_types"] == ["string"]
    assert "served" not in facts
    assert "const" not in facts


@pytest.mark.parametrize("version", ["", "versions/1/"])
def test_what_it_says_in_words(get: Get, cloud: Source, version: str) -> None:
    size = {"type": ["string", "null"], "pattern": "^[0-9]+$", "maxLength": 3, "readOnly": True}
    say(cloud, "widget", widget(size=size | {"enum": ["1", None, "22"]}))
    address = f"{BASE}{version}properties/size/"
    assert body(get(address))["words"] == {
        "types": "string or null",
        "values": ['"1"', "null", '"22"'],
        "pattern": "digits",
        "limits": ["at most 3 characters"],
        "flags": [
            {
                "key": "read-only",
                "word": "read-only",
                "why": "set by the service alone; known from the readOnly keyword",
            }
        ],
        "unsaid": [
            {"key": "optional", "word": "optional", "why": "nothing says that it is required"}
        ],
    }
    chinese = body(get(address, Accept_Language="zh-CN"))["words"]
    assert chinese["limits"] == ["最多 3 个字符"]
    assert chinese["flags"][0]["key"] == "read-only"
    assert chinese["flags"][0]["word"] == "只读"


@pytest.mark.parametrize("version", ["", "versions/1/"])
def test_what_is_odd_about_it(get: Get, cloud: Source, version: str) -> None:
    say(cloud, "widget", widget(a={"items": {"type": "String"}}, ab={"type": "Integer"}))
    for name, odd in (("a", "/properties/a/items"), ("ab", "/properties/ab")):
        (anomaly,) = body(get(f"{BASE}{version}properties/{name}/"))["anomalies"]
        assert anomaly["pointer"].startswith(odd)
        assert anomaly["code"] == "type-spelling", anomaly
        assert anomaly["reason"]


def test_lists_leave_out_what_was_served(get: Get, widgets: Schema) -> None:
    """The subschema of an enclosing property would hold those of all it encloses once more."""
    for row in results(get(f"{BASE}properties/")):
        assert "as_served" not in row
        assert "served" not in row["facts"]


def test_a_short_name_leads_to_the_only_property_it_means(get: Get, samples: list[Source]) -> None:
    response = get("sources/glance/schemas/images/properties/disk_format/")
    assert response.status_code == 302
    assert response["Location"].endswith("/schemas/images/properties/images/*/disk_format/")
    assert body(get(response["Location"]))["path"] == "images[].disk_format"


def test_another_spelling_leads_to_the_one_address(get: Get, samples: list[Source]) -> None:
    response = get("sources/glance/schemas/images/properties/images/@items/@properties/id/")
    assert response.status_code == 404
    response = get("sources/glance/schemas/images/properties/images/*/~6disk_format/")
    assert response.status_code == 302
    assert response["Location"].endswith("/properties/images/*/disk_format/")


def test_a_short_name_that_means_several_lists_them(get: Get, cloud: Source) -> None:
    say(cloud, "widget", widget(a=widget(id={}), b=widget(id={})))
    response = get(f"{BASE}properties/id/")
    assert response.status_code == 300
    assert response["Content-Type"] == "application/problem+json"
    assert body(response)["type"] == "/api/v1/problems/ambiguous-property/"
    assert body(response)["choices"] == [
        {
            "url": f"{WHOLE}properties/{parent}/id/",
            "page": f"http://127.0.0.1:8000/cloud/widget/{parent}/id/",
            "pointer": f"/properties/{parent}/properties/id",
        }
        for parent in ("a", "b")
    ]


def test_a_property_at_the_top_is_meant_before_those_further_down(
    get: Get, one_of_each: Schema
) -> None:
    assert body(get(f"{BASE}properties/id/"))["pointer"] == "/properties/id"


def test_one_that_has_gone_answers_with_its_last_facts(get: Get, widgets: Schema) -> None:
    response = get(f"{BASE}properties/old/")
    assert response.status_code == 410
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-cache"
    problem = body(response)
    assert problem["type"] == "/api/v1/problems/gone/"
    assert problem["detail"] == "cloud/widget old went with version 2."
    last = problem["property"]
    assert (last["gone"], last["first_version"], last["last_version"]) == (True, 1, 1)
    assert last["as_served"] == {"type": "string", "description": "Soon gone."}
    assert get(last["pinned"]).status_code == 200


def test_a_short_name_leads_to_one_that_has_gone_if_there_is_no_other(
    get: Get, cloud: Source
) -> None:
    say(cloud, "widget", widget(a=widget(id={}), b=widget(id={})))
    say(cloud, "widget", widget(a=widget(id={})))
    assert get(f"{BASE}properties/id/")["Location"] == f"{WHOLE}properties/a/id/"
    say(cloud, "widget", widget(c={}))
    assert get(f"{BASE}properties/id/").status_code == 300
    say(cloud, "widget", widget(d={}))
    assert get(f"{BASE}properties/c/").status_code == 410


def test_one_that_comes_back_is_there_again(get: Get, cloud: Source) -> None:
    for name in ("a", "b", "a"):
        say(cloud, "widget", widget(**{name: {}}))
    row = body(get(f"{BASE}properties/a/"))
    assert (row["gone"], row["first_version"], row["last_version"]) == (False, 1, 3)


@pytest.mark.parametrize("path", ["nonsense", "size/nonsense", "@nonsense", "%00", "size//"])
def test_one_that_never_was_is_not_found(get: Get, widgets: Schema, path: str) -> None:
    assert get(f"{BASE}properties/{path}/").status_code == 404


def test_queries(
    get: Get, samples: list[Source], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    base = "sources/glance/schemas/images/properties/"
    with django_assert_num_queries(4):  # which schema, how fresh, how many, and the page
        get(base)
    with django_assert_num_queries(3):  # which schema, how fresh, and all properties to choose from
        get(f"{base}?type=string")
    get(f"{base}images/*/disk_format/")  # its document is read, and kept
    # which schema, how fresh, is it there, the property, the versions (3) that brought it, its note
    with django_assert_num_queries(8):
        get(f"{base}images/*/disk_format/")
