"""Examples that are made from schemas. Another validator than the portal's is the judge of them."""

import json
from typing import Any

import jsonschema
import pytest

from portal.schema import dialect, document
from portal.schema import pointer as json_pointer
from portal.schema.example import MOST, Examples
from portal.schema.value import JSON
from tests.schema.recordings import recorded

UUID = "^([0-9a-fA-F]){8}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){12}$"
AN_UUID = "2eb8aa08-aa98-11ea-b4aa-73b441d16380"


def made(schema: Any, *, name: str = "it", of: str = "2020-12", **beside: Any) -> list[JSON]:
    """Examples of a property that says `schema`."""
    served = {"properties": {name: schema}, **beside}
    read = document.read(served, dialect.named(of))
    found = Examples(read).of(f"/properties/{name}")
    assert found == Examples(read).of(f"/properties/{name}")  # always the same
    assert len(found) <= MOST
    assert len({json.dumps(each) for each in found}) == len(found)
    return found


def is_valid(value: JSON, schema: Any, **beside: Any) -> bool:
    """Whether jsonschema says so."""
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **beside, "allOf": [schema]}
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return bool(jsonschema.Draft202012Validator(whole, format_checker=checker).is_valid(value))


@pytest.mark.parametrize(
    ("schema", "first"),
    [
        ({"type": "string"}, "string"),
        ({"type": "string", "minLength": 8, "maxLength": 9}, "stringst"),
        ({"type": "string", "maxLength": 3}, "str"),
        ({"type": "string", "maxLength": 0}, ""),
        ({"type": "string", "pattern": UUID}, AN_UUID),
        ({"type": "string", "pattern": "^[0-9a-f]{32}$"}, AN_UUID.replace("-", "")),
        ({"type": "string", "pattern": "^ab{2,5}$", "minLength": 5}, "abbbb"),
        ({"format": "date-time"}, "2018-11-13T20:20:39Z"),
        ({"type": "string", "format": "ipv4"}, "192.0.2.1"),
        ({"type": "string", "format": "of-its-own"}, "string"),
        ({"type": "integer"}, 1),
        ({"type": "integer", "minimum": 7}, 7),
        ({"type": "integer", "exclusiveMinimum": 7.5, "maximum": 8}, 8),
        ({"type": "integer", "exclusiveMaximum": -3}, -4),
        ({"type": "integer", "minimum": 5, "multipleOf": 4}, 8),
        ({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 0.25}, 0.125),
        ({"type": "number", "minimum": 0.3, "maximum": 0.6, "multipleOf": 0.25}, 0.5),
        ({"type": "boolean"}, True),
        ({"type": "null"}, None),
        ({"const": {"a": 1}}, {"a": 1}),
        ({"enum": [None, "raw", "qcow2"]}, "raw"),
        ({"enum": [None, 5, "raw"], "type": "string"}, "raw"),
        ({"enum": ["a", "b"], "default": "b"}, "b"),
        ({"type": "integer", "default": 50}, 50),
        ({"type": "integer", "default": "five"}, 1),
        ({"type": "string", "examples": ["said"], "default": "else"}, "said"),
        ({"type": "string", "example": "OpenAPI's"}, "OpenAPI's"),
        ({"minLength": 1}, "string"),
        ({"minimum": 3}, 3),
        ({"minItems": 2, "items": {"type": "boolean"}}, [True, True]),
        ({"type": "array"}, []),
        ({"type": "array", "items": {"type": "string"}}, ["string"]),
        ({"type": "array", "items": {"type": "string"}, "maxItems": 0}, []),
        ({"type": "array", "items": {"type": "integer"}, "minItems": 3, "uniqueItems": True},
         [1, 0, 2]),
        ({"type": "array", "uniqueItems": True, "minItems": 3}, ["string", 1, 0]),
        ({"type": "array", "prefixItems": [{"type": "string"}, {"type": "null"}]},
         ["string", None]),
        ({"type": "array", "contains": {"const": 5}}, [5]),
        ({"type": "object"}, {}),
        ({"type": "object", "required": ["x"]}, {"x": "string"}),
        ({"properties": {"url": {"type": "string"}, "n": {"type": "integer"}}},
         {"url": "https://example.com/a", "n": 1}),
        ({"properties": {"old": {"deprecated": True}, "new": {"type": "null"}}}, {"new": None}),
        ({"type": "object", "minProperties": 2}, {"name1": "string", "name2": "string"}),
        ({"properties": {"a": {"const": 1}, "b": {"const": 2}}, "maxProperties": 1}, {"a": 1}),
        ({"additionalProperties": {"type": "integer"}, "required": ["x"]}, {"x": 1}),
        ({"patternProperties": {"^z-": False, "^x-": {"type": "boolean"}}, "required": ["x-y"]},
         {"x-y": True}),
        ({"dependentRequired": {"a": ["b"], "c": ["d"]}, "required": ["a"]},
         {"a": "string", "b": "string"}),
        ({"allOf": [{"type": "integer"}, {"minimum": 9}]}, 9),
        ({"anyOf": [{"type": "integer"}, {"type": "string"}], "minimum": 4}, 4),
        ({"oneOf": [{"type": "boolean"}, {"type": "null"}]}, True),
        ({"type": "object", "if": {"required": ["a"]}, "then": {"required": ["b"]}},
         {"a": "string", "b": "string"}),
        ({"$ref": "#/$defs/count", "maximum": 2, "minimum": 2}, 2),
        ({"$ref": "#/$defs/count", "allOf": [{"$ref": "#/$defs/count"}]}, 1),
    ],
)  # fmt: skip
def test_the_first_example(schema: Any, first: JSON) -> None:
    beside: Any = {"$defs": {"count": {"type": "integer"}}}
    found = made(schema, **beside)
    assert json.dumps(found[0]) == json.dumps(first)
    assert is_valid(found[0], schema, **beside)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("id", AN_UUID),
        ("kernel_id", AN_UUID),
        ("created_at", "2018-11-13T20:20:39Z"),
        ("checksum", "d41d8cd98f00b204e9800998ecf8427e"),
        ("name", "string"),
    ],
)
def test_a_name_tells_where_nothing_else_does(name: str, first: str) -> None:
    assert made({"type": "string"}, name=name)[0] == first


