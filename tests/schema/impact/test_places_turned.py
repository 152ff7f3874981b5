"""Where the same change comes to another verdict."""

from collections.abc import Callable
from typing import Any

import pytest

from portal.schema.dialect import (
    DRAFT3,
    DRAFT4,
    DRAFT7,
    DRAFT2019_09,
    DRAFT2020_12,
    OPENSTACK,
    Dialect,
)
from tests.schema.impact.judging import rows, verdicts
from tests.schema.impact.lowered import LONG, SHORT, TEXT, at

OTHERWISE: dict[str, tuple[Callable[[Any], Any], Dialect, str]] = {
    "not": (lambda it: {"not": it}, DRAFT7, "SB inverted"),
    "not not": (lambda it: {"not": {"not": it}}, DRAFT7, "BS"),
    "not beside a type": (lambda it: {"not": it, "type": "string"}, DRAFT7, "SW masked"),
    "disallow": (lambda it: {"disallow": [it]}, DRAFT3, "SB inverted"),
    "disallow, besides all strings": (
        lambda it: {"disallow": [it, "string"]},
        DRAFT3,
        "SW masked",
    ),
    "disallow, besides what refuses all": (
        lambda it: {"disallow": [it, {}]},
        DRAFT3,
        "SW masked",
    ),
    "contains where another branch allows no array": (
        lambda it: {"allOf": [{"contains": it}, {"type": "object"}]},
        DRAFT7,
        "WS masked",
    ),
    "oneOf that may overlap": (
        lambda it: {"oneOf": [it, {"type": "string"}]},
        DRAFT7,
        "WW uncertain",
    ),
    "oneOf with what is no schema": (lambda it: {"oneOf": [it, 1]}, DRAFT7, "WW uncertain"),
    "if": (lambda it: {"if": it, "then": False}, DRAFT7, "WW uncertain"),
    "contains counted": (
        lambda it: {"contains": it, "maxContains": 2},
        DRAFT2019_09,
        "WW uncertain",
    ),
    "unevaluated properties": (
        lambda it: {"unevaluatedProperties": it},
        DRAFT2019_09,
        "WW uncertain",
    ),
    "content": (lambda it: {"contentSchema": it}, DRAFT2019_09, "WW uncertain"),
    "unused definition": (lambda it: {"definitions": {"d": it}}, DRAFT7, "SS unreachable"),
    "unused definition in a used one": (
        lambda it: {"$ref": "#/definitions/c", "definitions": {"c": {"definitions": {"d": it}}}},
        DRAFT7,
        "SS unreachable",
    ),
    "definition that only itself uses": (
        lambda it: {
            "definitions": {"d": {"properties": {"a": it, "b": {"$ref": "#/definitions/d"}}}}
        },
        DRAFT7,
        "SS unreachable",
    ),
    "definition where references are dynamic": (
        lambda it: {
            "properties": {"a": {"$dynamicRef": "#x"}},
            "$defs": {"d": it, "e": {"$dynamicAnchor": "x"}},
        },
        DRAFT2020_12,
        "WW uncertain",
    ),
    "definition that a dynamic reference leads to": (
        lambda it: {
            "properties": {"a": {"$dynamicRef": "#x"}},
            "$defs": {"d": {"$dynamicAnchor": "x", "items": it}},
        },
        DRAFT2020_12,
        "WW uncertain",
    ),
    "properties of a string": (
        lambda it: {"type": "String", "properties": {"a": it}},
        OPENSTACK,
        "SS inapplicable",
    ),
    "items of listed numbers": (
        lambda it: {"enum": [1, 2], "items": it},
        DRAFT7,
        "SS inapplicable",
    ),
    "items of a constant": (lambda it: {"const": 1, "items": it}, DRAFT7, "SS inapplicable"),
    "then without if": (lambda it: {"then": it}, DRAFT7, "SS inapplicable"),
    "additional items after any": (
        lambda it: {"items": TEXT, "additionalItems": it},
        DRAFT7,
        "SS inapplicable",
    ),
    "deep in what does not apply": (
        lambda it: {"type": "null", "properties": {"a": {"items": it}}},
        DRAFT7,
        "SS inapplicable",
    ),
    "beside a reference": (lambda it: {"$ref": "#", **it}, DRAFT7, "SS hidden"),
    "below what stands beside a reference": (
        lambda it: {"$ref": "#/definitions/d", "items": it, "definitions": {"d": {}}},
        DRAFT4,
        "SS hidden",
    ),
    "used as it is and inverted": (
        lambda it: {
            "properties": {
                "a": {"$ref": "#/definitions/d"},
                "b": {"not": {"$ref": "#/definitions/d"}},
            },
            "definitions": {"d": it},
        },
        DRAFT7,
        "BB several-uses",
    ),
    "used where it may overlap, too": (
        lambda it: {
            "properties": {
                "a": {"$ref": "#/definitions/d"},
                "b": {"oneOf": [{"$ref": "#/definitions/d"}, {}]},
            },
            "definitions": {"d": it},
        },
        DRAFT7,
        "BW uncertain",
    ),
    "used where branches do not overlap": (
        lambda it: {
            "properties": {
                "a": {"oneOf": [{"type": "null"}, {"type": "string", "$ref": "#/$defs/d"}]}
            },
            "$defs": {"d": {"items": it}},
        },
        DRAFT2019_09,
        "WS masked",
    ),
    "a property that is referred to from elsewhere": (
        lambda it: {
            "properties": {"a": {"properties": {"b": it}}, "c": {"not": {"$ref": "#/properties/a"}}}
        },
        DRAFT7,
        "BB several-uses",
    ),
    "read-only": (
        lambda it: {"properties": {"a": {**it, "readOnly": True}}},
        DRAFT7,
        "SS read-only",
    ),
    "inside what is read-only": (
        lambda it: {"properties": {"a": {"items": it, "readOnly": True}}},
        DRAFT7,
        "SS read-only",
    ),
    "read-only in prose": (
        lambda it: {"properties": {"a": {**it, "description": "Size (READ-ONLY)"}}},
        OPENSTACK,
        "SS read-only",
    ),
    "read-only by reference": (
        lambda it: {
            "properties": {"a": {"items": it, "allOf": [{"$ref": "#/definitions/r"}, True]}},
            "definitions": {"r": {"readOnly": True}},
        },
        DRAFT7,
        "SS read-only",
    ),
    "used by what is read-only alone": (
        lambda it: {
            "properties": {"a": {"$ref": "#/$defs/d", "readOnly": True}},
            "$defs": {"d": it},
        },
        DRAFT2019_09,
        "SS read-only",
    ),
    "used by what is read-only and by another": (
        lambda it: {
            "properties": {
                "a": {"$ref": "#/$defs/d", "readOnly": True},
                "b": {"$ref": "#/$defs/d"},
            },
            "$defs": {"d": it},
        },
        DRAFT2019_09,
        "BS",
    ),
    "read-only and inverted": (
        lambda it: {"properties": {"a": {"readOnly": True, "not": it}}},
        DRAFT7,
        "SB inverted",
    ),
    "inverted and write-only": (
        lambda it: {"properties": {"a": {"writeOnly": True, "not": it}}},
        DRAFT7,
        "SS inverted",
    ),
}


