"""A property is found by what is noted on it, and no longer when the note is deleted."""

from django.contrib.auth.models import User

from portal.catalog.models import Schema
from portal.ingest import derive
from portal.notes.target import Target
from portal.notes.writing import save
from portal.search.models import Sheet
from tests.ingest.making import capture, make_schema
from tests.notes.conftest import document


def noted(schema: Schema) -> str:
    """What the index of the schema has of notes."""
    return Sheet.objects.get(schema=schema).notes


def test_by_the_latest_text(target: Target, images: Schema, alice: User) -> None:
    save(target, alice, "Zebra.", based_on=0)
    assert "Zebra" in noted(images)
    save(target, alice, "Quagga.", based_on=1)
    assert "Quagga" in noted(images)
    assert "Zebra" not in noted(images)
    save(target, alice, "", based_on=2)
    assert noted(images) == "{}"


def test_also_when_the_index_was_made_anew(target: Target, images: Schema, alice: User) -> None:
    save(target, alice, "Zebra.", based_on=0)
    save(Target.of(images), alice, "Quagga.", based_on=0)
    capture(images, document(maxLength=1))
    assert "Zebra" in noted(images)
    derive.rebuild(images)
    assert "Zebra" in noted(images)


def test_a_note_on_a_schema_or_a_source_is_no_property_s(images: Schema, alice: User) -> None:
    save(Target.of(images), alice, "Zebra.", based_on=0)
    save(Target.of(images.source), alice, "Zebra.", based_on=0)
    save(Target.of(make_schema("never-captured")), alice, "Zebra.", based_on=0)
    assert noted(images) == "{}"
