"""Finding a property: the best hit first, whatever is typed, alike on both databases."""

import pytest
from pytest_django import DjangoAssertNumQueries

from portal.catalog.models import Schema, Source
from tests.ingest.making import capture, make_schema, with_properties
from tests.search.asking import ask, found, where

pytestmark = pytest.mark.django_db


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


def test_part_of_a_name_comes_before_what_is_inside_a_word(images: Schema) -> None:
    capture(make_schema("more"), with_properties("id_of", "owner_id", "hidden", "provider"))
    assert found("id")[:4] == ["images[].id", "id_of", "owner_id", "hidden"]


def test_the_kinds_of_hits_stand_in_this_order(db: None) -> None:
    """The rules of ranking.py, from the best to the worst."""
    properties = {
        "raw": {},
        "rawness": {},
        "is_raw": {},
        "format": {"enum": ["raw", "x"]},
        "drawn": {},
        "of": {"properties": {"x": {}}},
        "kind": {"enum": ["raw disk"]},
        "title": {"title": "A raw one"},
        "text": {"description": "Raw or not"},
    }
    schema = make_schema(kind="json-schema")
    capture(schema, {"properties": properties | {"draw": {"properties": {"x": {}}}}})
    assert found("raw") == [
        *("raw", "rawness", "is_raw", "format", "draw", "drawn", "draw.x", "kind", "title", "text")
    ]


@pytest.mark.parametrize(
    "text",
    ["disk_format", "disk format", "diskformat", "DiskFormat", "disk-format", "imagesdiskformat",
     "images[].disk_format", "images disk format", "images/*/disk_format"],
)  # fmt: skip
def test_the_joints_of_a_name_may_be_left_out(images: Schema, text: str) -> None:
    assert found(text)[0] == "images[].disk_format"


def test_words_in_camel_case_are_words(db: None) -> None:
    capture(make_schema(), with_properties("timeFormat", "reformation"))
    assert found("format") == ["timeFormat", "reformation"]
    assert found("time_format") == found("time format") == ["timeFormat"]


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
        ("*", []),
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


def test_one_that_has_gone_comes_after_all_that_are_there(images: Schema) -> None:
    capture(make_schema("more"), with_properties("my_disk_format"))
    assert found("disk_format") == ["images[].disk_format", "my_disk_format"]
    capture(images, with_properties("id"))
    assert found("disk_format") == ["my_disk_format", "images[].disk_format"]
    assert [hit.is_gone for hit in ask("disk_format").hits] == [False, True]
    assert found("disk_format is:gone") == ["images[].disk_format"]
    assert found("disk_format is:present") == ["my_disk_format"]


def test_a_path_is_one_hit_with_its_places(db: None) -> None:
    gone = make_schema(source="a")
    capture(gone, with_properties("disk", "id"))
    capture(gone, with_properties("id"))
    capture(make_schema(source="c"), with_properties(disk={"enum": ["x"]}))
    capture(make_schema(source="b"), with_properties("disk"))
    (hit,) = ask("disk").hits
    assert [(place.source, place.gone) for place in hit.places] == [
        ("b", None),
        ("c", None),
        ("a", 2),
    ]
    (hit,) = ask("x disk").hits  # only where it has that value
    assert [place.source for place in hit.places] == ["c"]
    (hit,) = ask("disk source:a,b").hits
    assert [place.source for place in hit.places] == ["b", "a"]
    found = ask("is:present")
    assert found.by_source == {"a": 1, "b": 1, "c": 1}
    assert found.by_type == {"string": 2}


def test_paths_alike_stand_in_one_order(db: None) -> None:
    names = ["b_x", "B-x", "a-x", "a_x", "A_x", "ä_x", "Ab", "aB", "ab"]
    for source in ("eu-1", "eu", "eu2"):
        capture(make_schema(source=source, kind="file"), with_properties(*names, "x"))
    hits = ask("x").hits
    assert [hit.path for hit in hits] == ["x", *sorted(name for name in names if "x" in name)]
    assert all([place.source for place in hit.places] == ["eu", "eu-1", "eu2"] for hit in hits)


def test_schemas_are_found_by_their_names(images: Schema) -> None:
    capture(make_schema("image", source="eu"), with_properties("id"))
    names = [f"{each.source}/{each.schema}" for each in ask("image").schemas]
    assert names == ["eu/image", "cloud/images"]
    assert [each.schema for each in ask("cloud images").schemas] == ["images"]
    assert ask("image has:enum").schemas == []
    assert ask("-image").schemas == []


def test_a_search_takes_one_query(
    samples: list[Source], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ask("disk")
    with django_assert_num_queries(1):  # has a sheet changed?
        assert len(ask("disk type:integer").hits) > 1
