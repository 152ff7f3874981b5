"""What differs between any two versions."""

import pytest

from portal.catalog.models import Snapshot
from portal.history import comparing
from portal.schema.impact import Judged
from tests.ingest.making import capture, make_schema

pytestmark = pytest.mark.django_db


def told(judged: tuple[Judged, ...]) -> list[tuple[str, str | None, str]]:
    return [(each.change.path, each.change.keyword, each.change.kind) for each in judged]


def says(source: str, document: object, **settings: object) -> Snapshot:
    return capture(make_schema("images", source=source, **settings), document)


def test_between_two_versions() -> None:
    before = says("cloud", {"properties": {"a": {"maxLength": 2}, "b": {}}})
    after = says("cloud", {"properties": {"a": {"maxLength": 1}, "c": {}}})
    forwards, backwards = comparing.between(before, after), comparing.between(after, before)
    assert ("a", "maxLength", "changed") in told(forwards)
    assert {("b", None, "removed"), ("c", None, "added")} <= set(told(forwards))
    assert {("b", None, "added"), ("c", None, "removed")} <= set(told(backwards))


def test_of_different_sources() -> None:
    one, two = says("one", {"properties": {"a": {}}}), says("two", {"properties": {"b": {}}})
    assert set(told(comparing.between(one, two))) == {("a", None, "removed"), ("b", None, "added")}


def test_none_if_they_say_the_same() -> None:
    one = says("one", {"properties": {"a": {"enum": ["x", "y"], "type": "string"}}})
    two = says("two", {"properties": {"a": {"type": "string", "enum": ["y", "x"]}}})
    assert one.content_id != two.content_id
    assert comparing.between(one, two) == ()
    assert comparing.between(one, one) == ()


def test_none_for_versions_that_differ_in_nothing_costs_no_query(
    django_assert_num_queries: object,
) -> None:
    one, two = says("one", {"title": "same"}), says("two", {"title": "same"})
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert comparing.between(one, two) == ()


def test_each_side_is_read_in_its_own_dialect() -> None:
    """ "String" is a type to a Glance source, and to plain JSON Schema it is none."""
    served = {"properties": {"a": {"type": "String"}}}
    glance = says("one", served)
    plain = says("two", {**served, "$schema": "http://json-schema.org/draft-07/schema#"},
                 kind="json-schema")  # fmt: skip
    assert glance.dialect != plain.dialect
    before, after = comparing.between(glance, plain), comparing.between(plain, glance)
    assert {each.change.kind for each in before} <= {"added", "changed", "removed"}
    assert len(before) == len(after)


def test_an_answer_is_kept(django_assert_num_queries: object) -> None:
    before, after = says("cloud", {"title": "1"}), says("cloud", {"title": "2"})
    first = comparing.between(before, after)
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert comparing.between(before, after) is first


def test_what_is_kept_belongs_to_these_contents_alone() -> None:
    schema = make_schema("images")
    one, two, three = (capture(schema, {"title": str(each)}) for each in range(3))
    (first,), (second,) = comparing.between(one, two), comparing.between(one, three)
    assert (first.change.after, second.change.after) == ("1", "2")
