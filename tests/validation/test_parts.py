"""Which part of a document describes an instance."""

from typing import Any

import pytest

from portal.schema.value import JSON
from portal.validation import parts
from portal.validation.check import check
from portal.validation.outcome import Unusable
from tests.validation.scene import read, recorded, result

IMAGES = recorded("glance-33.0.0/images")
ITEM = "/properties/images/items"
IMAGE: JSON = {"id": "x", "name": "cirros", "schema": "/v2/schemas/image", "tags": []}


def test_a_collection_offers_its_items() -> None:
    assert [(each.pointer, each.label) for each in parts.offered(IMAGES)] == [
        ("", "the whole document"),
        (ITEM, "an item of images[]"),
    ]


def test_definitions_are_offered() -> None:
    served = {"definitions": {"Link": {}, "a/b": {}}, "properties": {"a": {"type": "string"}}}
    assert [each.label for each in parts.offered(read(served))] == [
        "the whole document", "definition Link", "definition a/b",
    ]  # fmt: skip


def test_not_too_many_are_offered() -> None:
    served: JSON = {"definitions": {f"d{each}": {} for each in range(1000)}}
    assert len(parts.offered(read(served))) == parts.MOST_OFFERED
    assert parts.named(read(served), "/definitions/d999") is not None


@pytest.mark.parametrize(
    ("instance", "pointer"),
    [
        (IMAGE, ITEM),
        ({"images": [IMAGE]}, ""),
        ({"images": [IMAGE], "schema": "/v2/schemas/images", "first": "/v2/images"}, ""),
        ([IMAGE], "/properties/images"),
        ({}, ""),
        ([], ""),
        ([3], ""),
        ("text", ""),
        ({"other": 1}, ""),
        ({"schema": "x"}, ""),  # both have it
    ],
)
def test_what_an_instance_looks_like(instance: Any, pointer: str) -> None:
    part = parts.presumed(IMAGES, instance)
    assert (part.pointer, part.presumed) == (pointer, True)


def test_a_document_that_describes_one_is_taken_whole() -> None:
    assert parts.presumed(recorded("glance-33.0.0/image"), IMAGE).pointer == ""


def test_items_through_a_reference() -> None:
    served = {
        "definitions": {"image": {"properties": {"id": {"type": "string"}}},
                        "holder": {"properties": {"x": {"items": {"properties": {"id": {}}}}}}},
        "properties": {"images": {"type": "array", "items": {"$ref": "#/definitions/image"}}},
    }  # fmt: skip
    part = parts.presumed(read(served), {"id": 1})
    assert (part.pointer, part.label) == ("/properties/images/items", "an item of images[]")


def test_each_document_has_a_part_of_its_own() -> None:
    images, image = check(IMAGE, [IMAGES, recorded("glance-33.0.0/image")])
    assert (images.part.pointer, images.part.presumed) == (ITEM, True)
    assert (image.part.pointer, image.part.presumed) == ("", True)
    assert [each.pointer for each in getattr(images.outcome, "violations", ())] == ["/id"]


def test_a_part_that_was_named_is_no_presumption() -> None:
    for part in ("", ITEM):
        (found,) = check(IMAGE, [IMAGES], part)
        assert (found.part.pointer, found.part.presumed) == (part, False)


def test_a_part_may_be_any_subschema() -> None:
    found = result("x", IMAGES.value, "openstack", part=f"{ITEM}/properties/status")
    assert (found.outcome.code, found.part.label) == ("fails", f"{ITEM}/properties/status")
    served = {"definitions": {"100%/a b": {"type": "string"}}}
    assert result(1, served, part="/definitions/100%~1a b").outcome.code == "fails"


@pytest.mark.parametrize("pointer", ["/nowhere", "no-pointer", "/properties/images/type", "/~2"])
def test_a_part_that_is_none(pointer: str) -> None:
    found = result({}, IMAGES.value, "openstack", part=pointer)
    assert isinstance(found.outcome, Unusable)
    assert found.outcome.why == "part"
    assert pointer in found.outcome.reason


def test_not_more_documents_than_can_be_checked_at_once() -> None:
    with pytest.raises(ValueError, match="at most 4 documents, not 5"):
        check(1, [IMAGES] * 5)
