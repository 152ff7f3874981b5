"""Finding a property: the best hit first, whatever is typed, alike on both databases."""

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from portal.catalog.models import Schema, Source
from portal.search import query
from tests.ingest.making import capture, make_schema, with_properties

pytestmark = pytest.mark.django_db


def found(text: str, source: str = "") -> list[str]:
    return [f"{row.path}" for row in query.find(text, source=source)]


def where(text: str) -> str:
    """Where the first hit was found."""
    rank: int = getattr(query.find(text)[0], "rank")  # noqa: B009 - only rows of `find` have it
    return query.hit(rank).label


@pytest.fixture
def images(db: None) -> Schema:
    schema = make_schema("images")
    item = with_properties(
        "id",
        "disk",
        "container_format",
        disk_format={"enum": ["raw", "qcow2", None], "description": "Format of the disk"},
        min_disk={"type": "integer", "description": "Amount of space in GB, 100% of it"},
        visibility={"title": "Scope of accessibility", "enum": ["public", "shared by all"]},
        镜像={"description": "镜像的磁盘格式"},
    )
    capture(schema, with_properties(images={"type": "array", "items": item}))
    return schema


def test_an_exact_name_comes_first_then_what_begins_with_it(images: Schema) -> None:
    assert found("disk") == ["images[].disk", "images[].disk_format", "images[].min_disk"]


def test_the_shorter_path_comes_first(images: Schema) -> None:
    capture(make_schema("image"), with_properties("disk_format"))
    assert found("disk_format") == ["disk_format", "images[].disk_format"]


def test_case_does_not_matter(images: Schema) -> None:
    assert found("DISK_Format") == found("disk_format") == ["images[].disk_format"]


def test_a_nested_property_is_found_by_its_path(images: Schema) -> None:
    assert found("images[].disk_format") == ["images[].disk_format"]
    assert where("images[].disk_format") == "path"


@pytest.mark.parametrize(
    ("text", "path", "kind"),
    [
        ("disk_format", "images[].disk_format", "name"),
        ("qcow2", "images[].disk_format", "value"),
        ("qcow", "images[].disk_format", "value"),
        ("null", "images[].disk_format", "value"),
        ("public", "images[].visibility", "value"),
        ("accessibility", "images[].visibility", "title"),
        ("amount", "images[].min_disk", "description"),
    ],
)
def test_a_hit_says_where_it_is(images: Schema, text: str, path: str, kind: str) -> None:
    assert found(text)[0] == path
    assert where(text) == kind


def test_every_word_must_be_there(images: Schema) -> None:
    assert found("disk qcow2") == ["images[].disk_format"]
    assert found("disk qcow2 vhd") == []
    assert found("space amount") == ["images[].min_disk"]


def test_chinese_words_are_found_inside_a_text(images: Schema) -> None:
    assert found("磁盘") == ["images[].镜像"]
    assert found("镜像") == ["images[].镜像"]
    assert found("格式 磁盘") == ["images[].镜像"]


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("%", ["images[].min_disk"]),
        ("100%", ["images[].min_disk"]),
        ("k_f", ["images[].disk_format"]),
        ("_____", []),
        ("\\", []),
        ("'", []),
        ('"', []),
    ],
)
def test_what_means_something_to_a_database_is_taken_literally(
    images: Schema, text: str, paths: list[str]
) -> None:
    assert found(text) == paths


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\0", "\u3000"])
def test_nothing_finds_nothing(images: Schema, text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["a" * 100_000, "disk " * 10_000, "\0disk\0", "😀", "ﬁ"])
def test_whatever_is_typed_has_an_answer(images: Schema, text: str) -> None:
    assert len(found(text)) <= 3


@pytest.mark.parametrize("text", ["qcow2 disk_format", "disk_format qcow2"])
def test_the_order_of_words_does_not_matter(images: Schema, text: str) -> None:
    assert found(text) == ["images[].disk_format"]
    assert where(text) == "name"


