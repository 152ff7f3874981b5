"""What is indexed of a property."""

import pytest

from portal.catalog.models import Schema
from portal.search import index
from portal.search.models import Term
from tests.ingest.making import capture, make_schema, with_properties

pytestmark = pytest.mark.django_db


def terms(schema: Schema) -> list[str]:
    return [str(term) for term in Term.objects.filter(property__schema=schema).order_by("pk")]


def test_each_text_of_a_property_is_a_term() -> None:
    schema = make_schema()
    disk_format = {
        "enum": ["QCOW2", None, 1.5],
        "title": "Format",
        "description": "Of the Straße.",
    }
    capture(schema, with_properties(disk_Format=disk_format))
    assert terms(schema) == [
        "name: disk_format",
        "path: disk_format",
        "value: qcow2",
        "value: null",
        "value: 1.5",
        "title: format",
        "description: of the strasse.",
    ]


def test_a_constant_is_a_value() -> None:
    schema = make_schema(kind="file")
    capture(schema, with_properties(kind={"const": {"Weite": 1}}))
    assert 'value: {"weite": 1}' in terms(schema)


def test_what_a_reference_leads_to_is_indexed_with_the_property() -> None:
    schema = make_schema()
    definitions = {"format": {"enum": ["qcow2"], "description": "Of the disk"}}
    served = with_properties(disk={"$ref": "#/definitions/format"}) | {"definitions": definitions}
    capture(schema, served)
    assert terms(schema)[2:] == ["value: qcow2", "description: of the disk"]


def test_indexing_again_changes_nothing() -> None:
    schema = make_schema()
    other = capture(make_schema("tasks"), with_properties("id")).schema
    capture(schema, with_properties("id", "name"))
    before = terms(schema)
    index.schema(schema)
    assert terms(schema) == before
    assert terms(other) == ["name: id", "path: id"]
