"""What is indexed of a property."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from portal.catalog.models import Property, Schema
from portal.search import asked, index, query
from portal.search.models import Sheet
from tests.ingest.making import capture, make_schema, with_properties

pytestmark = pytest.mark.django_db

DAYS = [datetime(2019, 4, 10, tzinfo=UTC), datetime(2020, 1, 2, 3, tzinfo=UTC)]


def entries(schema: Schema) -> dict[str, dict[str, Any]]:
    """What the sheet of `schema` has, by the path."""
    lines = Sheet.objects.get(schema=schema).entries.splitlines()
    parts = [list(map(json.loads, line.split("\t"))) for line in lines]
    return {entry["path"]: entry | dict(*standing) for entry, *standing in parts}


def test_each_text_of_a_property_is_in_its_entry() -> None:
    schema = make_schema()
    says = {"enum": ["QCOW2", None, 1.5], "title": "Format", "description": "Of the Straße."}
    capture(schema, with_properties("id", disk_Format=says))
    assert entries(schema)["disk_Format"] == {
        "pointer": "/properties/disk_Format",
        "path": "disk_Format",
        "name": "disk_Format",
        "types": ["string", "number", "null"],
        "values": ["QCOW2", None, 1.5],
        "title": "Format",
        "description": "Of the Straße.",
        "has": ["enum", "description", "nullable"],
    }
    assert list(entries(schema)) == ["id", "disk_Format"]


def test_what_a_reference_leads_to_is_indexed_with_the_property() -> None:
    schema = make_schema()
    definitions = {"format": {"enum": ["qcow2"], "description": "Of the disk"}}
    served = with_properties(disk={"$ref": "#/definitions/format"}) | {"definitions": definitions}
    capture(schema, served)
    entry = entries(schema)["disk"]
    assert (entry["values"], entry["description"]) == (["qcow2"], "Of the disk")


def test_values_that_json_tells_apart_are_several() -> None:
    schema = make_schema(kind="json-schema")
    capture(schema, {"properties": {"a": {"enum": [1, True, "1"]}, "b": {"const": {"x": 1}}}})
    assert entries(schema)["a"]["values"] == [1, True, "1"]
    assert entries(schema)["b"]["values"] == [{"x": 1}]


@pytest.mark.parametrize(
    ("says", "has"),
    [
        ({}, set()),
        ({"pattern": "^a"}, {"pattern"}),
        ({"format": "uuid"}, {"format"}),
        ({"maxLength": 3}, {"limits"}),
        ({"default": None}, {"default"}),
        ({"const": "x"}, {"enum"}),
        ({"readOnly": True}, {"read-only"}),
        ({"writeOnly": True}, {"write-only"}),
        ({"deprecated": True}, {"deprecated"}),
        ({"type": ["string", "null"]}, {"nullable"}),
        ({"description": "x"}, {"description"}),
    ],
)
def test_what_a_property_has(says: dict[str, Any], has: set[str]) -> None:
    schema = make_schema()
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema", "required": ["must"]}
    capture(schema, dialect | {"properties": {"may": says, "must": says}})
    assert set(entries(schema)["may"].get("has", [])) == has
    assert set(entries(schema)["must"]["has"]) == has | {"required"}


def test_what_openstack_says_in_its_own_way() -> None:
    schema = make_schema()
    capture(schema, with_properties(a={"is_base": False, "description": "(READ-ONLY) x"}))
    assert set(entries(schema)["a"]["has"]) == {"custom", "description", "read-only"}


def test_a_change_has_the_day_of_the_capture_that_showed_it() -> None:
    schema = make_schema()
    capture(schema, with_properties("gone", "same", kind={"enum": ["a"]}), DAYS[0])
    assert not any(
        "changed" in each for each in entries(schema).values()
    )  # nobody knows since when
    capture(schema, with_properties("same", "new", kind={"enum": ["b"]}), DAYS[1])
    changed = {path: each.get("changed") for path, each in entries(schema).items()}
    assert changed == dict.fromkeys(("gone", "new", "kind"), "2020-01-02") | {"same": None}
    assert entries(schema)["gone"]["gone"] == 2
    assert "gone" not in entries(schema)["new"]
    assert "breaking" in entries(schema)["kind"]["impacts"]
    assert "impacts" not in entries(schema)["same"]


def test_indexing_again_changes_nothing() -> None:
    schema = make_schema()
    other = capture(make_schema("tasks"), with_properties("id")).schema
    capture(schema, with_properties("id", "name"))
    before = list(Sheet.objects.order_by("pk").values())
    index.schema(schema)
    assert list(Sheet.objects.order_by("pk").values()) == before
    assert set(entries(other)) == {"id"}


def found(text: str) -> list[str]:
    return [hit.path for hit in query.find(asked.parse(text)).hits]


def test_notes_are_found_until_they_are_taken_away() -> None:
    capture(make_schema(), with_properties("id", "name"))
    on = Property.objects.get(name="name")
    index.note(on, ["Ask the 镜像 team", "second"])
    assert found("镜像 second") == found("has:notes") == found("in:note ask") == ["name"]
    assert found("in:description ask") == []
    index.note(on, ["third"])
    assert (found("second"), found("third")) == ([], ["name"])
    index.notes(on.schema, {"/properties/id": ["fourth"]})
    assert (found("third"), found("fourth")) == ([], ["id"])
    index.notes(on.schema, {"/properties/id": []})
    assert found("has:notes") == []


def test_whoever_keeps_notes_is_told_when_a_schema_was_indexed() -> None:
    def put_back(schema: Schema, **rest: object) -> None:
        index.notes(schema, {"/properties/id": ["kept"]})

    index.indexed.connect(put_back)
    try:
        schema = make_schema()
        capture(schema, with_properties("id"))
        assert found("kept") == ["id"]
        capture(schema, with_properties("id", "name"))
        assert found("kept") == ["id"]
    finally:
        index.indexed.disconnect(put_back)


def test_what_changes_in_one_schema_shows_at_once() -> None:
    one, other = make_schema("one"), make_schema("other", source="else")
    capture(one, with_properties("alpha"))
    assert found("alpha") == ["alpha"]
    capture(other, with_properties("alphabet"))
    assert found("alpha") == ["alpha", "alphabet"]
    capture(one, with_properties("beta"))
    assert found("is:present alpha") == ["alphabet"]
    other.delete()
    assert found("is:present") == ["beta"]
