"""What a verdict comes to where its change stands."""

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

LONG: Any = {"type": "string", "maxLength": 5}
SHORT: Any = {"type": "string", "maxLength": 3}
TEXT: Any = {"type": "string"}


def at(around: Callable[[Any], Any], dialect: Dialect = DRAFT7) -> str:
    """What the verdict "BS" on a lowered maxLength comes to inside something."""
    (verdict,) = verdicts(around(LONG), around(SHORT), dialect)
    return verdict


KEEPS: dict[str, tuple[Callable[[Any], Any], Dialect]] = {
    "property": (lambda it: {"properties": {"a": it}}, DRAFT7),
    "property beside a required one": (
        lambda it: {
            "type": "object",
            "required": ["a", "b", "free"],
            "properties": {"a": it, "b": {"type": "integer", "minimum": 3}},
        },
        DRAFT7,
    ),
    "property, with a number of them": (
        lambda it: {"properties": {"a": it}, "minProperties": 3, "propertyNames": TEXT},
        DRAFT7,
    ),
    "property that no pattern fits": (
        lambda it: {"properties": {"a": it}, "patternProperties": {"^x-": {"type": "null"}}},
        DRAFT7,
    ),
    "property of draft 3 beside a required one": (
        lambda it: {"properties": {"a": it, "b": {"type": "integer", "required": True}}},
        DRAFT3,
    ),
    "pattern property": (lambda it: {"patternProperties": {"^x-": it}}, DRAFT7),
    "additional properties": (
        lambda it: {"properties": {"a": TEXT}, "additionalProperties": it},
        DRAFT7,
    ),
    "items": (lambda it: {"type": "array", "items": it}, DRAFT7),
    "several items": (lambda it: {"items": it, "minItems": 2}, DRAFT7),
    "second item": (lambda it: {"items": [{"type": "integer"}, it]}, DRAFT7),
    "prefix item": (lambda it: {"prefixItems": [it]}, DRAFT2020_12),
    "items after others": (lambda it: {"prefixItems": [TEXT], "items": it}, DRAFT2020_12),
    "additional items": (lambda it: {"items": [TEXT], "additionalItems": it}, DRAFT7),
    "contains": (lambda it: {"contains": it}, DRAFT7),
    "allOf": (lambda it: {"allOf": [it]}, DRAFT7),
    "allOf with what says nothing": (
        lambda it: {"title": "T", "type": ["string", "null"], "allOf": [it, True, {"title": "U"}]},
        DRAFT7,
    ),
    "extends": (lambda it: {"extends": it}, DRAFT3),
    "property of one of two objects that must both hold": (
        lambda it: {
            "allOf": [
                {"type": "object", "properties": {"a": it}},
                {"type": "object", "required": ["b"], "properties": {"b": TEXT}},
            ]
        },
        DRAFT7,
    ),
    "anyOf with null": (lambda it: {"anyOf": [it, {"type": "null"}]}, DRAFT7),
    "oneOf with null": (lambda it: {"oneOf": [it, {"type": "null"}]}, DRAFT7),
    "oneOf with a reference to null": (
        lambda it: {
            "oneOf": [it, {"$ref": "#/definitions/n"}],
            "definitions": {"n": {"type": "null"}},
        },
        DRAFT7,
    ),
    "definition": (
        lambda it: {"properties": {"a": {"$ref": "#/definitions/d"}}, "definitions": {"d": it}},
        DRAFT7,
    ),
    "definition used twice": (
        lambda it: {
            "properties": {"a": {"$ref": "#/definitions/d"}},
            "items": {"$ref": "#/definitions/d"},
            "definitions": {"d": it},
        },
        DRAFT7,
    ),
    "definition, where another reference is dynamic": (
        lambda it: {
            "properties": {"a": {"$ref": "#/$defs/d"}, "b": {"$dynamicRef": "#x"}},
            "items": {"$dynamicRef": 1},
            "$defs": {"d": it, "e": {"$dynamicAnchor": "x"}},
        },
        DRAFT2020_12,
    ),
    "definition used in a definition": (
        lambda it: {
            "$ref": "#/$defs/c",
            "$defs": {"c": {"properties": {"a": {"$ref": "#/$defs/d"}}}, "d": it},
        },
        DRAFT2019_09,
    ),
    "definition with a property, beside others that must hold": (
        lambda it: {
            "allOf": [{"$ref": "#/definitions/d"}, {"properties": {"y": TEXT}}],
            "definitions": {"d": {"required": ["id"], "properties": {"id": TEXT, "a": it}}},
        },
        DRAFT7,
    ),
    "property, with a reference that must hold and all beside it": (
        lambda it: {
            "allOf": [{"$ref": "#/$defs/d", "title": "T", "required": ["b"]}],
            "properties": {"a": it},
            "$defs": {"d": {"properties": {"b": TEXT}}},
        },
        DRAFT2019_09,
    ),
    "definition by its name": (
        lambda it: {
            "properties": {"a": {"$ref": "#d"}},
            "definitions": {"d": {"$id": "#d", "properties": {"b": it}}},
        },
        DRAFT7,
    ),
    "beside a reference that counts": (
        lambda it: {"$ref": "#/$defs/d", **it, "$defs": {"d": TEXT}},
        DRAFT2019_09,
    ),
}


