"""What is wrong, in words."""

from typing import Any

import pytest

from tests.validation.scene import messages, recorded, violations


@pytest.mark.parametrize(
    ("schema", "instance", "message"),
    [
        ({"type": "string"}, 3, "is an integer (3), not string"),
        ({"type": ["string", "null"]}, True, "is a boolean (true), not string or null"),
        ({"type": "object"}, None, "is null, not object"),
        ({"type": "string"}, {"a": 1}, "is an object, not string"),
        ({"type": "string"}, [], "is an array, not string"),
        ({"type": "integer"}, 1.5, "is a number (1.5), not integer"),
        ({"enum": ["a", None]}, "b", '"b" is not one of the allowed values: "a", null'),
        ({"enum": ["a"]}, ["b"], 'an array is not one of the allowed values: "a"'),
        ({"const": 1}, 2, "2 is not the only value that is allowed: 1"),
        ({"required": ["a"]}, {}, 'lacks "a"'),
        ({"additionalProperties": False, "patternProperties": {"^x": {}}}, {"a": 1, "x": 2},
         'has what is not declared, and nothing else is allowed: "a"'),
        ({"dependencies": {"a": ["b"]}}, {"a": 1}, 'lacks "b", which another member depends on'),
        ({"additionalProperties": False}, {"a": 1, "b": 2},
         'has what is not declared, and nothing else is allowed: "a", "b"'),
        ({"propertyNames": {"maxLength": 1}}, {"ab": 1},
         'has a name that is not allowed, "ab": "ab" is longer than 1 character'),
        ({"pattern": "^a$"}, "b", '"b" does not match the pattern ^a$'),
        ({"format": "date"}, "b", '"b" is not of the format "date"'),
        ({"maxLength": 2}, "abc", "has 3 characters, at most 2 are allowed"),
        ({"minLength": 2}, "a", "has 1 character, at least 2 are needed"),
        ({"maxItems": 1}, [1, 2], "has 2 items, at most 1 are allowed"),
        ({"minItems": 1}, [], "has 0 items, at least 1 are needed"),
        ({"maxProperties": 0}, {"a": 1}, "has 1 member, at most 0 are allowed"),
        ({"minProperties": 1}, {}, "has 0 members, at least 1 are needed"),
        ({"maximum": 5}, 6, "6 is more than 5, the maximum"),
        ({"minimum": 5}, 4, "4 is less than 5, the minimum"),
        ({"exclusiveMaximum": 5}, 5, "5 must be less than 5"),
        ({"exclusiveMinimum": 5}, 5, "5 must be more than 5"),
        ({"multipleOf": 2}, 5, "5 is not a multiple of 2"),
        ({"uniqueItems": True}, [1, 1], "has an item more than once"),
        ({"contains": {"type": "string"}}, [1], "no item fits contains"),
        ({"anyOf": [{"type": "null"}, {"type": "string"}]}, 1,
         "fits none of the 2 schemas of anyOf"),
        ({"oneOf": [{"type": "null"}, {"type": "string"}]}, 1,
         "fits none of the 2 schemas of oneOf"),
        ({"oneOf": [{"type": "null"}, {}, {"type": "integer"}]}, 1,
         "fits more than one of the 3 schemas of oneOf: those at 1, 2"),
        ({"not": {"type": "integer"}}, 1, "fits the schema of not, and must not"),
        (False, 1, "must not be there: the schema allows no value here"),
        ({"items": [{}], "additionalItems": False}, [1, 2],
         "Additional items are not allowed (2 was unexpected)"),
    ],
)  # fmt: skip
def test_words(schema: Any, instance: Any, message: str) -> None:
    assert messages(instance, schema) == {"": message}


@pytest.mark.parametrize(
    ("schema", "instance", "message"),
    [
        ({"contains": {"type": "string"}, "maxContains": 1}, ["a", "b"],
         "more items than maxContains allows fit contains"),
        ({"contains": {"type": "string"}, "minContains": 2}, ["a"],
         "fewer items than minContains demands fit contains"),
        ({"dependentRequired": {"a": ["b"]}}, {"a": 1},
         'lacks "b", which another member depends on'),
        ({"unevaluatedProperties": False}, {"a": 1},
         'has what is not declared, and nothing else is allowed: "a"'),
    ],
)  # fmt: skip
def test_words_of_later_dialects(schema: Any, instance: Any, message: str) -> None:
    assert messages(instance, schema, "2020-12") == {"": message}


def test_draft_4_says_exclusive_with_a_flag() -> None:
    schema = {"minimum": 5, "exclusiveMinimum": True}
    assert messages(5, schema, "draft4") == {"": "5 must be more than 5"}


