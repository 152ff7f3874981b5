"""Guesses at values: among them are valid ones and invalid ones of what schemas commonly say."""

from itertools import islice

import pytest

from portal.schema.dialect import DRAFT3, DRAFT2020_12, Dialect
from portal.schema.impact.local.validity import Validity
from portal.schema.impact.local.witness import Guesses
from portal.schema.impact.pair import State
from portal.schema.value import JSON

TARGET: JSON = {"type": "object", "required": ["id"], "properties": {"id": {"minLength": 3}}}


def guesses(dialect: Dialect = DRAFT2020_12) -> Guesses:
    return Guesses(Validity(State({}, dialect, lambda referring: TARGET)))


SCHEMAS: dict[str, JSON] = {
    "limits of both ends": {"type": "integer", "minimum": 10, "maximum": 12, "multipleOf": 11},
    "a double": {"type": "number", "exclusiveMinimum": 2.5, "exclusiveMaximum": 2.75},
    "a floor": {"type": "integer", "minimum": 2.5},
    "many divisors": {"type": "integer", "minimum": 1000, "multipleOf": 7},
    "a tenth": {"type": "number", "minimum": 0.05, "multipleOf": 0.1, "maximum": 0.1},
    "a pattern": {"type": "string", "pattern": "^[a-z]{3}-[0-9]+$", "minLength": 8},
    "a format": {"type": "string", "format": "uuid"},
    "an array": {"type": "array", "items": {"type": "integer"}, "minItems": 3},
    "unlike items": {
        "type": "array",
        "items": {"enum": [1, 2, 3]},
        "uniqueItems": True,
        "minItems": 2,
    },
    "certain items": {"type": "array", "contains": {"const": 7}, "minContains": 2},
    "positions": {"type": "array", "prefixItems": [{"const": 1}, {"type": "null"}], "minItems": 2},
    "an object": {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}},
    "many properties": {"type": "object", "minProperties": 4, "properties": {"a": {"const": 1}}},
    "closed": {
        "type": "object",
        "additionalProperties": False,
        "minProperties": 1,
        "properties": {"a": {"type": "boolean"}},
    },
    "a dependency": {
        "type": "object",
        "required": ["a"],
        "dependentRequired": {"a": ["b"], "b": ["c"]},
    },
    "all of several": {
        "type": "object",
        "properties": {"a": {"minimum": 3}},
        "required": ["a"],
        "minProperties": 1,
        "allOf": [
            {"properties": {"a": {"type": "integer"}, "b": {"const": 2}}, "required": ["b"]},
            {"minProperties": 2, "maxProperties": 9},
        ],
    },
    "branches": {"minLength": 2, "anyOf": [{"type": "string"}, {"type": "null"}]},
    "nested": {"items": {"items": {"minLength": 2, "type": "string"}, "minItems": 1}},
    "a reference": {"$ref": "#/anywhere"},
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_valid_value_is_found(name: str) -> None:
    schema = SCHEMAS[name]
    found = guesses()
    (value,) = found.one(schema)
    assert Validity(State({}, DRAFT2020_12, lambda referring: TARGET)).holds(schema, value) is True


@pytest.mark.parametrize("name", SCHEMAS)
def test_an_invalid_value_is_found(name: str) -> None:
    schema = SCHEMAS[name]
    tried = islice(guesses().against(schema), 200)
    validity = Validity(State({}, DRAFT2020_12, lambda referring: TARGET))
    assert any(validity.holds(schema, value) is False for value in tried)


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"multipleOf": 0.5}, 0.125),
        ({"format": "date"}, "x"),
        ({"uniqueItems": True}, [1, 1]),
        ({"maxItems": 1}, [0, 1]),
        ({"maxProperties": 0}, {"other-property-0": 0}),
        ({"items": {"type": "string"}}, [None]),
        ({"properties": {"a": {"type": "string"}}}, {"a": None}),
        ({"not": {"const": "never"}}, "never"),
        ({"anyOf": [{"maxLength": 2}]}, "xxx"),
        ({"maximum": 7}, 8),
        ({"additionalProperties": False}, {"other-property": "x"}),
    ],
)
def test_values_lie_just_beyond_what_is_said(schema: JSON, value: JSON) -> None:
    assert value in list(guesses().against(schema))


def test_draft_3_requires_in_the_property() -> None:
    schema: JSON = {"type": "object", "properties": {"a": {"required": True, "type": "integer"}}}
    (value,) = guesses(DRAFT3).one(schema)
    assert isinstance(value, dict)
    assert value.keys() == {"a"}


def test_nothing_is_found_where_nothing_is_or_it_would_take_too_long() -> None:
    assert guesses().one(False) == []
    assert guesses().one({"type": "string", "pattern": "(?=a)"}) == []
    names: list[JSON] = [f"p{number}" for number in range(300)]
    assert guesses().one({"type": "object", "required": names}) == []
    circle: JSON = {"type": "array", "minItems": 1}
    assert isinstance(circle, dict)
    circle["items"] = circle
    assert guesses().one(circle) == []
    assert list(guesses().with_property(True, "a", [1])) == [{"a": 1}]
    assert list(guesses().objects(True, "")) == [{}]
    assert guesses().of_property(True, "a") == ["x"]


def test_huge_limits_make_no_huge_values() -> None:
    huge: JSON = {
        **dict.fromkeys(("minLength", "minItems", "minProperties", "minContains"), 10**300),
        **dict.fromkeys(("minimum", "multipleOf"), 10**300),
        "contains": True,
    }
    values = [*guesses().at(huge), *guesses().against(huge)]
    assert max(len(value) for value in values if isinstance(value, str | list | dict)) < 20_000
