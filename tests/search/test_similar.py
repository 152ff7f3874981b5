"""Names that are nearly what was typed."""

import pytest

from portal.catalog.models import Schema
from tests.ingest.making import capture, make_schema, with_properties
from tests.search.asking import ask, found

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("disk_fromat", "images[].disk_format"),
        ("diskformt", "images[].disk_format"),
        ("contianer", "images[].container_format"),
        ("visiblity", "images[].visibility"),
        ("disk fromat", "images[].disk_format"),
        ("visibility_", "images[].visibility"),
        ("vizibilty", "images[].visibility"),
    ],
)
def test_typing_errors_in_names(images: Schema, text: str, path: str) -> None:
    hits = ask(text).hits
    assert hits[0].path == path
    assert hits[0].is_similar is (text != "visibility_")


@pytest.mark.parametrize(
    "text",
    ["dsk", "vizibilitee", '"visiblity"', "in:description visiblity", "visiblity -public",
     "visiblity type:integer", "qcov2"],
)  # fmt: skip
def test_what_is_not_similar_enough(images: Schema, text: str) -> None:
    assert found(text) == []


def test_similar_names_come_last_and_never_beside_an_exact_one(images: Schema) -> None:
    capture(make_schema("more"), with_properties("disks", "risk", "visual"))
    hits = ask("disc").hits
    assert [(hit.path, hit.is_similar) for hit in hits][:2] == [
        ("images[].disk", True),
        ("images[].min_disk", True),
    ]
    assert "risk" not in found("disk")
    assert all(not hit.is_similar for hit in ask("disk").hits)
    assert [(hit.path, hit.is_similar) for hit in ask("risks").hits] == [
        ("risk", True),
        ("disks", True),
    ]


def test_an_exact_name_that_has_gone_is_exact(db: None) -> None:
    schema = make_schema()
    capture(schema, with_properties("disk", "disks"))
    capture(schema, with_properties("disc", description={"description": "for a disk"}))
    hits = ask("disk").hits
    assert [(hit.path, hit.is_gone) for hit in hits] == [
        ("description", False),
        ("disk", True),
        ("disks", True),
    ]
