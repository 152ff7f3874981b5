"""What a verdict comes to where its change stands."""

from collections.abc import Callable
from typing import Any

import pytest

from portal.schema.dialect import (
    DRAFT3,
    DRAFT7,
    DRAFT2019_09,
    DRAFT2020_12,
    Dialect,
)
from tests.schema.impact.lowered import TEXT, at

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
