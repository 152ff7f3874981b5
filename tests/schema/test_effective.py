"""What a subschema comes to once its reference is followed."""

from typing import Any

import pytest

from portal.schema.dialect import DRAFT7, DRAFT2019_09, Dialect
from portal.schema.document import read
from portal.schema.facts import Subschema
from portal.schema.value import ABSENT
from tests.schema.timing import quickly


def effective(served: Any, target: Any, dialect: Dialect = DRAFT2019_09) -> Subschema:
    """The effect of a subschema that refers to a target."""
    beside = {"$ref": "#/definitions/target", **served}
    return read({"not": beside, "definitions": {"target": target}}, dialect).effective("/not")


def test_without_a_reference_it_is_the_subschema_itself() -> None:
    document = read({"type": "string"})
    assert document.effective("") is document.at("")


@pytest.mark.parametrize("dialect", [DRAFT7, DRAFT2019_09])
def test_what_the_target_says_is_kept_also_its_description(dialect: Dialect) -> None:
    target = {"type": "string", "description": "D", "maxLength": 5, "enum": ["a", None], "x-v": 1}
    schema = effective({}, target, dialect)
    assert (schema.types, schema.description, schema.enum) == (("string",), "D", ("a", None))
    assert [limit.keyword for limit in schema.limits] == ["maxLength"]
    assert schema.vendor == {"x-v": 1}
    assert schema.pointer == "/not"
    assert schema.served == {"$ref": "#/definitions/target"}
    assert schema.reference is not None
    assert schema.reference.target == "/definitions/target"


@pytest.mark.parametrize("dialect", [DRAFT7, DRAFT2019_09])
def test_annotations_beside_the_reference_are_put_over_it(dialect: Dialect) -> None:
    beside = {"title": "own", "default": None, "deprecated": True}
    schema = effective(beside, {"title": "T", "description": "D", "default": 1}, dialect)
    assert (schema.title, schema.description) == ("own", "D")
    assert (schema.default, schema.deprecated) == (None, True)


def test_up_to_draft_7_nothing_else_beside_it_counts() -> None:
    schema = effective({"type": "string", "const": 1, "maxLength": 2}, {"type": "integer"}, DRAFT7)
    assert (schema.types, schema.const, schema.limits) == (("integer",), ABSENT, ())


def test_since_2019_09_both_must_hold() -> None:
    schema = effective(
        {"type": ["number", "null"], "enum": [1, True], "minimum": 1, "required": ["a", "b"]}
        | {"pattern": "own", "x-v": 1, "properties": {"a": {}}, "allOf": [{}]},
        {
            "type": ["integer", "string"],
            "enum": [True, 2, 1.0],
            "minimum": 0,
            "required": ["b", "c"],
        }
        | {"pattern": "other", "x-v": 2, "x-w": 3, "properties": {"b": {}}, "format": "date"},
    )
    assert schema.types == ("integer",)
    assert schema.enum == (1, True)
    assert [limit.value for limit in schema.limits] == [1, 0]
    assert schema.required == ("a", "b", "c")
    assert (schema.pattern, schema.format) == ("own", "date")
    assert schema.vendor == {"x-v": 1, "x-w": 3}
    assert schema.properties == ("/not/properties/a", "/definitions/target/properties/b")
    assert [combinator.pointers for combinator in schema.combinators] == [("/not/allOf/0",)]


@pytest.mark.parametrize(
    ("beside", "target", "nullable"),
    [
        ({"type": ["string", "null"]}, {"type": ["string", "null"]}, True),
        ({"type": ["string", "null"]}, {"type": "string"}, False),
        ({"type": "string"}, {"nullable": True}, False),
        ({}, {"type": ["string", "null"]}, True),
        ({"nullable": True}, {}, True),
        ({"enum": ["a"]}, {"type": "null"}, False),
        ({"const": 1}, {"type": "null"}, False),
        ({}, {}, False),
    ],
)
def test_null_is_allowed_if_one_says_so_and_none_forbids_it(
    beside: Any, target: Any, nullable: bool
) -> None:
    assert effective(beside, target).nullable is nullable


