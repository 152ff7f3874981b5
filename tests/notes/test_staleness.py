"""A note says so when what it is on has changed since it was written."""

from django.contrib.auth.models import User

from portal.catalog.models import Property, Schema
from portal.ingest import derive
from portal.notes import staleness
from portal.notes.models import Revision
from portal.notes.staleness import Stale
from portal.notes.target import Target
from portal.notes.writing import save
from tests.ingest.making import capture
from tests.notes.conftest import document


def stale(target: Target, saved: Revision) -> Stale | None:
    """How it is out of date, as a page that is asked for now tells."""
    schema = Schema.objects.get(pk=target.schema.pk) if target.schema else None
    if schema and target.pointer:
        return staleness.of(Target.of(Property.objects.at(schema, target.pointer)), saved)
    return staleness.of(Target(target.source, schema), saved)


def test_a_note_on_a_property(target: Target, images: Schema, alice: User) -> None:
    saved = save(target, alice, "One.", based_on=0)
    assert stale(target, saved) is None
    capture(images, document() | {"title": "another property's business"})
    assert stale(target, saved) is None
    capture(images, document(maxLength=1))
    capture(images, document(maxLength=2))
    told = stale(target, saved)
    assert told == Stale(1, (3, 4), False, "/cloud/images/compare/1...4/")
    assert told.last == 4


def test_one_written_later_is_about_the_later_version(
    target: Target, images: Schema, alice: User
) -> None:
    capture(images, document(maxLength=1))
    images.refresh_from_db()
    property = Property.objects.at(images, target.pointer)
    saved = save(Target.of(property), alice, "One.", based_on=0)
    assert stale(target, saved) is None


def test_what_its_reference_leads_to_changed(images: Schema, alice: User) -> None:
    def referring(**said: object) -> dict[str, object]:
        return {"properties": {"a": {"$ref": "#/definitions/A"}}, "definitions": {"A": said}}

    capture(images, referring(type="string"))
    images.refresh_from_db()
    target = Target.of(Property.objects.at(images, "/properties/a"))
    saved = save(target, alice, "One.", based_on=0)
    capture(images, referring(type="string", maxLength=5))
    told = stale(target, saved)
    assert told is not None
    assert told.versions == (3,)


def test_a_property_that_went(target: Target, images: Schema, alice: User) -> None:
    saved = save(target, alice, "One.", based_on=0)
    capture(images, {"properties": {}})
    assert stale(target, saved) == Stale(1, (2,), True, "/cloud/images/compare/1...2/")


def test_a_note_on_a_schema(images: Schema, alice: User) -> None:
    target = Target.of(images)
    saved = save(target, alice, "One.", based_on=0)
    assert stale(target, saved) is None
    capture(images, document() | {"title": "T"})
    assert stale(target, saved) == Stale(1, (2,), False, "/cloud/images/compare/1...2/")


def test_a_note_on_a_source_is_never_out_of_date(images: Schema, alice: User) -> None:
    target = Target.of(images.source)
    saved = save(target, alice, "One.", based_on=0)
    capture(images, document(maxLength=1))
    assert stale(target, saved) is None


def test_a_note_outlives_what_is_derived_anew(target: Target, images: Schema, alice: User) -> None:
    saved = save(target, alice, "One.", based_on=0)
    capture(images, document(maxLength=1))
    derive.rebuild(images)
    told = stale(target, Revision.objects.get(pk=saved.pk))
    assert told is not None
    assert told.versions == (2,)
