"""Which types an instance can have at all."""

import pytest

from portal.schema.dialect import DRAFT3, DRAFT7, DRAFT2020_12, Dialect
from portal.schema.document import read
from portal.schema.value import JSON
from tests.schema.timing import quickly

EVERY = ("string", "number", "boolean", "object", "array", "null")


def possible(schema: JSON, dialect: Dialect = DRAFT2020_12) -> tuple[str, ...]:
    return read(schema, dialect).possible_types("")


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({}, EVERY),
        (True, EVERY),
        (False, ()),
        ({"type": ["null", "string"]}, ("string", "null")),
        ({"type": "number"}, ("number",)),
        ({"enum": ["a", None]}, ("string", "null")),
        ({"const": 3}, ("integer",)),
        ({"type": "string", "nullable": True}, ("string", "null")),
        ({"type": ["string", "object"], "not": {"type": "object"}}, ("string", "object")),
    ],
)
def test_a_subschema_by_itself(schema: JSON, expected: tuple[str, ...]) -> None:
    assert possible(schema) == expected


@pytest.mark.parametrize("keyword", ["anyOf", "oneOf"])
def test_branches_are_put_together(keyword: str) -> None:
    schema: JSON = {keyword: [{"type": "string"}, {"type": "null"}]}
    assert possible(schema) == ("string", "null")


def test_all_of_leaves_what_every_branch_allows() -> None:
    schema: JSON = {
        "type": ["string", "number"],
        "allOf": [{"type": ["integer", "string"]}, {"type": ["integer", "null"]}],
    }
    assert possible(schema) == ("integer",)


def test_references_are_followed() -> None:
    schema: JSON = {
        "$ref": "#/$defs/a",
        "$defs": {"a": {"anyOf": [{"type": "array"}, {"const": 1}]}},
    }
    assert possible(schema) == ("integer", "array")


def test_a_reference_to_false_lets_nothing_through() -> None:
    assert possible({"$ref": "#/$defs/none", "$defs": {"none": False}}) == ()


def test_what_is_known_is_not_found_again() -> None:
    document = read({"anyOf": [{"type": "string"}, {"type": "null"}]})
    assert document.possible_types("/anyOf/0") == ("string",)
    assert document.possible_types("") == document.possible_types("") == ("string", "null")


def test_a_circle_never_narrows() -> None:
    schema: JSON = {"anyOf": [{"type": "string"}, {"$ref": "#"}]}
    assert possible(schema) == EVERY


def test_the_order_of_questions_changes_no_answer() -> None:
    schema: JSON = {
        "$defs": {
            "a": {"allOf": [{"type": ["string", "null"]}, {"$ref": "#/$defs/b"}]},
            "b": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/a"}]},
        }
    }
    pointers = ["/$defs/a", "/$defs/b"]
    first, second = read(schema, DRAFT7), read(schema, DRAFT7)
    forwards = [first.possible_types(at) for at in pointers]
    backwards = [second.possible_types(at) for at in reversed(pointers)]
    assert forwards == backwards[::-1]


def test_what_stands_beside_a_reference_counts_only_where_the_dialect_says_so() -> None:
    schema: JSON = {"$ref": "other.json", "type": "string"}
    assert possible(schema, DRAFT7) == EVERY
    assert possible(schema) == ("string",)
    schema = {"$ref": "#/$defs/a", "enum": [1], "$defs": {"a": {"enum": [1, "a"]}}}
    assert possible(schema) == ("integer",)


def test_a_dynamic_reference_that_may_lead_elsewhere_narrows_nothing() -> None:
    leaf: JSON = {"$id": "leaf", "$dynamicAnchor": "n", "type": "string"}
    user: JSON = {"$id": "user", "$dynamicAnchor": "n", "not": {"$dynamicRef": "leaf#n"}}
    document = read({"$defs": {"leaf": leaf, "user": user}}, DRAFT2020_12)
    assert document.effective("/$defs/user/not").types == ("string",)
    assert document.possible_types("/$defs/user/not") == EVERY
    root: JSON = {"$dynamicAnchor": "n", "type": "null", "not": {"$dynamicRef": "#n"}}
    assert read(root).possible_types("/not") == ("null",)


def test_branches_that_are_none_say_nothing() -> None:
    assert possible({"anyOf": [], "allOf": [], "oneOf": [5]}) == EVERY


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (["any", {"type": "string"}], EVERY),
        ([{"type": "string"}], ("string",)),
        (["number", {"type": "null"}], ("number", "null")),
    ],
)
def test_draft_3_unions(types: JSON, expected: tuple[str, ...]) -> None:
    assert possible({"type": types}, DRAFT3) == expected


def test_long_chains_take_no_time() -> None:
    size = 5_000
    first: JSON = [{"$ref": f"#/$defs/{number}"} for number in range(size)]
    chain: JSON = {str(at): {"anyOf": [{"$ref": f"#/$defs/{at + 1}"}]} for at in range(size)}
    document = read({"allOf": first, "$defs": chain | {str(size): {"type": "null"}}})  # type: ignore[operator]
    with quickly():
        assert document.possible_types("") == ("null",)
        assert {document.possible_types(at) for at in document.definitions} == {("null",)}


def test_draft_3_lists_names_and_subschemas_side_by_side() -> None:
    schema: JSON = {"type": ["string", {"type": "array"}]}
    assert possible(schema, DRAFT3) == ("string", "array")


def test_an_empty_enum_lets_nothing_through() -> None:
    assert possible({"enum": []}) == ()


def test_branches_that_all_lead_to_each_other_take_no_time() -> None:
    names = [str(number) for number in range(60)]
    branches: list[JSON] = [{"$ref": f"#/$defs/{name}"} for name in names]
    schema: JSON = {"$defs": {name: {"anyOf": branches, "type": "string"} for name in names}}
    assert read(schema).possible_types("/$defs/0") == ("string",)
