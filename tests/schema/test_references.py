"""References lead to where the dialect says, within the document, and nowhere else."""

from typing import Any

import pytest
from hypothesis import given

from portal.schema.dialect import DRAFT3, DRAFT4, DRAFT7, DRAFT2019_09, DRAFT2020_12, Dialect
from portal.schema.pointer import get
from portal.schema.references import Reference, References, enclosing
from portal.schema.walk import walk
from tests.schema import generated
from tests.schema.timing import quickly


def references(document: Any, pointer: str, dialect: Dialect) -> tuple[Reference, ...]:
    return References(document, dialect).of(pointer, get(document, pointer))  # type: ignore[arg-type]


def reference(document: Any, pointer: str = "/not", dialect: Dialect = DRAFT7) -> Reference:
    (found,) = references(document, pointer, dialect)
    return found


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("#/definitions/a", "/definitions/a"),
        ("#/definitions/a~1b", "/definitions/a~1b"),
        ("#/definitions/a%2Fb", None),  # a slash all the same: RFC 6901 section 6
        ("#/definitions/c%20d", "/definitions/c d"),
        ("#/definitions/c d", "/definitions/c d"),
        ("#/definitions/%E4%B8%AD", "/definitions/中"),
        ("#/definitions/100%25", "/definitions/100%"),
        ("#/allOf/1", "/allOf/1"),
        ("#/allOf/01", None),
        ("#/x-shared/list/0", "/x-shared/list/0"),
        ("#/definitions/nowhere", None),
        ("#/definitions/a/title", None),  # a string is no schema
        ("#/definitions/~2", None),
        ("#nowhere", None),
    ],
)
def test_a_json_pointer_leads_to_any_place_in_the_document(text: str, target: str | None) -> None:
    document = {
        "not": {"$ref": text},
        "allOf": [{}, True],
        "definitions": {"a": {"title": "a"}, "a/b": {}, "c d": {}, "中": {}, "100%": {}},
        "x-shared": {"list": [{}]},
    }
    expected = Reference("$ref", text, target, broken=target is None)
    assert reference(document) == expected


@pytest.mark.parametrize(
    "text",
    [
        "other.json",
        "other.json#/definitions/a",
        "//example.com/x",
        "http://example.com/schema",
        "file:///etc/passwd",
        "http://169.254.169.254/latest/meta-data/",
        "urn:uuid:1",
    ],
)
def test_F38_what_leads_out_of_the_document_is_external(text: str) -> None:
    assert reference({"not": {"$ref": text}}) == Reference("$ref", text, external=True)


def test_what_is_no_uri_is_broken() -> None:
    assert reference({"not": {"$ref": "http://[x"}}).broken


EMBEDDED = {
    "$id": "http://example.com/root.json",
    "definitions": {
        "a": {"$id": "a.json", "definitions": {"x": {"$id": "#x"}, "y": {"$ref": "#x"}}},
        "b": {"$id": "http://other.example/b.json#b"},
        "c": {"$ref": "#/definitions/a", "$id": "ignored.json"},
        "d": {"$id": "http://[x"},
        "urn": {"$id": "urn:x", "definitions": {"x": {"not": {"$ref": "#/definitions/x"}}}},
    },
}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("#/definitions/b", "/definitions/b"),
        ("root.json#/definitions/b", "/definitions/b"),
        ("http://example.com/root.json", ""),
        ("a.json", "/definitions/a"),
        ("a.json#x", "/definitions/a/definitions/x"),
        ("a.json#/definitions/x", "/definitions/a/definitions/x"),
        ("http://other.example/b.json", "/definitions/b"),
        ("http://other.example/b.json#b", "/definitions/b"),
        ("urn:x#/definitions/x", "/definitions/urn/definitions/x"),
        ("ignored.json", None),
        ("b.json", None),
    ],
)
def test_base_uris_in_the_document_are_known(text: str, target: str | None) -> None:
    found = reference(EMBEDDED | {"not": {"$ref": text}})
    assert (found.target, found.external) == (target, target is None)


def test_a_reference_counts_from_the_base_around_it() -> None:
    inner = "/definitions/a/definitions/y"
    assert reference(EMBEDDED, inner).target == "/definitions/a/definitions/x"
    deep = "/definitions/urn/definitions/x/not"
    assert reference(EMBEDDED, deep).target == "/definitions/urn/definitions/x"


def test_draft_3_and_4_call_it_id() -> None:
    document = {"id": "http://example.com/", "not": {"$ref": "a#b"}, "items": {"id": "a#b"}}
    assert reference(document, dialect=DRAFT4).target == "/items"
    assert reference(document, dialect=DRAFT7).external
    assert reference({"extends": {"$ref": "#"}}, "/extends", DRAFT3).target == ""


def test_an_anchor_names_a_place_from_2019_09_on() -> None:
    document = {"not": {"$ref": "#a"}, "$defs": {"x": {"$anchor": "a"}, "y": {"$anchor": 5}}}
    assert reference(document, dialect=DRAFT2019_09).target == "/$defs/x"
    assert reference(document, dialect=DRAFT7).broken


@pytest.mark.parametrize(
    ("root", "target"), [({}, "/$defs/list"), ({"$dynamicAnchor": "item"}, "")]
)
def test_a_dynamic_reference_prefers_the_anchor_of_the_root(
    root: dict[str, Any], target: str
) -> None:
    listing = {"$id": "list", "$dynamicAnchor": "item", "items": {"$dynamicRef": "#item"}}
    document = {**root, "$defs": {"list": listing}}
    found = reference(document, "/$defs/list/items", DRAFT2020_12)
    assert (found.keyword, found.target) == ("$dynamicRef", target)


