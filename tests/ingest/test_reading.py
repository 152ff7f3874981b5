"""Bytes become a document that may be stored, or a typed error."""

import json

import pytest

from portal.ingest.reading import read
from portal.schema.errors import NotASchema, NotJson, TooManyProperties
from portal.schema.value import JSON

PLAIN = b'{"properties": {"id": {}}}'


@pytest.mark.parametrize(
    ("body", "kind", "dialect"),
    [
        (PLAIN, "glance", "openstack"),
        (PLAIN, "json-schema", "2020-12"),
        (b'{"$schema": "http://json-schema.org/draft-04/schema#"}', "glance", "draft4"),
        (b"true", "file", "2020-12"),
    ],
)
def test_the_dialect_is_the_documents_or_that_of_its_source(
    body: bytes, kind: str, dialect: str
) -> None:
    assert read(body, kind).document.dialect.name == dialect


def test_documents_that_say_the_same_have_one_digest() -> None:
    spaced = PLAIN.replace(b" ", b"\n")
    assert read(spaced, "glance").digest == read(PLAIN, "glance").digest
    assert read(spaced, "glance").body == spaced


@pytest.mark.parametrize(("body", "error"), [(b"{", NotJson), (b"[]", NotASchema)])
def test_what_is_no_schema_is_refused(body: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        read(body, "glance")


def test_a_document_of_too_many_properties_is_refused() -> None:
    body = json.dumps({"properties": {str(number): {} for number in range(20_001)}}).encode()
    with pytest.raises(TooManyProperties, match="20001 properties, where at most 20000"):
        read(body, "glance")


def test_a_document_is_checked_before_it_is_read_as_a_schema() -> None:
    def refuse(value: JSON) -> None:
        raise LookupError(value)

    with pytest.raises(LookupError):
        read(b"[]", "glance", refuse)