@pytest.mark.parametrize("place", OTHERWISE)
def test_the_place_makes_it_another_verdict(place: str) -> None:
    around, dialect, expected = OTHERWISE[place]
    assert at(around, dialect) == expected


def test_what_is_written_for_people_stays_editorial_everywhere() -> None:
    before: Any = {"not": {"definitions": {"d": {"title": "A"}}, "title": "A"}}
    after: Any = {"not": {"definitions": {"d": {"title": "B"}}, "title": "B"}}
    assert verdicts(before, after) == ["EE", "EE"]


def test_write_only_properties_are_in_no_response() -> None:
    before = {"properties": {"a": {"writeOnly": True, **SHORT}}}
    after = {"properties": {"a": {"writeOnly": True, **LONG}}}
    assert verdicts(before, after) == ["SS write-only"]


def test_who_sees_it_must_be_so_on_both_sides() -> None:
    before: Any = {"properties": {"a": {"readOnly": True, **LONG}}}
    assert verdicts(before, {"properties": {"a": SHORT}})[0] == "BS"


def test_a_read_only_property_that_comes_or_is_required_concerns_no_request() -> None:
    closed: Any = {"type": "object", "additionalProperties": False}
    gone = closed | {"properties": {"a": {"readOnly": True}}}
    assert verdicts(gone, closed | {"properties": {}})[-1].startswith("S")
    before: Any = {"type": "object", "properties": {"a": {"readOnly": True}, "b": {}}}
    assert verdicts(before, before | {"required": ["a"]}) == ["SS read-only"]
    assert verdicts(before, before | {"required": ["a", "b"]}) == ["BS"]
    assert verdicts(before, before | {"required": ["c"]}) == ["BS"]
    required = before | {"required": ["b"]}
    assert verdicts(required, before | {"required": ["b", "a"]}) == ["SS read-only"]


def test_a_definition_that_is_used_on_one_side_only_breaks_nothing_for_certain() -> None:
    before: Any = {"definitions": {"d": LONG}}
    after: Any = {"definitions": {"d": SHORT}, "properties": {"a": {"$ref": "#/definitions/d"}}}
    assert rows(before, after)[0] == (
        "/definitions/d",
        "maxLength",
        "max-length-lowered",
        "WS uncertain",
    )


def test_a_definition_that_becomes_false_is_judged_by_its_uses() -> None:
    used: Any = {"properties": {"a": {"$ref": "#/definitions/d"}}}
    before, after = ({**used, "definitions": {"d": it}} for it in (True, False))
    assert verdicts(before, after) == ["BS"]
    assert verdicts({"definitions": {"d": True}}, {"definitions": {"d": False}}) == [
        "SS unreachable"
    ]


def test_what_is_evaluated_matters_to_who_asks_for_the_rest() -> None:
    def around(branch: Any) -> Any:
        return {"allOf": [branch], "unevaluatedProperties": False}

    before, after = around({"properties": {}}), around({"properties": {"a": {}}})
    assert verdicts(before, after, DRAFT2020_12)[-1] == "WW uncertain"
    inside: list[Any] = [{"properties": {"p": around({"items": it})}} for it in (LONG, SHORT)]
    assert verdicts(inside[0], inside[1], DRAFT2020_12) == ["WS masked"]
    declared: list[Any] = [{}, {"a": {}}]
    referring: list[Any] = [
        {"$ref": "#/$defs/d", "unevaluatedProperties": False, "$defs": {"d": {"properties": it}}}
        for it in declared
    ]
    assert verdicts(referring[0], referring[1], DRAFT2020_12)[-1] == "WW uncertain"


def test_a_type_that_goes_where_nothing_counts_needs_no_value_to_show_it() -> None:
    before, after = ({"definitions": {"a": {"type": it, "minLength": 2}}} for it in (
        ["string", "integer"], ["string"],
    ))  # fmt: skip
    assert verdicts(before, after) == ["SS unreachable"]


def test_what_draft_3_demands_of_a_property_by_itself() -> None:
    asked, free = ({"properties": {"a": {"required": it}}} for it in (True, False))
    assert rows(asked, free, DRAFT3) == [("/properties/a", "required", "required-removed", "SB")]
    assert rows(free, asked, DRAFT3) == [("/properties/a", "required", "required-added", "BS")]
