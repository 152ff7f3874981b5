"""Which places of a document have a row, and what a row says of those that have none."""

from typing import Any

import pytest

from portal.pages import glance, places
from portal.pages.glance import Glance, Link
from portal.schema.document import read
from portal.schema.references import Reference


def outline(document: Any) -> list[Any]:
    """The names of the places, each with what is inside it."""
    found = places.find(read(document))

    def of(pointer: str) -> Any:
        place = found.by_pointer[pointer]
        inside = [of(each) for each in place.inside]
        return {glance.label(place): inside} if inside else glance.label(place)

    return [of(pointer) for pointer in found.roots]


def follow(reference: Reference) -> Link:
    return Link(f"to {reference.target}", "there")


def said(document: Any, pointer: str) -> Glance:
    model = read(document)
    return glance.of(model, places.find(model).by_pointer[pointer], follow)


OBJECT = {"type": "object", "properties": {"x": {}}}


@pytest.mark.parametrize(
    ("document", "found"),
    [
        ({"properties": {"a": {"properties": {"b": {}}}, "c": {}}}, [{"a": ["b"]}, "c"]),
        # What stands in the items of an array stands in the array.
        ({"properties": {"a": {"items": OBJECT}}}, [{"a": ["x"]}]),
        ({"properties": {"a": {"items": OBJECT | {"title": "An item"}}}},
         [{"a": [{"each item": ["x"]}]}]),
        ({"properties": {"a": {"items": {"type": "string", "maxLength": 3}}}}, ["a"]),
        ({"properties": {"a": {"prefixItems": [{"type": "string"}, {"enum": [1]}]}}},
         [{"a": ["item [0]", "item [1]"]}]),
        # Branches that a word says all of need no rows; all have one if one needs it.
        ({"properties": {"a": {"anyOf": [{"type": "string"}, {"$ref": "#"}, {"const": 1}, True]}}},
         ["a"]),
        ({"properties": {"a": {"anyOf": [{"type": "string"}, OBJECT]}}},
         [{"a": ["any of · 1/2", {"any of · 2/2": ["x"]}]}]),
        ({"properties": {"a": {"oneOf": [{"enum": [1, 2, 3, 4, 5]}, {"type": "null"}]}}},
         [{"a": ["one of · 1/2", "one of · 2/2"]}]),
        ({"properties": {"a": {"allOf": [{"minLength": 1}]}}}, [{"a": ["all of"]}]),
        ({"properties": {"a": {"anyOf": [{"type": "string", "description": "same"},
                                         {"type": "null", "description": "same"}]}}}, ["a"]),
        ({"properties": {"a": {"anyOf": [{"type": "string", "description": "one"},
                                         {"type": "null", "description": "other"}]}}},
         [{"a": ["any of · 1/2", "any of · 2/2"]}]),
        ({"properties": {"a": {"anyOf": [{"items": {"type": "string"}}, {"items": OBJECT}]}}},
         [{"a": ["any of · 1/2", {"any of · 2/2": ["x"]}]}]),
        ({"anyOf": [OBJECT, OBJECT]}, [{"any of · 1/2": ["x"]}, {"any of · 2/2": ["x"]}]),
        # Other subschemas, behind the properties; definitions come last, and from anywhere.
        ({"additionalProperties": {"type": "string"}, "properties": {"a": {}},
          "not": {"required": ["b"]}, "propertyNames": {"maxLength": 3},
          "dependentSchemas": {"a": {"required": ["c"]}}, "if": {}, "then": False},
         ["a", "any other property", "not", "every name", "together with a"]),
        ({"properties": {"a": {"$defs": {"D": OBJECT}}}}, ["a", {"#D": ["x"]}]),
        ({"patternProperties": {"^x-": {"items": {"type": "string"}}}}, ["^x-"]),
        # What is no schema is no place.
        ({"properties": {"a": {"anyOf": [{"enum": 5}, 7], "items": "x", "not": []}}}, ["a"]),
    ],
)  # fmt: skip
def test_what_has_a_row(document: Any, found: list[Any]) -> None:
    assert outline(document) == found


@pytest.mark.parametrize(
    ("schema", "choices"),
    [
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, []),  # its types say it
        ({"anyOf": [{"type": "string"}, {"const": "auto"}, {"$ref": "#/definitions/D"}]},
         [("any of", ["string", "auto", "to /definitions/D"], [])]),
        ({"oneOf": [{"type": "integer", "minimum": 1}, {"enum": ["a", "b"]}, False, True]},
         [("exactly one of", ["integer, at least 1", "a, b", "nothing", "anything"], [])]),
        ({"anyOf": [{"type": "array", "items": {"$ref": "#/definitions/D"}}, {"title": "Named"}]},
         [("any of", ["array of to /definitions/D", "Named"], [])]),
        ({"allOf": [{"$ref": "#/definitions/D"}]}, [("all of", ["to /definitions/D"], [])]),
        ({"anyOf": [{"const": each} for each in range(9)]},
         [("any of", ["0", "1", "2", "3", "4", "5"], ["6", "7", "8"])]),
        ({"anyOf": [{"const": each} for each in range(7)]},
         [("any of", ["0", "1", "2", "3", "4", "5", "6"], [])]),  # "+1" would be no shorter
        ({"anyOf": [{"pattern": "^[0-9]+$", "type": "string"}, {"type": "null"}]},
         [("any of", ["string, digits", "null"], [])]),
    ],
)  # fmt: skip
def test_branches_in_a_few_words(schema: Any, choices: list[Any]) -> None:
    document = {"definitions": {"D": {}}, "properties": {"a": schema}}
    told = [
        (each.word, [link.label for link in each.few], [link.label for link in each.others])
        for each in said(document, "/properties/a").choices
    ]
    assert told == choices


def test_many_values_of_a_branch_are_cut_short() -> None:
    branches = [{"enum": [f"value-{each}" for each in range(40)]}, {"minLength": 1}]
    (choice,) = said({"properties": {"a": {"anyOf": branches}}}, "/properties/a").choices
    assert choice.few[0].label == "value-0, value-1, value-2, value-3, value-4, value-5, …"


def test_a_description_that_all_branches_share_is_told() -> None:
    def document(*descriptions: str | None) -> Any:
        branches = [
            {"type": "string"} | ({"description": each} if each else {}) for each in descriptions
        ]
        return {"properties": {"a": {"anyOf": branches}}}

    for descriptions, told in [
        (("same", "same", None), "same"),
        (("one", "other"), ""),
        ((None, None), ""),
    ]:
        assert said(document(*descriptions), "/properties/a").reading.description == told


def test_what_each_item_must_be() -> None:
    items = {"type": "string", "enum": ["a", "b"], "minLength": 1}
    found = said({"properties": {"a": {"type": "array", "items": items}}}, "/properties/a")
    assert found.reading.types_text == "array of string"
    assert found.items is not None
    assert found.items.values == ["a", "b"]
    assert found.items.limits == ["at least 1 character"]
    assert not said({"properties": {"a": {"items": {"type": "string"}}}}, "/properties/a").says_more


def test_draft_3_names_types_beside_subschemas() -> None:
    document = {
        "$schema": "http://json-schema.org/draft-03/schema#",
        "properties": {"a": {"type": ["string", {"properties": {"x": {}}}]}},
    }
    assert outline(document) == [{"a": [{"any of": ["x"]}]}]
    (choice,) = said(document, "/properties/a").choices
    assert [link.label for link in choice.few] == ["string", "any type"]
