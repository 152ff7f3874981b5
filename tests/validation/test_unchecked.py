"""What a pass does not mean: where the schema knows nothing in the document."""

import time
from typing import Any

import pytest

from portal.validation.outcome import Passes
from portal.validation.unchecked import unchecked
from tests.validation.scene import read, recorded, result

NAMES = "None of its names is known to this schema, so that no value in it was checked."
UNLISTED = "None of its names is known to this schema: its values were checked only as those of any"
A: Any = {"a": {"type": "string"}}
DEFINED: Any = {"definitions": {"a": {"properties": A}}}


def said(instance: Any, served: Any, name: str = "draft7", **how: Any) -> str | None:
    outcome = result(instance, served, name, **how).outcome
    assert isinstance(outcome, Passes), outcome
    return outcome.unchecked


@pytest.mark.parametrize("instance", [{"nmae": "x", "disk_fromat": "vhdx"}, {"image": {"name": 5}}])
@pytest.mark.parametrize("path", ["glance-33.0.0/images", "huawei-ims/images"])
def test_misspelt_names_of_an_image(instance: Any, path: str) -> None:
    assert said(instance, recorded(path).value, "openstack") == NAMES


def test_as_one_of_the_items_they_are_checked_as_unlisted() -> None:
    served = recorded("glance-33.0.0/images").value
    part = "/properties/images/items"
    found = said({"nmae": "x"}, served, "openstack", part=part)
    assert found is not None
    assert found.startswith(UNLISTED)
    assert said({"nmae": "x", "name": "y"}, served, "openstack", part=part) is None


@pytest.mark.parametrize(
    ("instance", "what"),
    [
        ([], "an array"), ([3], "an array"), ("x", "a string"), (None, "null"), (True, "a boolean"),
        (3, "an integer"), (0.5, "a number"),
    ],
)  # fmt: skip
def test_what_is_no_object(instance: Any, what: str) -> None:
    text = f"This schema describes only objects, and says nothing of {what}."
    assert said(instance, recorded("glance-33.0.0/images").value, "openstack") == text


@pytest.mark.parametrize(
    "served",
    [
        {"properties": A},
        {"properties": A, "type": "object", "minProperties": 1, "title": "t", "x-vendor": 1},
        {"allOf": [{"properties": A}]},
        {"anyOf": [{"properties": A}, {"required": ["a"]}]},
        {"properties": A, "additionalProperties": True},
        {"properties": A, "dependencies": {"a": ["b"]}},
        DEFINED | {"$ref": "#/definitions/a"},
        DEFINED | {"$ref": "#/definitions/a", "properties": {"nmae": {}}},  # hidden by $ref
    ],
)
def test_none_of_the_names_is_known(served: Any) -> None:
    assert said({"nmae": 5}, served) == NAMES


@pytest.mark.parametrize(
    "served",
    [
        {"properties": A, "patternProperties": {"^n": {}}},
        {"properties": A, "propertyNames": {"maxLength": 4}},
        {"properties": A, "enum": [{"nmae": 5}]},
        {"properties": A, "const": {"nmae": 5}},
        {"properties": A, "required": ["nmae"]},
        {"properties": A, "allOf": [{"properties": {"nmae": {}}}]},
        {"properties": A, "anyOf": [{}, {"properties": {"nmae": {}}}]},
        {"properties": A, "dependencies": {"nmae": {}}},
        {"properties": A, "dependencies": {"b": {"properties": {"nmae": {}}}}},
        {"properties": A, "allOf": [DEFINED["definitions"]["a"] | {"properties": {"nmae": {}}}]},
        {"additionalProperties": {"type": "integer"}},  # declares none, so none is missed
        {"type": "object"},
        {},
        True,
    ],
)
def test_something_is_known_of_it(served: Any) -> None:
    assert said({"nmae": 5}, served) is None


def test_an_empty_object_has_no_unknown_names() -> None:
    assert said({}, {"properties": A}) is None


@pytest.mark.parametrize(
    "served",
    [
        {"properties": A},
        {"properties": A, "required": ["a"], "additionalProperties": False, "maxProperties": 3},
        {"allOf": [{"properties": A}], "description": "d"},
        DEFINED | {"$ref": "#/definitions/a"},
        {"properties": A, "definitions": {"x": {"type": "null"}}},
    ],
)
def test_only_objects_are_described(served: Any) -> None:
    assert (
        said(["x"], served) == "This schema describes only objects, and says nothing of an array."
    )


@pytest.mark.parametrize(
    "served",
    [
        {"properties": A, "type": ["object", "array"]},
        {"properties": A, "items": {"type": "string"}},
        {"properties": A, "maxItems": 3},
        {"properties": A, "uniqueItems": True},
        {"properties": A, "anyOf": [{"type": "array"}, {"type": "object"}]},
        {"properties": A, "not": {"type": "null"}},
        {"properties": A, "enum": [["x"]]},
        {"properties": A, "allOf": [{"contains": {}}]},
        {"items": {}},
    ],
)
def test_something_is_said_of_arrays(served: Any) -> None:
    assert said(["x"], served) is None


def test_references_in_a_circle() -> None:
    circle = {"properties": A, "allOf": [{"$ref": "#/definitions/b"}],
              "definitions": {"b": {"allOf": [{"$ref": "#/definitions/c"}]},
                              "c": {"anyOf": [{"$ref": "#/definitions/b"}, {}]}}}  # fmt: skip
    assert unchecked(read(circle), "", {"nmae": 5}, time.monotonic() + 9) == NAMES


@pytest.mark.parametrize("reference", ["https://example.org/x", "#/nowhere", "#/properties/a/type"])
def test_what_leads_nowhere_is_not_guessed(reference: str) -> None:
    document = read({"allOf": [{"$ref": reference}], "properties": A})
    assert unchecked(document, "", {"nmae": 5}, time.monotonic() + 9) is None


def test_nothing_is_said_when_it_is_too_late() -> None:
    assert unchecked(read({"properties": A}), "", {"nmae": 5}, time.monotonic()) is None


def test_what_was_left_out_of_a_request_was_known() -> None:
    served = {"properties": {"id": {"readOnly": True}}}
    assert said({"id": 1, "nmae": 2}, served, as_request=True) is None
    assert said({"nmae": 2}, served, as_request=True) == NAMES
