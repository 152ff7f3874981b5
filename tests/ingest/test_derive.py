"""What is derived from the snapshots: properties, changes and the index, again and again alike."""

import time
from typing import Any

import pytest

from portal.catalog.models import Change, Schema
from tests.ingest.making import capture, make_schema, with_properties

pytestmark = pytest.mark.django_db


def lives(schema: Schema) -> dict[str, tuple[int, int]]:
    """The first and the last version that has each property."""
    rows = schema.properties.values_list("name", "first__number", "last__number")
    return {name: (first, last) for name, first, last in rows}


def changes(schema: Schema, number: int) -> list[tuple[str, str, str, Any]]:
    rows = Change.objects.filter(snapshot__schema=schema, snapshot__number=number)
    return [(row.path, row.keyword, row.kind, row.values) for row in rows]


def test_a_property_lives_from_its_first_version_to_its_last() -> None:
    schema = make_schema()
    for names in (["id", "old"], ["id"], ["id", "new"]):
        capture(schema, with_properties(*names))
    assert lives(schema) == {"id": (1, 3), "old": (1, 1), "new": (3, 3)}


def test_a_property_that_returns_is_the_same_one() -> None:
    schema = make_schema()
    for names in (["id", "name"], ["id"], ["id", "name"]):
        capture(schema, with_properties(*names))
    assert lives(schema) == {"id": (1, 3), "name": (1, 3)}
    assert {row.name for row in schema.properties.present()} == {"id", "name"}


def test_a_property_keeps_the_facts_of_the_last_version_that_has_it() -> None:
    schema = make_schema()
    capture(schema, with_properties(a={"title": "one"}, b={"title": "one"}))
    capture(schema, with_properties(b={"title": "two"}))
    titles = {row.name: row.facts["schema"]["title"] for row in schema.properties.all()}
    assert titles == {"a": "one", "b": "two"}


def test_properties_stand_in_the_order_of_the_last_document() -> None:
    schema = make_schema()
    capture(schema, with_properties("a", "b"))
    capture(schema, with_properties("c", "b", "a"))
    assert [row.name for row in schema.properties.order_by("position")] == ["c", "b", "a"]


def test_the_first_version_has_no_changes() -> None:
    schema = make_schema()
    capture(schema, with_properties("id"))
    assert changes(schema, 1) == []


def test_a_change_is_told_with_its_property_and_both_sides() -> None:
    schema = make_schema()
    capture(schema, with_properties("old", format={"enum": ["raw", None]}))
    capture(schema, with_properties("new", format={"enum": ["raw", "qcow2"]}))
    string = {"type": "string"}
    assert sorted(changes(schema, 2)) == [
        ("format", "enum", "added", {"after": "qcow2"}),
        ("format", "enum", "removed", {"before": None}),
        ("new", "", "added", {"after": string}),
        ("old", "", "removed", {"before": string}),
    ]
    subjects = Change.objects.values_list("path", "subject__name")
    assert all(path == name for path, name in subjects)


def test_a_change_of_the_document_itself_has_no_property() -> None:
    schema = make_schema()
    capture(schema, with_properties("id") | {"title": "Images"})
    capture(schema, with_properties("id") | {"title": "All images"})
    change = Change.objects.get()
    assert (change.subject, change.keyword, change.member) == (None, "title", False)


def test_a_version_is_compared_with_the_one_before_not_with_all() -> None:
    schema = make_schema()
    for names in (["id", "name"], ["id"], ["id", "name"]):
        capture(schema, with_properties(*names))
    assert [path for path, *_ in changes(schema, 3)] == ["name"]


def test_a_change_is_told_with_its_verdict() -> None:
    schema = make_schema()
    capture(schema, with_properties(format={"enum": ["raw", "iso"]}))
    capture(schema, with_properties(format={"enum": ["raw"], "title": "Format"}))
    told = Change.objects.values_list("keyword", "rule", "request", "response", "context", "whole")
    assert sorted(told) == [
        ("enum", "enum-value-removed", "breaking", "safe", "", False),
        ("title", "documentation-changed", "editorial", "editorial", "", False),
    ]


def test_what_may_be_one_change_in_two_halves_is_told_of_both() -> None:
    schema = make_schema()
    text = {"type": "string", "maxLength": 7, "description": "Where the image is kept"}
    capture(schema, with_properties("id", backend=text))
    capture(schema, with_properties("id", stores=text))
    wholes = Change.objects.filter(whole=True)
    halves: dict[str, Any] = {change.path: change.counterpart for change in wholes}
    assert halves["backend"]["path"] == "stores"
    assert halves["stores"]["path"] == "backend"
    assert {half["kind"] for half in halves.values()} == {"renamed"}
    assert {half["certainty"] for half in halves.values()} <= {"possibly", "probably"}


def test_a_subschema_that_is_replaced_is_told_from_a_keyword_that_is() -> None:
    schema = make_schema(kind="file")
    capture(schema, with_properties(a={"items": {"type": "string"}}, b={"items": {"x": 1}}))
    capture(schema, with_properties(a={"items": True}, b={"items": {"x": 2}}))
    told = Change.objects.values_list("path", "keyword", "whole")
    assert sorted(told) == [("a", "items", True), ("b", "x", False)]


def test_when_each_thing_was_touched_is_kept() -> None:
    schema = make_schema()
    capture(schema, with_properties("id", a={"title": "one", "enum": ["x"]}))
    capture(schema, with_properties("id", a={"title": "two", "enum": ["x"]}))
    capture(schema, with_properties("id"))
    capture(schema, with_properties("id", a={"title": "two", "enum": ["x"]}) | {"required": ["a"]})
    capture(schema, with_properties("id", a={"title": "two"}))
    touched = schema.properties.get(name="a").touched
    assert schema.properties.get(name="id").touched == {"/": [1]}
    (member,) = (key for key in touched if "=" in key)
    assert touched == {
        "/": [1, 3, 4], "title": [2], "enum": [5], member: [5], "../required": [5]
    }  # fmt: skip


def seconds(schema: Schema, size: int) -> float:
    """How long two versions of a document of so many properties take."""
    properties = {f"p{n}": {"enum": ["a", "b"], "description": f"No. {n}"} for n in range(size)}
    started = time.perf_counter()
    capture(schema, with_properties(**properties))
    capture(schema, with_properties("first", **properties))
    return time.perf_counter() - started


def test_four_times_the_properties_take_about_four_times_as_long() -> None:
    small, large = seconds(make_schema("small"), 500), seconds(make_schema("large"), 2000)
    assert large < 12 * small  # quadratic would be 16