def test_a_chain_is_followed_to_its_end() -> None:
    document = read(
        {
            "$ref": "#/definitions/a",
            "definitions": {
                "a": {"$ref": "#/definitions/b", "title": "A"},
                "b": {"$ref": "#/definitions/c", "title": "B", "description": "B"},
                "c": {"type": "string", "description": "C"},
            },
        },
        DRAFT7,
    )
    schema = document.effective("")
    assert (schema.title, schema.description, schema.types) == ("A", "B", ("string",))


def test_F37_a_loop_of_references_ends() -> None:
    document = read(
        {
            "definitions": {
                "a": {"$ref": "#/definitions/b", "title": "A"},
                "b": {"$ref": "#/definitions/a", "description": "B"},
                "itself": {"$ref": "#/definitions/itself"},
            }
        },
        DRAFT7,
    )
    schema = document.effective("/definitions/a")
    assert (schema.title, schema.description) == ("A", "B")
    assert document.effective("/definitions/itself").types == ()
    assert all(
        found.circular for at in document.definitions for found in document.at(at).references
    )


@pytest.mark.parametrize("text", ["#/nowhere", "other.json"])
def test_F38_what_leads_nowhere_leaves_what_there_is(text: str) -> None:
    document = read({"$ref": text, "title": "T"}, DRAFT7)
    assert document.effective("") is document.at("")


@pytest.mark.parametrize("text", ["#/nowhere", "other.json", "#"])
def test_up_to_draft_7_nothing_counts_beside_what_leads_nowhere(text: str) -> None:
    served: Any = {"$ref": text, "title": "T", "type": "string", "x-v": 1}
    schema = read(served, DRAFT7).effective("")
    assert (schema.title, schema.types, schema.vendor) == ("T", (), {"x-v": 1})
    assert (schema.served, schema.references[0].text) == (served, text)
    assert read(served, DRAFT2019_09).effective("").types == ("string",)


@pytest.mark.parametrize(
    ("own", "target", "expected"),
    [
        (["number", "integer"], ["string", "number"], ("number", "integer")),
        (["number", "integer"], ["string"], ()),
        (["number"], ["integer", "null"], ("integer",)),
    ],
)
def test_types_that_both_allow(own: Any, target: Any, expected: tuple[str, ...]) -> None:
    schema = effective({"type": own}, {"type": target})
    assert (schema.types, schema.boolean) == (expected, None if expected else False)


def test_types_that_only_agree_on_null_are_no_contradiction() -> None:
    schema = effective({"type": "string", "nullable": True}, {"type": "integer", "nullable": True})
    assert (schema.types, schema.nullable, schema.boolean) == ((), True, None)


def test_true_with_something_beside_the_reference_is_no_longer_just_true() -> None:
    assert effective({"type": "string"}, True).boolean is None
    assert effective({}, True).boolean is True
    assert effective({"type": "string"}, False).boolean is False


@pytest.mark.parametrize(
    ("own", "target", "expected"),
    [
        (True, False, False),
        (False, {}, False),
        (True, {}, "/definitions/target/additionalProperties"),
        ({}, True, "/not/additionalProperties"),
        ({}, {}, "/not/additionalProperties"),
    ],
)
def test_the_stricter_allowance_holds(own: Any, target: Any, expected: Any) -> None:
    schema = effective({"additionalProperties": own}, {"additionalProperties": target})
    assert schema.additional_properties == expected
    assert schema.closed is (expected is False)


def test_a_chain_longer_than_any_sane_one_is_followed_so_far() -> None:
    chain: Any = {
        str(at): {"$ref": f"#/definitions/{at + 1}", "required": [str(at)]} for at in range(99)
    }
    schema = read({"definitions": chain | {"99": {}}}, DRAFT2019_09).effective("/definitions/0")
    assert schema.required == tuple(map(str, range(33)))


def test_many_members_on_both_sides_take_no_time() -> None:
    here, there = ([f"{side}{number}" for number in range(50_000)] for side in "ab")
    with quickly():
        assert len(effective({"required": here}, {"required": there}).required) == 100_000


def test_a_target_may_be_any_place_and_a_boolean() -> None:
    document = read({"$ref": "#/x-shared/a", "x-shared": {"a": False}}, DRAFT7)
    assert document.effective("").boolean is False