def test_a_value_of_several_words_is_found_as_a_whole(images: Schema) -> None:
    assert found("Shared by all") == ["images[].visibility"]
    assert where("Shared by all") == "value"


@pytest.mark.parametrize(
    "text", ["d i s k _ f o r nonsense", "disk_format" + " " * 200 + "nonsense"]
)
def test_only_so_much_is_read(images: Schema, text: str) -> None:
    assert "images[].disk_format" in found(text)


def test_one_that_has_gone_comes_after_all_that_are_there(images: Schema) -> None:
    capture(make_schema("more"), with_properties("my_disk_format"))
    assert found("disk_format") == ["images[].disk_format", "my_disk_format"]
    capture(images, with_properties("id"))
    assert found("disk_format") == ["my_disk_format", "images[].disk_format"]
    rows = query.find("disk_format")
    assert [row.is_gone for row in rows] == [False, True]
    assert [row.path for row in query.find("disk_format", gone=True)] == ["images[].disk_format"]
    assert [row.path for row in query.find("disk_format", gone=False)] == ["my_disk_format"]


def test_one_that_has_gone_is_found_as_it_last_was(images: Schema) -> None:
    capture(images, with_properties("id"))
    assert found("qcow2") == ["images[].disk_format"]
    assert where("qcow2") == "value"


def test_a_property_is_found_as_it_is_now(images: Schema) -> None:
    item = with_properties(disk_format={"enum": ["vhd"]})
    capture(images, with_properties(images={"type": "array", "items": item}))
    assert found("qcow2") == []
    assert found("vhd") == ["images[].disk_format"]


@pytest.mark.parametrize("word", ["oneOf", "anyOf", "allOf"])
def test_values_of_branches_and_of_items_are_found(db: None, word: str) -> None:
    branches = {word: [{"enum": ["ext4", None]}, {"const": "xfs"}, {"$ref": "#/definitions/more"}]}
    items = {"type": "array", "items": {"enum": ["btrfs"]}}
    capture(make_schema(kind="file"), with_properties(format=branches, formats=items)
            | {"definitions": {"more": {"enum": ["zfs"]}}})  # fmt: skip
    for text in ("ext4", "xfs", "zfs", "null"):
        assert (found(text), where(text)) == (["format"], "value")
    assert (found("btrfs"), where("btrfs")) == (["formats"], "value")


def test_what_a_branch_forbids_is_not_found(db: None) -> None:
    capture(make_schema(kind="file"), with_properties(format={"not": {"enum": ["ext4"]}}))
    assert found("ext4") == []


def test_one_source_alone_can_be_searched(images: Schema) -> None:
    capture(make_schema(source="other"), with_properties("disk_format"))
    assert found("disk_format", source="cloud") == ["images[].disk_format"]
    assert found("disk_format", source="other") == ["disk_format"]
    assert found("disk_format", source="nobody") == []
    assert found("disk_format", source="\0") == []


def test_hits_alike_stand_in_one_order_on_every_database(db: None) -> None:
    names = ["b_x", "B-x", "a-x", "a_x", "A_x", "ä_x", "Ab", "aB", "ab"]
    for source in ("eu-1", "eu", "eu2"):
        capture(make_schema(source=source, kind="file"), with_properties(*names, "x"))
    rows = [(row.path, row.schema.source.name) for row in query.find("x")]
    sources = ("eu", "eu-1", "eu2")
    contained = sorted(name for name in names if "x" in name)
    assert rows == [("x", each) for each in sources] + [
        (name, each) for name in contained for each in sources
    ]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="about PostgreSQL")
def test_postgresql_is_told_the_order_whatever_language_its_server_has() -> None:
    order = str(query.find("x").query).rpartition("ORDER BY")[2]
    assert order.count('COLLATE "C"') == order.count(",") - 2 == 4  # all but gone, rank and length


def test_the_page_of_hits_takes_one_query(
    samples: list[Source], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):  # with schema, source and versions
        rows = query.find("disk")[:30]
        assert [str(row) for row in rows]
        assert [row.get_absolute_url() for row in rows]
        assert any(row.is_gone for row in rows) is False
