"""Whole documents: every property is found, where it is, whatever it is called."""

import json
from typing import Any

import pytest
from hypothesis import given

from portal.schema.dialect import DRAFT3, DRAFT4, DRAFT7, OPENSTACK, Dialect
from portal.schema.diff import diff
from portal.schema.document import Document, read
from portal.schema.errors import NotASchema, PointerError, UnknownProperty
from portal.schema.parse import parse
from portal.schema.pointer import get
from portal.schema.value import JSON
from tests.schema import generated
from tests.schema.recordings import recorded

IMAGE = "/properties/images/items"


@pytest.fixture(scope="module")
def sample() -> Document:
    """The sample response in the specification of Huawei Cloud IMS."""
    return read(recorded("huawei-ims"), OPENSTACK)


def test_the_sample_has_its_33_properties(sample: Document) -> None:
    assert [found.path for found in sample.roots] == ["images", "schema", "next", "first"]
    images = sample.property("/properties/images")
    assert len(images.children) == 27
    assert len(sample.properties) == 33
    assert sample.name == "images"


def test_the_sample_is_flagged_where_it_is_no_json_schema(sample: Document) -> None:
    (odd,) = sample.anomalies
    assert odd.pointer == f"{IMAGE}/additionalProperties/type"
    assert odd.reason == '"String" is not a JSON Schema type; read as "string"'
    assert sample.at(f"{IMAGE}/additionalProperties").types == ("string",)


def test_the_sample_marks_what_only_the_server_sets(sample: Document) -> None:
    marked = {found.name for found in sample.properties if found.schema.read_only}
    assert marked == {
        "status", "updated_at", "file", "virtual_size", "size", "checksum", "created_at",
        "direct_url", "self", "schema",
    }  # fmt: skip
    assert {found.name for found in sample.properties if found.schema.custom} == {
        "kernel_id", "ramdisk_id", "instance_uuid", "os_distro", "os_version", "architecture",
    }  # fmt: skip


def test_a_nested_property_knows_what_encloses_it(sample: Document) -> None:
    url = sample.property(f"{IMAGE}/properties/locations/items/properties/url")
    assert url.path == "images[].locations[].url"
    assert url.parent == f"{IMAGE}/properties/locations"
    assert url.required
    assert url.pointer in sample.property(url.parent).children
    assert not sample.property(url.parent).required


@pytest.mark.parametrize("release", ["15.0.2", "17.0.1", "18.0.0", "19.0.0", "33.0.0"])
@pytest.mark.parametrize("schema", ["images", "image"])
def test_glance_serves_nothing_odd(release: str, schema: str) -> None:
    document = read(recorded(f"glance-{release}", schema), OPENSTACK)
    assert document.anomalies == ()
    assert document.name == schema
    format_at = (
        "/properties/disk_format" if schema == "image" else f"{IMAGE}/properties/disk_format"
    )
    disk_format = document.property(format_at).schema
    assert disk_format.types == ("string", "null")
    assert disk_format.nullable
    assert disk_format.enum is not None
    assert None in disk_format.enum


def test_properties_are_found_in_document_order_wherever_they_are() -> None:
    document = read(
        {
            "definitions": {"D": {"properties": {"in_definition": {}}}},
            "allOf": [{"properties": {"in_branch": {}}}],
            "patternProperties": {"^p": {"properties": {"below_pattern": {}}}},
            "if": {"properties": {"in_condition": {}}},
            "dependencies": {"a": {"properties": {"dependent": {}}}},
            "default": {"properties": {"in_a_value": {}}},
        },
        DRAFT7,
    )
    assert [(found.name, found.is_pattern) for found in document.properties] == [
        ("in_definition", False),
        ("in_branch", False),
        ("^p", True),
        ("below_pattern", False),
        ("in_condition", False),
        ("dependent", False),
    ]
    assert document.definitions == ("/definitions/D",)


def test_required_is_said_by_the_object_schema_that_declares_the_property() -> None:
    document = read(
        {
            "required": ["a", "^a"],
            "properties": {"a": {"properties": {"a": {}}}, "b": {}},
            "patternProperties": {"^a": {}},
            "allOf": [{"required": ["b"]}],
        },
        DRAFT7,
    )
    assert [found.pointer for found in document.properties if found.required] == ["/properties/a"]


def test_draft_3_says_required_in_the_property() -> None:
    document = read({"properties": {"a": {"required": True}, "b": {"required": False}}}, DRAFT3)
    assert [found.required for found in document.properties] == [True, False]


def test_names_of_keywords_are_names_below_properties() -> None:
    names = ["properties", "items", "$ref", "type", "required", "enum", "__proto__"]
    document = read({"properties": {name: {} for name in names}}, DRAFT7)
    assert [found.name for found in document.properties] == names
    assert document.anomalies == ()


