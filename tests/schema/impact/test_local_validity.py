"""Validity never says more than validators do, and stops in time whatever it is given."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.schema.dialect import (
    DRAFT3,
    DRAFT4,
    DRAFT7,
    DRAFT2019_09,
    DRAFT2020_12,
    OPENSTACK,
    Dialect,
)
from portal.schema.impact.local.certainty import between, every, opposite, some
from portal.schema.impact.local.validity import Validity
from portal.schema.impact.pair import State
from portal.schema.value import JSON
from tests.schema.impact.proof.reading import validator
from tests.schema.timing import quickly


def holds(schema: JSON, value: JSON, dialect: Dialect = DRAFT2020_12) -> bool | None:
    state = State({}, dialect, lambda referring: None)
    return Validity(state).holds(schema, value)


def test_false_wins_over_what_cannot_be_told() -> None:
    assert every([None, False]) is False
    assert every([None, True]) is None
    assert every([]) is True
    assert some([None, True]) is True
    assert some([None, False]) is None
    assert opposite(None) is None
    assert between([True, None], 1, 1) is None
    assert between([True, True], 1, 1) is False
    assert between([None, False], 2, None) is False
    assert between([True, True], 1, None) is True


NAMES = st.sampled_from(["a", "b", "x-a"])
VALUES = st.recursive(
    st.sampled_from([None, True, False, 0, 1, 2.0, 2.5, -3, "", "a", "abc", "2018-11-13", "x" * 9]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=5,
)
TYPES = st.sampled_from(["string", "integer", "number", "boolean", "null", "array", "object"])
COUNTS = st.integers(0, 3)
PATTERNS = st.sampled_from(["^a", "^x-", "^[a-z]+$", "b$", "^.{2}$", "(?=a)", "a|b"])


def schemas(dialect: Dialect) -> st.SearchStrategy[Any]:
    base = {"type": TYPES | st.lists(TYPES, min_size=1, max_size=3, unique=True)}
    leaf: st.SearchStrategy[Any] = st.fixed_dictionaries({}, optional=base)
    if dialect.boolean_schemas:
        leaf = leaf | st.booleans()
    return st.recursive(leaf, lambda inner: _keywords(dialect, inner), max_leaves=5)


def _keywords(dialect: Dialect, inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    numbers = st.sampled_from([0, 1, 2, 2.5, -1])
    flags = dialect in (DRAFT4, OPENSTACK)
    branches = st.lists(inner, min_size=1, max_size=3)
    by_name = st.dictionaries(NAMES, inner, max_size=2)
    names = st.lists(NAMES, min_size=1, max_size=2, unique=True)
    known: dict[str, Any] = {
        "type": TYPES | st.lists(TYPES, min_size=1, max_size=3, unique=True),
        "enum": st.lists(VALUES, min_size=1, max_size=3, unique_by=repr),
        "const": VALUES,
        "maximum": numbers,
        "minimum": numbers,
        "multipleOf": st.sampled_from([1, 2, 0.5, 3]),
        **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems"), COUNTS),
        **dict.fromkeys(("minProperties", "maxProperties", "minContains", "maxContains"), COUNTS),
        "pattern": PATTERNS,
        "format": st.sampled_from(["date", "email", "uuid", "ipv4", "custom"]),
        "uniqueItems": st.booleans(),
        "required": names,
        **dict.fromkeys(("properties", "dependentSchemas"), by_name),
        "patternProperties": st.dictionaries(PATTERNS, inner, max_size=2),
        "dependentRequired": st.dictionaries(NAMES, names, max_size=2),
        "dependencies": st.dictionaries(NAMES, names | inner.filter(_is_object), max_size=2),
        **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), branches),
        **dict.fromkeys(("not", "if", "then", "else", "contains", "propertyNames"), inner),
        **dict.fromkeys(("unevaluatedItems", "unevaluatedProperties"), inner),
        **dict.fromkeys(("additionalProperties", "additionalItems"), inner | st.booleans()),
        "items": inner if dialect is DRAFT2020_12 else inner | branches,
    }
    if not flags:
        known |= {"exclusiveMaximum": numbers, "exclusiveMinimum": numbers}
    optional = {name: how for name, how in known.items() if name in dialect.keywords}
    chosen = st.lists(st.sampled_from(sorted(optional)), max_size=3, unique=True)
    return chosen.flatmap(
        lambda keywords: st.fixed_dictionaries({name: optional[name] for name in keywords})
    )


def _is_object(schema: JSON) -> bool:
    return isinstance(schema, dict)


@pytest.mark.parametrize(
    "dialect", [DRAFT4, DRAFT7, DRAFT2019_09, DRAFT2020_12], ids=lambda each: each.name
)
@settings(max_examples=150)
@given(data=st.data())
def test_what_is_certain_is_what_validators_say(dialect: Dialect, data: st.DataObject) -> None:
    schema = data.draw(schemas(dialect).filter(_is_object))
    value = data.draw(VALUES)
    told = holds(schema, value, dialect)
    assert told is None or told is validator(schema, dialect)(value)


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        ({"required": True, "properties": {"a": {"required": True}}}, {}, False),
        ({"properties": {"a": {"required": True}}}, {"a": 1}, True),
        ({"type": ["string", {"maximum": 3}]}, 2, True),
        ({"type": ["string", {"maximum": 3}]}, 4, False),
        ({"type": ["string", {"pattern": "(?=a)"}]}, "a", True),
        ({"type": [{"pattern": "(?=a)"}]}, "a", None),
        ({"type": "any"}, 1, True),
        ({"disallow": ["string", {"maximum": 3}]}, "a", False),
        ({"disallow": "integer"}, "a", True),
        ({"extends": {"maximum": 3}}, 4, False),
        ({"extends": [{"maximum": 3}, {"minimum": 2}]}, 1, False),
        ({"divisibleBy": 2}, 3, False),
        ({"dependencies": {"a": "b"}}, {"a": 1}, False),
        ({"type": "integer"}, 1.0, None),  # validators of early drafts differ
        ({"type": "number"}, 1.0, True),
        ({"maximum": 5, "exclusiveMaximum": True}, 5, False),
        ({"minimum": 5, "exclusiveMinimum": True}, 5, False),
        ({"exclusiveMaximum": True, "exclusiveMinimum": False}, 5, True),
    ],
)
def test_early_drafts_are_read_as_they_meant_it(
    schema: JSON, value: JSON, expected: bool | None
) -> None:
    assert holds(schema, value, DRAFT3) is expected


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"maxLength": "8"}, "a"),
        ({"properties": {"a": 5}}, {"a": 1}),
        ({"type": 5}, 1),
        ({"type": "text"}, "a"),
        ({"type": ["string", 5]}, 1),
        ({"type": []}, 1),
        ({"$ref": "#/nowhere"}, 1),
        ({"$dynamicRef": "#a"}, 1),
        ({"pattern": "(?=a)"}, "a"),
        ({"format": "date"}, "2018-99-99"),
        ({"format": "int32"}, 1),
        ({"contentEncoding": "base64"}, "a"),  # some validators of draft 7 look
        ({"anyOf": []}, 1),
        ({"oneOf": []}, 1),
        ({"patternProperties": {"(?=a)": False}}, {"a": 1}),
        ({"contains": True, "minContains": "1"}, [1]),
        ({"allOf": [True], "unevaluatedProperties": False}, {"a": 1}),
        ({"contains": True, "unevaluatedItems": False}, [1]),
        (5, 1),
    ],
)
def test_what_cannot_be_told_is_left_open(schema: JSON, value: JSON) -> None:
    assert holds(schema, value) is None


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        ({"contentEncoding": "base64"}, 1, True),
        ({"format": "date"}, 1, True),
        ({"multipleOf": 0.1}, 0.3, True),  # by what is written, not by what a double holds
        ({"maximum": 9007199254740993}, 9007199254740994, False),
        ({"enum": [1]}, True, False),
        ({"enum": [1]}, 1.0, True),
        ({"const": {"a": [1]}}, {"a": [1.0]}, True),
        ({"type": "String"}, "a", True),
        ({"type": "string", "nullable": True}, None, True),
        ({"type": "string", "nullable": True, "enum": ["a"]}, None, False),
        ({"uniqueItems": True}, [1, True, "1"], True),
        ({"uniqueItems": True}, [{"a": 1}, {"a": 1.0}], False),
        ({"additionalProperties": True, "unevaluatedProperties": False}, {"a": 1}, True),
        ({"prefixItems": [True], "unevaluatedItems": False}, [1, 2], False),
        ({"items": True, "unevaluatedItems": False}, [1, 2], True),
        ({"if": {"minimum": 3}, "then": False}, 1, True),
        ({"if": {"minimum": 3}, "else": False}, 1, False),
        ({"x-vendor": False, "title": 5}, 1, True),
    ],
)
def test_what_is_certain_is_told(schema: JSON, value: JSON, expected: bool) -> None:
    assert (
        holds(schema, value, OPENSTACK if "nullable" in str(schema) else DRAFT2020_12) is expected
    )


ABOUT_NUMBERS: dict[str, JSON] = {"maximum": 0, "exclusiveMaximum": 0, "multipleOf": 7}
ABOUT_STRINGS: dict[str, JSON] = {"maxLength": 0, "pattern": "(?=a)", "format": "date"}
ABOUT_ARRAYS: dict[str, JSON] = {
    "maxItems": 0,
    "prefixItems": [False],
    "contains": False,
    "unevaluatedItems": False,
    "minItems": 9,
    "uniqueItems": True,
    "items": False,
}
ABOUT_OBJECTS: dict[str, JSON] = {
    "maxProperties": 0,
    "minProperties": 9,
    "required": ["a"],
    "propertyNames": False,
    "properties": {"a": False},
    "patternProperties": {"(?=a)": False},
    "dependentRequired": {"a": ["b"]},
    "dependentSchemas": {"a": False},
    "unevaluatedProperties": False,
}


@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        (int, ABOUT_NUMBERS | {"minimum": 9, "exclusiveMinimum": 9}),
        (str, ABOUT_STRINGS | {"minLength": 9}),
        (list, ABOUT_ARRAYS),
        (dict, ABOUT_OBJECTS | {"additionalProperties": False}),
    ],
)
def test_a_keyword_says_nothing_of_values_that_it_does_not_concern(
    kind: type, schema: dict[str, JSON]
) -> None:
    others: list[JSON] = [None, True, 1, "a", [1], {"a": 1}]
    for value in others:
        concerned = type(value) is kind
        for keyword in schema:
            answer = holds({keyword: schema[keyword]}, value)
            assert answer is True or concerned


def test_references_are_followed_and_circles_end() -> None:
    target: JSON = {"anyOf": [{"$ref": "#"}, {"type": "null"}]}
    validity = Validity(State({}, DRAFT2020_12, lambda referring: target))
    assert validity.holds({"$ref": "#"}, None) is True
    assert validity.holds({"$ref": "#"}, 1) is None
    assert holds({"contains": {"type": "null"}, "minContains": 0}, [1], DRAFT7) is False
    beside: JSON = {"$ref": "#", "type": "string"}
    assert validity.holds(beside, None) is False
    hidden = Validity(State({}, DRAFT7, lambda referring: target))
    assert hidden.holds(beside, None) is True


def test_a_schema_with_a_million_branches_is_given_up() -> None:
    schema: JSON = {"type": "string"}
    for _ in range(22):
        schema = {"anyOf": [schema, schema]}
    with quickly(1):
        assert holds(schema, 1) is None


def test_there_is_an_end_to_the_steps_for_all_questions_together() -> None:
    validity = Validity(State({}, DRAFT2020_12, lambda referring: None))
    branches: list[JSON] = [{"type": "integer"}] * 2_000
    many: JSON = {"allOf": branches}
    answers = set()
    for _ in range(100):
        validity.restart()
        answers.add(validity.holds(many, 1))
    assert answers == {True, None}
