"""Filters: what they let pass, and what is told of those that nothing is known of."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.catalog.models import Schema
from portal.catalog.models.former import rename_schema, rename_source
from tests.ingest.making import capture, make_schema, with_properties
from tests.search.asking import ask, found

pytestmark = pytest.mark.django_db

FILTERED = {
    "type:integer": ["min_disk"],
    "type:null": ["disk"],
    "type:string type:null": ["disk"],
    "type:integer,null": ["disk", "min_disk"],
    "type:any": ["any"],
    "-type:string": ["any", "min_disk"],
    "has:enum": ["disk"],
    "has:pattern": ["uuid"],
    "has:pattern,enum": ["disk", "uuid"],
    "has:read-only": ["uuid"],
    "has:nullable": ["disk"],
    "has:required": ["name"],
    "-has:description -type:string": ["any"],
    "schema:one": ["any", "disk", "name", "uuid", "min_disk"],
    "schema:cloud/one disk": ["disk", "min_disk"],
    "schema:two,one disk": ["disk", "min_disk"],
    "source:cloud in:name disk": ["disk", "min_disk"],
    "in:description disk": ["min_disk"],
    "-in:name,path disk": ["min_disk"],
    "in:value disk": [],
    "in:value in:name disk": [],
    "disk -size": ["disk"],
    "-size -name -has:pattern": ["any", "disk"],
    "is:gone": [],
    "changed:<30d": [],
}


def test_filters(db: None) -> None:
    properties = {
        "disk": {"type": ["string", "null"], "enum": ["a", None]},
        "min_disk": {"type": "integer", "description": "The size of the disk"},
        "uuid": {"type": "string", "pattern": "^a", "readOnly": True},
        "name": {"type": "string"},
        "any": {},
    }
    schema = make_schema("one", kind="json-schema")
    capture(schema, {"properties": properties, "required": ["name"]})
    capture(make_schema("two"), {"properties": {}})
    assert {text: found(text) for text in FILTERED} == FILTERED
    assert not [fault for text in FILTERED for fault in ask(text).faults]


def test_what_changed_lately_and_how(db: None) -> None:
    long_ago, now = timezone.now() - timedelta(days=400), timezone.now()
    schema = make_schema()
    capture(schema, with_properties("same", kind={"enum": ["a", "b"]}), long_ago)
    capture(schema, with_properties("same", kind={"enum": ["a"]}), now - timedelta(days=200))
    capture(schema, with_properties("same", "new", kind={"enum": ["a"]}), now)
    assert found("changed:<30d") == ["new"]
    assert found("changed:<300d") == ["new", "kind"]
    assert found("changed:>30d") == ["kind"]
    assert found(f"changed:>{long_ago:%Y-%m-%d}") == ["new", "kind"]
    assert found("-changed:<300d") == ["same"]
    assert found("impact:breaking") == ["kind"]
    assert found("impact:breaking,safe") == ["new", "kind"]


def test_what_the_catalog_does_not_have_is_told_and_left_out(images: Schema) -> None:
    result = ask("disk_format source:glanse schema:images")
    assert [fault.text for fault in result.faults] == [
        "source: does not know glanse. It knows cloud."
    ]
    assert [hit.path for hit in result.hits] == ["images[].disk_format"]
    (fault,) = ask("schema:nobody").faults
    assert fault.text == "schema: does not know nobody. It knows images, cloud/images."


def test_names_that_sources_and_schemas_had_lead_on(images: Schema) -> None:
    other = make_schema("images", source="other")
    capture(other, with_properties("id"))
    for schema in (images, other):
        rename_schema(schema, f"{schema.source}-pictures")
    rename_source(images.source, "sky")
    here = ["images[].disk", "images[].disk_format", "images[].min_disk"]
    for text in ("source:cloud", "schema:cloud/images", "schema:sky/images", "source:cloud,sky"):
        result = ask(f"{text} in:name disk")
        assert not result.faults, text
        assert [hit.path for hit in result.hits] == here, text
        assert result.asked.text.startswith(text)  # as it was asked
    both = ask("schema:images in:name id").hits
    assert {str(place.source) for hit in both for place in hit.places} == {"sky", "other"}
    assert found("-source:cloud in:name disk") == []
    (fault,) = ask("source:clouds").faults
    assert fault.text == "source: does not know clouds. It knows other, sky."
    assert [fault.value for fault in ask("schema:clouds/images").faults] == ["clouds/images"]


def test_of_many_names_some_are_told(db: None) -> None:
    for number in range(30):
        capture(make_schema(source=f"cloud-{number}"), with_properties("id"))
    (fault,) = ask("source:x").faults
    assert fault.text.endswith("cloud-25, cloud-26 and 10 more.")


def test_in_an_empty_portal_there_is_nothing_to_choose(db: None) -> None:
    (fault,) = ask("source:x").faults
    assert fault.text == "source: does not know x: there is nothing to choose from yet."
