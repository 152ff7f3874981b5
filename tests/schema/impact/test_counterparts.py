"""Possible renames and moves: told where a reader would say so, and nowhere else."""

from typing import Any

import pytest

from portal.schema.dialect import DRAFT7, OPENSTACK
from portal.schema.impact import compare
from tests.schema.recordings import recorded
from tests.schema.timing import quickly

STATES: Any = {"type": "string", "enum": ["on", "off"]}


def found(before: Any, after: Any, dialect: Any = DRAFT7) -> set[tuple[str, str, str, str]]:
    """The pairs: where from, where to, what, and how certain; told of both halves alike."""
    judged = [one for one in compare(before, after, dialect) if one.counterpart]
    pairs: set[tuple[str, str, str, str]] = set()
    for one in judged:
        assert one.counterpart
        ends = [one.change.path, one.counterpart.path]
        if one.change.kind == "added":
            ends.reverse()
        pairs.add((ends[0], ends[1], one.counterpart.kind, one.counterpart.certainty))
    assert len(judged) == 2 * len(pairs)
    return pairs


def between(gone: Any, come: Any) -> set[tuple[str, str, str, str]]:
    return found({"properties": gone}, {"properties": come})


def test_glance_18_to_19_possibly_renamed_backend_to_stores() -> None:
    before, after = recorded("glance-18.0.0"), recorded("glance-19.0.0")
    expected = {("images[].backend", "images[].stores", "renamed", "possibly")}
    assert found(before, after, OPENSTACK) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("huawei-ims", "glance-33.0.0"),
        ("glance-33.0.0", "huawei-ims"),
        ("glance-15.0.2", "glance-17.0.1"),
    ],
)
def test_there_is_none_where_nothing_was_renamed(before: str, after: str) -> None:
    assert found(recorded(before), recorded(after), OPENSTACK) == set()


def test_all_but_the_name_and_the_description_is_the_same_and_says_something() -> None:
    pairs = between({"state": STATES}, {"power": {**STATES, "description": "Is it on?"}})
    assert pairs == {("state", "power", "renamed", "probably")}


def test_the_order_of_an_enum_makes_no_difference() -> None:
    pairs = between({"state": STATES}, {"power": {"type": "string", "enum": ["off", "on"]}})
    assert pairs == {("state", "power", "renamed", "probably")}


def test_a_move_has_the_same_name_and_another_parent() -> None:
    before = {"properties": {"o": {"type": "object", "properties": {"state": STATES}}}}
    after = {"properties": {"state": STATES, "o": {"type": "object", "properties": {}}}}
    assert found(before, after) == {("o.state", "state", "moved", "probably")}


@pytest.mark.parametrize(
    ("gone", "come"),
    [
        ({"a": {"type": "string"}}, {"b": {"type": "string"}}),  # says nothing
        ({"size": {"type": "integer"}}, {"size_text": {"type": "string"}}),  # of another type
        ({"state": STATES}, {"power": {**STATES, "readOnly": True}}),  # seen by others
        ({"state": STATES}, {"one": STATES, "two": STATES}),  # which of them?
        ({"one": STATES, "two": STATES}, {"state": STATES}),
        ({"a": True}, {"b": True}),
        ({"a": {"type": "string", "default": "x"}}, {"b": {"type": "string", "default": "x"}}),
    ],
)
def test_what_nobody_could_tell_is_not_told(gone: Any, come: Any) -> None:
    assert between(gone, come) == set()


@pytest.mark.parametrize(
    ("gone", "come"),
    [
        ({"diskFormat": {"type": "string"}}, {"disk_format": {"type": "string"}}),
        (
            {"owner": {"type": "string", "maxLength": 9, "description": "Who owns the image"}},
            {"image_owner": {"type": "string", "maxLength": 8, "description": "Who owns an image"}},
        ),
    ],
)
def test_names_and_descriptions_that_are_alike_make_it_possible(gone: Any, come: Any) -> None:
    ((_, _, kind, certainty),) = between(gone, come)
    assert (kind, certainty) == ("renamed", "possibly")


def test_the_best_pair_is_told_and_each_property_once() -> None:
    gone = {"state": STATES, "mode": {**STATES, "default": "on"}}
    come = {"new_state": STATES, "new_mode": {**STATES, "default": "on"}}
    assert between(gone, come) == {
        ("state", "new_state", "renamed", "probably"),
        ("mode", "new_mode", "renamed", "probably"),
    }


def test_a_name_that_many_have_is_no_move() -> None:
    def parents(**held: Any) -> Any:
        return {
            "properties": {
                name: {"type": "object", "properties": {"id": {"type": "string"}} if has else {}}
                for name, has in held.items()
            }
        }

    before, after = parents(a=1, b=1, c=0, d=0), parents(a=0, b=0, c=1, d=1)
    assert found(before, after) == set()
    assert found(parents(a=1, b=0), parents(a=0, b=1)) == {("a.id", "b.id", "moved", "possibly")}


def test_pattern_properties_and_definitions_have_none() -> None:
    before = {"patternProperties": {"^a": STATES}, "definitions": {"a": STATES}}
    after = {"patternProperties": {"^b": STATES}, "definitions": {"b": STATES}}
    assert found(before, after) == set()


def test_thousands_that_went_and_came_take_a_bounded_time() -> None:
    gone = {f"a{number}": {"type": "string", "description": "x " * 500} for number in range(3_000)}
    come = {f"b{number}": {"type": "string", "description": "x " * 500} for number in range(3_000)}
    with quickly():
        assert between(gone, come) == set()