@pytest.mark.parametrize(
    ("text", "named"),
    [("#/$defs/a", {"$dynamicAnchor": "x"}), ("#x", {"$anchor": "x"}), ("#/$defs/b", {})],
)
def test_a_dynamic_reference_to_what_is_not_dynamic_is_a_plain_one(
    text: str, named: dict[str, Any]
) -> None:
    document = {
        "$dynamicAnchor": "y",
        "not": {"$dynamicRef": text},
        "$defs": {"a": named, "b": True},
    }
    target = "/$defs/b" if text.endswith("b") else "/$defs/a"
    assert reference(document, dialect=DRAFT2020_12).target == target


def test_a_plain_anchor_of_the_root_replaces_nothing() -> None:
    inner = {"$id": "i", "$dynamicAnchor": "x", "not": {"$dynamicRef": "#x"}}
    document = {"$anchor": "x", "$defs": {"i": inner}}
    assert reference(document, "/$defs/i/not", DRAFT2020_12).target == "/$defs/i"


@pytest.mark.parametrize(("outer", "target"), [(True, ""), (False, "/$defs/tree")])
def test_a_recursive_reference_leads_to_the_outermost_that_allows_it(
    outer: bool, target: str
) -> None:
    tree = {"$id": "tree", "$recursiveAnchor": True, "items": {"$recursiveRef": "#"}}
    document = {"$recursiveAnchor": outer, "$defs": {"tree": tree}}
    assert reference(document, "/$defs/tree/items", DRAFT2019_09).target == target


def test_a_subschema_may_have_several_references() -> None:
    document = {"$defs": {"a": {"$ref": "#", "$dynamicRef": "#"}}}
    found = references(document, "/$defs/a", DRAFT2020_12)
    assert [each.keyword for each in found] == ["$ref", "$dynamicRef"]


@pytest.mark.parametrize("served", [True, {}, {"$ref": 5}, {"$dynamicRef": "#"}])
def test_what_has_no_reference_has_none(served: Any) -> None:
    assert references({"not": served}, "/not", DRAFT7) == ()


@pytest.mark.parametrize(
    ("document", "pointer", "circular"),
    [
        ({"not": {"$ref": "#/not"}}, "/not", True),
        ({"not": {"$ref": "#"}}, "/not", True),
        (
            {"definitions": {"a": {"items": {"$ref": "#/definitions/a"}}}},
            "/definitions/a/items",
            True,
        ),
        ({"not": {"$ref": "#/definitions/a"}, "definitions": {"a": {}}}, "/not", False),
        ({"not": {"$ref": "#/nowhere"}}, "/not", False),
    ],
)
def test_F37_a_way_back_to_what_encloses_it_is_circular(
    document: Any, pointer: str, circular: bool
) -> None:
    assert reference(document, pointer).circular is circular


def test_F37_a_way_back_through_others_is_circular_and_the_way_into_it_is_not() -> None:
    document: Any = {
        "items": {"$ref": "#/definitions/a"},
        "definitions": {
            "a": {"properties": {"b": {"$ref": "#/definitions/b"}}},
            "b": {
                "properties": {"a": {"$ref": "#/definitions/a"}, "c": {"$ref": "#/definitions/c"}}
            },
            "c": {"$ref": "#/definitions/d"},
            "d": {},
        },
    }
    circular = {
        node.pointer: found.circular
        for node in walk(document, DRAFT7)
        for found in references(document, node.pointer, DRAFT7)
    }
    assert circular == {
        "/items": False,
        "/definitions/a/properties/b": True,
        "/definitions/b/properties/a": True,
        "/definitions/b/properties/c": False,
        "/definitions/c": False,
    }


def test_F37_a_circle_is_seen_where_no_keyword_has_a_subschema() -> None:
    document = {
        "not": {"$ref": "#/components/a"},
        "components": {"a": {"not": {"$ref": "#/components/b"}}, "b": {"$ref": "#/components/a"}},
    }
    assert not reference(document).circular
    assert reference(document, "/components/a/not").circular


def test_F37_targets_inside_each_other_are_circles_all_the_same() -> None:
    document: Any = {
        "not": {"$ref": "#/x/items"},
        "x": {"items": {"not": {"items": {"$ref": "#/x"}}, "allOf": [{"$ref": "#/x/items/not"}]}},
    }
    assert not reference(document).circular
    assert reference(document, "/x/items/not/items").circular
    assert reference(document, "/x/items/allOf/0").circular


def test_places_inside_each_other_are_walked_once() -> None:
    inner: Any = {"properties": {str(number): {} for number in range(20_000)}}
    for _ in range(180):
        inner = {"not": inner}
    levels: Any = [{"$ref": "#/x" + "/not" * level} for level in range(180)]
    with quickly():
        found = References({"x": inner, "allOf": levels}, DRAFT7).of("/allOf/0", {"$ref": "#/x"})
    assert found[0].target == "/x"


def test_a_base_that_is_too_long_to_be_joined_a_million_times_is_none() -> None:
    base = "http://example.com/" + "a/" * 500
    document: Any = {"$id": base, "not": {"$ref": f"{base}#/items"}, "items": {}}
    assert reference(document).external
    document["$id"] = document["not"]["$ref"] = "http://example.com/"
    assert reference(document).target == ""


def test_what_encloses_a_pointer_goes_from_the_inside_out() -> None:
    assert list(enclosing("/a/b")) == ["/a/b", "/a", ""]


@given(generated.schemas, generated.dialects)
def test_a_target_is_always_a_schema_of_the_document(document: Any, dialect: Dialect) -> None:
    resolver = References(document, dialect)
    for node in walk(document, dialect):
        for found in resolver.of(node.pointer, node.value):
            assert (found.target is None) == (found.broken or found.external)
            if found.target is not None:
                assert isinstance(get(document, found.target), dict | bool)