@pytest.mark.parametrize("served", [True, False])
def test_F39_a_boolean_is_a_document_without_properties(served: bool) -> None:
    document = read(served)
    assert document.properties == ()
    assert document.at("").boolean is served
    assert (document.title, document.description, document.name) == (None, None, None)


@pytest.mark.parametrize(
    ("served", "found"), [([], "array"), ("a", "string"), (1.5, "number"), (None, "null")]
)
def test_F39_anything_else_is_no_schema(served: Any, found: str) -> None:
    with pytest.raises(NotASchema) as caught:
        read(served)
    assert (caught.value.found, caught.value.pointer) == (found, "")


def test_the_dialect_is_the_callers_or_that_of_the_document() -> None:
    document: Any = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "T",
        "description": "D",
    }
    assert read(document).dialect is DRAFT7
    assert read(document, OPENSTACK).dialect is OPENSTACK
    assert (read(document).title, read(document).description) == ("T", "D")


def test_any_place_can_be_read_and_is_read_once() -> None:
    document = read({"x-shared": {"a": {"type": "String"}}, "title": "T"}, DRAFT7)
    assert document.at("/x-shared/a").types == ("string",)
    assert document.at("/x-shared/a") is document.at("/x-shared/a")
    with pytest.raises(PointerError):
        document.at("/nowhere")
    with pytest.raises(NotASchema) as caught:
        document.at("/title")
    assert (caught.value.found, caught.value.pointer) == ("string", "/title")


def test_an_unknown_property_is_refused() -> None:
    with pytest.raises(UnknownProperty) as caught:
        read({"properties": {"a": {}}}).property("/properties/b")
    assert caught.value.pointer == "/properties/b"


def test_a_property_is_ready_for_json() -> None:
    facts = read({"properties": {"a": {"type": "string"}}}).property("/properties/a").as_dict()
    schema = facts.pop("schema")
    assert facts == {
        "pointer": "/properties/a",
        "name": "a",
        "path": "a",
        "parent": None,
        "children": [],
        "required": False,
        "is_pattern": False,
    }
    assert isinstance(schema, dict)
    assert schema["types"] == ["string"]
    assert "default" not in schema


@pytest.mark.parametrize(
    ("schema", "closed"),
    [
        ({"additionalProperties": False}, True),
        ({"unevaluatedProperties": False}, True),
        ({"additionalProperties": {}}, False),
        ({}, False),
    ],
)
def test_an_object_is_closed_if_nothing_unlisted_is_allowed(schema: Any, closed: bool) -> None:
    assert read(schema).at("").closed is closed


def nested(inmost: Any) -> dict[str, Any]:
    """A document as deep as is parsed by default: 200 levels."""
    for _ in range(100):
        inmost = {"properties": {"a": inmost}}
    return parse(json.dumps(inmost).encode()).value  # type: ignore[return-value]


def test_F36_the_deepest_document_that_is_parsed_is_read_and_compared() -> None:
    before, after = nested(True), nested(False)
    document = read(before)
    assert len(document.properties) == 100
    assert document.properties[-1].path == ".".join("a" * 100)
    (change,) = diff(before, after, document.dialect)
    assert change.pointer == document.properties[-1].pointer


@given(generated.schemas, generated.dialects)
def test_F42_parents_and_children_agree(served: Any, dialect: Dialect) -> None:
    if not isinstance(served, dict | bool):
        return
    document = read(served, dialect)
    for found in document.properties:
        assert document.property(found.pointer) is found
        assert get(served, found.pointer) is found.schema.served
        if found.parent is None:
            assert found in document.roots
        else:
            assert found.pointer in document.property(found.parent).children
            assert found.pointer.startswith(f"{found.parent}/")


@pytest.mark.parametrize("keyword", ["required", "type", "enum"])
def test_a_million_odd_entries_are_not_a_million_anomalies(keyword: str) -> None:
    entries: JSON = {"required": [5], "type": ["String"], "enum": [1]}[keyword] * 1_000  # type: ignore[operator]
    found = read({keyword: entries}).anomalies
    assert found[0].pointer == f"/{keyword}/{0 if keyword != 'enum' else 1}"
    assert found[-1].code == "and-more"
    assert found[-1].reason.endswith(f'more entries of "{keyword}" are odd; not listed')
    assert len(found) < 400


@pytest.mark.parametrize(
    ("schema", "dialect"),
    [
        ({"type": "string", "nullable": True, "default": None}, DRAFT4),
        ({"type": ["string", {"type": "object"}], "default": {}}, DRAFT3),
    ],
)
def test_a_default_that_something_else_allows_is_not_odd(schema: JSON, dialect: Dialect) -> None:
    assert read(schema, dialect).anomalies == ()
