"""Schemas: found by address, named once, and shown with their last fetch."""

import threading

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from portal.catalog.addresses import BadName
from portal.catalog.models import Observation, Schema, Source
from portal.ingest import record
from tests.ingest.making import capture, make_schema, with_properties

pytestmark = pytest.mark.django_db


def test_a_source_has_a_schema_once() -> None:
    schema = make_schema("images")
    with pytest.raises(IntegrityError):
        Schema.objects.create(source=schema.source, name="images")


def test_a_name_is_made_once_and_found_again() -> None:
    schema = make_schema("images")
    assert Schema.objects.named(schema.source, "images") == schema


@pytest.mark.parametrize("name", ["metadefs", "metadefs/tag/x", "", "a\0b"])
def test_a_name_that_could_not_be_told_apart_is_refused(name: str) -> None:
    source = make_schema("metadefs/tag").source
    with pytest.raises(BadName):
        Schema.objects.named(source, name)
    assert source.schemas.count() == 1


def test_the_names_of_another_source_are_no_obstacle() -> None:
    make_schema("metadefs/tag")
    assert make_schema("metadefs", source="other").name == "metadefs"


@pytest.mark.parametrize("tail", ["", "versions/3", "a/versions", "x/y/z"])
def test_an_address_is_split_behind_the_schemas_name(tail: str) -> None:
    schema = make_schema("metadefs/tag")
    make_schema("metadefs/tags")
    make_schema("metadefs", source="other")
    rest = f"metadefs/tag/{tail}".rstrip("/")
    assert Schema.objects.at("cloud", rest) == (schema, tail)


@pytest.mark.parametrize("rest", ["metadefs", "metadefs/ta", "tag", "metadefs/tag\0", "", "\0"])
def test_an_address_that_begins_with_no_schema_has_none(rest: str) -> None:
    make_schema("metadefs/tag")
    with pytest.raises(Schema.DoesNotExist):
        Schema.objects.at("cloud", rest)


def test_the_last_fetch_and_the_last_capture_are_told_apart() -> None:
    schema = make_schema()
    captured = capture(schema, with_properties("id")).observations.get()
    asked = timezone.now()
    how = record.Circumstances(at=asked, origin=Observation.Origin.FETCHED)
    record.failure(schema, how, "not-found", "It is gone.")
    shown = ("last_outcome", "last_message", "last_asked_at", "last_captured_at", "last_origin")
    row = Schema.objects.with_last_fetch().values_list(*shown).get()
    assert row == ("not-found", "It is gone.", asked, captured.at, "fetched")


@pytest.mark.django_db(transaction=True)
def test_of_two_clashing_names_at_once_one_is_refused() -> None:
    source = Source.objects.create(name="cloud", kind="json-schema")
    start = threading.Barrier(2)
    refused = []

    def name(wanted: str) -> None:
        start.wait()
        try:
            Schema.objects.named(source, wanted)
        except BadName:
            refused.append(wanted)
        finally:
            connection.close()

    threads = [threading.Thread(target=name, args=[wanted]) for wanted in ("a", "a/b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == source.schemas.count() == 1