def test_long_lists_and_values_are_cut() -> None:
    (text,) = messages("x" * 10_000, {"enum": [f"value{each}" for each in range(100)]}).values()
    assert text.endswith('"value11" and 88 more')
    assert "x" * 60 not in text
    (text,) = messages(dict.fromkeys(map(str, range(50))), {"additionalProperties": False}).values()
    assert text.endswith('"11" and 38 more')
    many = {"properties": {"a": {}}, "additionalProperties": False}
    (text,) = messages(dict.fromkeys(map(str, range(50))), many).values()
    assert text.endswith("and 30 more")


def test_where_it_is_wrong_and_what_says_so() -> None:
    part = "/properties/images/items"
    locations = [{"url": 3, "metadata": {}}]
    (found,) = violations(
        {"locations": locations}, recorded("glance-33.0.0/images").value, "openstack", part=part
    )
    assert found.pointer == "/locations/0/url"
    assert found.schema_pointer == f"{part}/properties/locations/items/properties/url/type"
    assert found.property == f"{part}/properties/locations/items/properties/url"
    assert (found.path, found.keyword) == ("images[].locations[].url", "type")


@pytest.mark.parametrize(
    ("instance", "part", "path"),
    [
        ({"first": 3}, "/properties/images/items", "images[]{*}"),
        ({"images": [{"first": 3}]}, "", "images[]{*}"),
    ],
)
def test_a_member_that_is_not_listed_is_of_no_property(instance: Any, part: str, path: str) -> None:
    served = recorded("glance-33.0.0/images").value
    (found,) = violations(instance, served, "openstack", part=part)
    assert found.schema_pointer == "/properties/images/items/additionalProperties/type"
    assert (found.property, found.path) == (None, path)


@pytest.mark.parametrize(
    ("schema", "instance", "property_", "path"),
    [
        ({"additionalProperties": {"type": "null"}}, {"a": 1}, None, "{*}"),
        ({"additionalProperties": {"items": {"type": "null"}}}, {"a": [1]}, None, "{*}[]"),
        ({"additionalProperties": {"anyOf": [{"type": "null"}]}}, {"a": 1}, None, "{*}"),
        ({"additionalProperties": {"$ref": "#/definitions/n"},
          "definitions": {"n": {"type": "null"}}}, {"a": 1}, None, None),
        ({"additionalProperties": {"properties": {"b": {"type": "null"}}}}, {"a": {"b": 1}},
         "/additionalProperties/properties/b", "{*}.b"),
        ({"properties": {"a": {"additionalProperties": False}}}, {"a": {"b": 1}},
         "/properties/a", "a"),
        ({"properties": {"a": {"properties": {"c": {}}, "additionalProperties": False}}},
         {"a": {"b": 1}}, "/properties/a", "a"),
        ({"patternProperties": {"^a": {"type": "null"}}}, {"a": 1},
         "/patternProperties/^a", "{^a}"),
        ({"properties": {"additionalProperties": {"type": "null"}}}, {"additionalProperties": 1},
         "/properties/additionalProperties", "additionalProperties"),
        ({"required": ["a"]}, {}, None, None),
    ],
)  # fmt: skip
def test_what_property_it_concerns(
    schema: Any, instance: Any, property_: str | None, path: str | None
) -> None:
    (found,) = violations(instance, schema)
    assert (found.property, found.path) == (property_, path)


def test_why_no_branch_fits() -> None:
    schema = {
        "definitions": {"int": {"type": "integer"}},
        "properties": {
            "a": {
                "anyOf": [
                    {"type": "null"},
                    {"properties": {"x": {"$ref": "#/definitions/int"}}, "required": ["y"]},
                ]
            }
        },
    }
    (found,) = violations({"a": {"x": "s"}}, schema)
    assert [(each.pointer, each.schema_pointer, each.message) for each in found.causes] == [
        ("/a", "/properties/a/anyOf/0/type", "is an object, not null"),
        ("/a", "/properties/a/anyOf/1/required", 'lacks "y"'),
        ("/a/x", "/definitions/int/type", 'is a string ("s"), not integer'),
    ]


def test_names_like_keywords_mislead_nobody() -> None:
    schema = {"properties": {"$ref": {"type": "string"}, "properties": {"items": {"type": "null"}}}}
    found = violations({"$ref": 1, "properties": [1]}, schema)
    assert {each.pointer: each.schema_pointer for each in found} == {
        "/$ref": "/properties/$ref/type",
        "/properties/0": "/properties/properties/items/type",
    }
    assert {each.path for each in found} == {'["$ref"]', "properties"}
