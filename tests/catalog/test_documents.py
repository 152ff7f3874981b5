"""Stored documents are read once."""

import pytest
from pytest_django import DjangoAssertNumQueries

from portal.catalog import documents
from tests.ingest.making import as_served, capture, make_schema, with_properties

pytestmark = pytest.mark.django_db


def test_the_bytes_are_those_that_were_served() -> None:
    document = with_properties("id")
    assert documents.raw(capture(make_schema(), document)) == as_served(document)


def test_a_snapshot_is_read_in_its_own_dialect() -> None:
    served = with_properties("id") | {"$schema": "http://json-schema.org/draft-06/schema#"}
    assert documents.of(capture(make_schema(), served)).dialect.name == "draft6"
    assert documents.of(capture(make_schema(), with_properties("id"))).dialect.name == "openstack"


def test_a_document_is_read_from_the_database_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    snapshot = capture(make_schema(), with_properties("read-once"))
    documents.read.cache_clear()  # it has been read to be captured
    with django_assert_num_queries(1):  # the content
        assert documents.of(snapshot) is documents.of(snapshot)


def test_facts_follow_references_and_say_what_an_array_holds() -> None:
    served = {
        "definitions": {"id": {"type": "string", "description": "An id."}},
        "properties": {"ids": {"type": "array", "items": {"$ref": "#/definitions/id"}},
                       "id": {"$ref": "#/definitions/id"}},
    }  # fmt: skip
    document = documents.of(capture(make_schema(), served))
    ids, one = (documents.facts(document, found) for found in document.properties)
    assert ids["item_types"] == ["string"]
    assert (one["schema"]["types"], one["schema"]["description"]) == (["string"], "An id.")
    assert one["item_types"] == []
    assert "served" not in one["schema"]