@pytest.mark.parametrize(
    "schema",
    [
        False,
        {"enum": []},
        {"type": "string", "minLength": 5, "maxLength": 4},
        {"type": "string", "minLength": 9_000},
        {"type": "string", "pattern": "^(?=a)b$", "maxLength": 0, "minLength": 1},
        {"type": "integer", "minimum": 5, "maximum": 4},
        {"type": "integer", "exclusiveMinimum": 4, "exclusiveMaximum": 5},
        {"type": "object", "required": ["x"], "additionalProperties": False},
        {"type": "object", "required": [f"n{each}" for each in range(50)]},
        {"type": "object", "properties": {"x": False}, "required": ["x"]},
        {"type": "array", "minItems": 50},
        {"type": "array", "minItems": 3, "uniqueItems": True, "items": {"type": "boolean"}},
        {"type": "array", "minItems": 1, "items": False},
        {"allOf": [{"type": "string"}, {"type": "null"}]},
        {"type": "object", "properties": {"x": {"$ref": "#/properties/it"}}, "required": ["x"]},
    ],
)
def test_none_where_there_is_none_or_it_would_be_too_large(schema: Any) -> None:
    assert [
        each for each in made(schema) if is_valid(each, schema, properties={"it": schema})
    ] == []


def test_a_reference_that_leads_nowhere_is_passed_over() -> None:
    assert made({"type": "integer", "$ref": "#/$defs/none"}) == [1, 0, 2]
    assert made({"properties": {"x": {"$ref": "https://elsewhere.example/"}}})[0] == {"x": "string"}


def test_circles_end() -> None:
    tree = {
        "type": "object",
        "properties": {"name": {"type": "string"}, "next": {"$ref": "#/properties/it"}},
    }
    found = made(tree)
    assert found
    assert all(is_valid(each, tree, properties={"it": tree}) for each in found)


def test_beside_a_reference_only_what_tells_people_something_counts_in_draft_7() -> None:
    schema = {"$ref": "#/definitions/n", "default": 7, "maximum": 1}
    beside: Any = {"definitions": {"n": {"type": "integer", "minimum": 5}}}
    assert made(schema, of="draft7", **beside)[:2] == [7, 5]


def test_draft_3_requires_in_the_property() -> None:
    schema = {"properties": {"a": {"type": "integer", "required": True}, "b": {"type": "null"}}}
    assert {"a": 1} in made(schema, of="draft3")


def test_tuples_of_draft_7_and_items_behind_them() -> None:
    schema = {"items": [{"const": 1}], "additionalItems": {"const": 2}, "minItems": 3}
    assert made(schema, of="draft7")[0] == [1, 2, 2]


def test_null_comes_last() -> None:
    assert made({"type": ["null", "integer"]})[-1] is None
    assert made({"nullable": True, "type": "boolean"}) == [True, False, None]


def test_what_is_inside_is_full_as_deep_as_it_helps() -> None:
    inner: Any = {"type": "object", "properties": {"x": {"type": "integer"}}}
    for _ in range(4):
        inner = {"type": "object", "properties": {"x": inner}}
    assert made(inner)[0] == {"x": {"x": {"x": {}}}}


def test_an_object_with_too_many_properties_has_only_what_it_must() -> None:
    many = {f"n{each}": {"type": "string"} for each in range(60)}
    assert made({"type": "object", "properties": many, "required": ["n7"]}) == [{"n7": "string"}]


def test_nothing_too_long() -> None:
    assert made({"enum": ["x" * 5_000, "y"]}) == ["y"]


def test_a_hostile_document_takes_a_bounded_number_of_steps() -> None:
    levels = {
        f"d{each}": {
            "type": "object",
            "required": ["a", "b"],
            "properties": {
                name: {"anyOf": [{"$ref": f"#/$defs/d{each + 1}"}] * 9} for name in "ab"
            },
        }
        for each in range(30)
    }
    served: Any = {"properties": {f"p{each}": {"$ref": "#/$defs/d0"} for each in range(200)},
              "$defs": levels | {"d30": {"type": "string"}}}  # fmt: skip
    examples = Examples(document.read(served, dialect.named("2020-12")))
    for found in served["properties"]:
        examples.of(f"/properties/{found}")
    assert examples.is_spent
    assert examples.of("/properties/p0") == []


@pytest.mark.parametrize("source", ["huawei-ims", "glance-15.0.2", "glance-33.0.0"])
def test_every_property_of_what_image_services_serve_has_one(source: str) -> None:
    served = json.loads(json.dumps(recorded(source)).replace('"String"', '"string"'))
    read = document.read(recorded(source), dialect.OPENSTACK)
    examples = Examples(read)
    for found in read.properties:
        values = examples.of(found.pointer)
        assert values, found.path
        said = json_pointer.get(served, found.pointer)
        assert jsonschema.Draft4Validator(said).is_valid(values[0]), (found.path, values[0])
