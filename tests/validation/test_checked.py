"""Documents are checked against as portal.schema reads them, and what differs is said."""

import time
from typing import Any

import pytest

from portal.validation import checked
from portal.validation.outcome import TooLate
from tests.validation.scene import code, read, recorded, result, violations


def notes(served: Any, name: str = "openstack", **how: Any) -> dict[str, str]:
    return {each.pointer: each.text for each in result({}, served, name, **how).notes}


def test_nothing_is_said_where_nothing_is_read_otherwise() -> None:
    assert notes(recorded("glance-33.0.0/images").value) == {}


def test_huaweis_string_is_a_string() -> None:
    served = recorded("huawei-ims/images").value
    assert notes(served) == {
        "/properties/images/items/additionalProperties/type":
            '"String" is not a JSON Schema type; read as "string"',
    }  # fmt: skip
    part = "/properties/images/items"
    assert code({"__os_type": "Linux"}, served, "openstack", part=part) == "passes"
    (found,) = violations({"__other": 3}, served, "openstack", part=part)
    assert found.message == "is an integer (3), not string"
    assert found.schema_pointer == f"{part}/additionalProperties/type"


@pytest.mark.parametrize(
    ("served", "instance", "passes", "pointer"),
    [
        ({"type": "string", "nullable": True}, None, True, "/nullable"),
        ({"type": ["string"], "nullable": True}, 1, False, "/nullable"),
        ({"type": "string", "nullable": True, "enum": ["a"]}, None, False, "/nullable"),
        ({"type": "string", "nullable": "yes"}, None, False, "/nullable"),
        ({"type": "STRING"}, 1, False, "/type"),
        ({"type": ["string", "text"]}, 1, False, "/type/1"),
        ({"type": "text"}, 1, True, "/type"),
        ({"minLength": "3"}, "a", True, "/minLength"),
        ({"required": True}, {}, True, "/required"),
        ({"required": ["a", 3]}, {}, False, "/required/1"),
        ({"properties": {"a": 3, "b": {"type": "null"}}}, {"a": 1, "b": 1}, False, "/properties/a"),
        ({"properties": ["a"]}, {}, True, "/properties"),
        ({"exclusiveMinimum": True}, 1, True, "/exclusiveMinimum"),
        ({"$ref": 3}, 1, True, "/$ref"),
        ({"id": 3, "type": "string"}, 1, False, "/id"),
        ({"properties": {"a": False}}, {"a": 1}, False, "/properties/a"),
        ({"properties": {"a": True}}, {"a": 1}, True, "/properties/a"),
        ({"anyOf": [{"type": "null"}, True]}, 1, True, "/anyOf/1"),
        ({"properties": {"a/b": False}}, {"a/b": 1}, False, "/properties/a~1b"),
    ],
)
def test_what_is_read_otherwise_than_served(
    served: dict[str, Any], instance: Any, passes: bool, pointer: str
) -> None:
    assert code(instance, served, "draft4") == ("passes" if passes else "fails")
    assert pointer in notes(served, "draft4")


def test_a_root_that_is_a_boolean() -> None:
    assert code(1, False, "draft4") == "fails"
    assert code(1, True, "draft4") == "passes"


@pytest.mark.parametrize("keyword", ["additionalProperties", "additionalItems"])
def test_booleans_where_every_draft_has_them(keyword: str) -> None:
    assert notes({keyword: False}, "draft4") == {}


def test_null_beside_a_type_that_has_it_already() -> None:
    assert notes({"type": ["string", "null"], "nullable": True}, "draft4") == {}


def test_a_keyword_of_other_drafts_is_a_vendors() -> None:
    assert code("!", {"contentEncoding": "base64"}, "draft6") == "passes"
    assert notes({"contentEncoding": "base64"}, "draft6") == {}


def test_what_describes_content_is_not_checked() -> None:
    assert code("!", {"contentEncoding": "base64"}, "draft7") == "passes"
    assert notes({"contentEncoding": "base64"}, "draft7") == {
        "/contentEncoding": '"contentEncoding" is not checked'
    }
    assert notes({"contentEncoding": "base64"}, "2020-12") == {}


def test_what_stands_where_only_a_reference_leads_is_read_as_well() -> None:
    served = {"x-types": {"a": {"type": "String"}}, "properties": {"a": {"$ref": "#/x-types/a"}}}
    assert code({"a": "x"}, served, "openstack") == "passes"
    (found,) = violations({"a": 1}, served, "openstack")
    assert found.schema_pointer == "/x-types/a/type"


def test_a_schema_that_names_another_dialect_is_read_in_that_of_its_source() -> None:
    served = {"$schema": "https://cloud.example/own-dialect", "type": "string"}
    assert code("x", served, "draft4") == "passes"
    assert "/$schema" in notes(served, "draft4")


def test_the_served_document_is_left_as_it_is() -> None:
    served = {"type": "String", "required": ["a", 1], "properties": {"a": True}}
    before = repr(served)
    assert code("x", served, "draft4") == "passes"
    assert repr(served) == before


@pytest.mark.parametrize("served", [{"anyOf": [3]}, {"enum": "a"}, {"id": "ht tp://%%"}])
def test_what_can_neither_be_read_nor_checked_is_no_crash(served: dict[str, Any]) -> None:
    assert code(1, served, "draft4") in {"unusable", "passes"}
    assert code(1, {"properties": {"a": {"anyOf": [3]}}}, "draft4") == "unusable"


def test_it_is_given_up_when_the_time_is_over() -> None:
    document = read({"type": "string"})
    assert checked.read(document, deadline=time.monotonic() + 60) == checked.read(document)
    with pytest.raises(TooLate):
        checked.read(document, deadline=time.monotonic())
