"""Snapshots and observations: numbered, and never changed."""

import pytest
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.utils import timezone

from portal.catalog.models import Content, Observation, Snapshot
from tests.ingest.making import capture, make_schema, with_properties

pytestmark = pytest.mark.django_db


def test_a_snapshot_never_changes() -> None:
    snapshot = capture(make_schema(), with_properties("id"))
    snapshot.digest = "0" * 64
    with pytest.raises(TypeError, match="never changes"):
        snapshot.save()


@pytest.mark.parametrize(
    ("number", "constraint"), [(1, "UNIQUE|number_is_unique"), (0, "snapshot_number_from_1")]
)
def test_a_wrong_number_is_refused_by_the_database(number: int, constraint: str) -> None:
    first = capture(make_schema(), with_properties("id"))
    twin = Snapshot(
        schema=first.schema, number=number, content=first.content, digest="", dialect="draft4"
    )
    with pytest.raises(IntegrityError, match=constraint):
        twin.save()


def test_a_number_of_an_observation_is_given_once() -> None:
    schema = capture(make_schema(), with_properties("id")).schema
    with pytest.raises(IntegrityError):
        Observation.objects.create(schema=schema, number=1, at=timezone.now(), outcome="not-found")


def test_the_bytes_of_a_snapshot_cannot_be_deleted() -> None:
    capture(make_schema(), with_properties("id"))
    with pytest.raises(ProtectedError):
        Content.objects.all().delete()


def test_captures_are_those_that_brought_the_document_in_their_order() -> None:
    schema = make_schema()
    capture(schema, with_properties("id"))
    Observation.objects.create(schema=schema, number=2, at=timezone.now(), outcome="not-found")
    capture(schema, with_properties("id"))
    assert [each.number for each in schema.observations.captures()] == [1, 3]


def test_names_say_what_is_meant() -> None:
    snapshot = capture(make_schema(), with_properties("id"))
    assert str(snapshot) == "cloud/images@1"
    assert str(snapshot.observations.get()) == "cloud/images #1: new"
    assert str(snapshot.content) == snapshot.content.sha256
    assert snapshot.get_absolute_url() == "/cloud/images/versions/1/"