@pytest.mark.parametrize("place", KEEPS)
def test_the_sense_stays(place: str) -> None:
    around, dialect = KEEPS[place]
    assert at(around, dialect) == "BS"


MASKED: dict[str, tuple[Callable[[Any], Any], Dialect]] = {
    "anyOf with other strings": (lambda it: {"anyOf": [it, {"type": "string"}]}, DRAFT7),
    "anyOf beside another limit": (
        lambda it: {"anyOf": [it, {"type": "null"}], "minLength": 4},
        DRAFT7,
    ),
    "allOf with another limit": (lambda it: {"allOf": [it, {"maxLength": 2}]}, DRAFT7),
    "allOf with false": (lambda it: {"allOf": [it, False]}, DRAFT7),
    "property beside one that has no value": (
        lambda it: {"required": ["b"], "properties": {"a": it, "b": False}},
        DRAFT7,
    ),
    "property beside one that must be there and must not": (
        lambda it: {"required": ["b"], "properties": {"a": it}, "additionalProperties": False},
        DRAFT7,
    ),
    "property of objects that are listed": (
        lambda it: {"properties": {"a": it}, "enum": [{"a": "x"}]},
        DRAFT7,
    ),
    "property that a pattern may fit": (
        lambda it: {"properties": {"a": it}, "patternProperties": {".": {"maxLength": 1}}},
        DRAFT7,
    ),
    "property where there may be none": (
        lambda it: {"properties": {"a": it}, "maxProperties": 0},
        DRAFT7,
    ),
    "pattern property that is also declared": (
        lambda it: {"patternProperties": {"^a$": it}, "properties": {"a": {"maxLength": 1}}},
        DRAFT7,
    ),
    "pattern property of a form that none can be": (
        lambda it: {"patternProperties": {"a^": it}},
        DRAFT7,
    ),
    "pattern properties that are no object": (
        lambda it: {"properties": {"a": it}, "patternProperties": 1},
        DRAFT7,
    ),
    "name of a property": (lambda it: {"propertyNames": it}, DRAFT7),
    "items where there may be none": (lambda it: {"items": it, "maxItems": 0}, DRAFT7),
    "items that must differ": (
        lambda it: {"items": it, "minItems": 2, "uniqueItems": True},
        DRAFT7,
    ),
    "item after one that has no value": (lambda it: {"items": [False, it]}, DRAFT7),
    "contains beside items": (lambda it: {"contains": it, "items": {"maxLength": 1}}, DRAFT7),
    "then": (lambda it: {"if": {"minLength": 1}, "then": it}, DRAFT7),
    "dependent schema": (lambda it: {"dependentSchemas": {"a": it}}, DRAFT2019_09),
    "two parts that both look at it": (
        lambda it: {"allOf": [{"properties": {"a": it}}, {"properties": {"a": {"maxLength": 1}}}]},
        DRAFT7,
    ),
    "two parts of which one is closed": (
        lambda it: {
            "allOf": [{"properties": {"a": it}}, {"properties": {}, "additionalProperties": False}]
        },
        DRAFT7,
    ),
    "two parts of which one is counted": (
        lambda it: {"allOf": [{"properties": {"a": it}}, {"minProperties": 1}]},
        DRAFT7,
    ),
    "a part that leads nowhere": (
        lambda it: {"allOf": [{"properties": {"a": it}}, {"$ref": "#/nowhere"}]},
        DRAFT7,
    ),
    "a part that is no schema": (
        lambda it: {"allOf": [{"properties": {"a": it}}, 1]},
        DRAFT7,
    ),
    "too many parts": (
        lambda it: {"allOf": [{"properties": {"a": it}}] + [{"properties": {"b": {}}}] * 20},
        DRAFT7,
    ),
    "definition that only branches use": (
        lambda it: {
            "anyOf": [{"$ref": "#/definitions/d"}, {"$ref": "#/definitions/e"}],
            "definitions": {"d": {"properties": {"a": it}}, "e": {"$ref": "#/definitions/d"}},
        },
        DRAFT7,
    ),
}


@pytest.mark.parametrize("place", MASKED)
def test_what_may_mask_it_makes_it_a_warning(place: str) -> None:
    around, dialect = MASKED[place]
    assert at(around, dialect) == "WS masked"


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
