"""Two documents beside each other as text."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.history.beside import MOST_LINES, Line, TooLong, beside
from portal.schema.value import JSON


def texts(lines: list[Line]) -> list[tuple[str, str | None, str | None]]:
    return [
        (line.kind, line.before and line.before[1].strip(), line.after and line.after[1].strip())
        for line in lines
        if line.kind != "equal"
    ]


def test_what_came_went_and_changed() -> None:
    before: JSON = {"a": 1, "b": 2, "d": [1, 2]}
    after: JSON = {"a": 1, "b": 3, "c": 4, "d": [2]}
    assert texts(beside(before, after)) == [
        ("changed", '"b": 2,', '"b": 3,'),
        ("added", None, '"c": 4,'),
        ("removed", "1,", None),
    ]


def test_the_order_of_keys_is_no_difference() -> None:
    assert beside({"a": 1, "b": {"c": 1, "d": 2}}, {"b": {"d": 2, "c": 1}, "a": 1}) == []


def test_lines_are_numbered_on_each_side() -> None:
    before, after = [*range(50), "x"], ["new", *range(50), "y"]
    lines = beside(before, after)
    (added,) = [line for line in lines if line.kind == "added"]
    assert added.after == (2, '  "new",')
    assert lines[-1].before == (53, "]")
    assert lines[-1].after == (54, "]")


def test_equal_lines_far_from_a_difference_are_left_out() -> None:
    numbers: list[JSON] = list(range(100))
    lines = beside({"a": 1, "list": numbers, "z": 1}, {"a": 2, "list": numbers, "z": 2})
    assert [line.kind for line in lines].count("gap") == 1
    assert len(lines) < 20


def test_nothing_hides_or_turns_the_text() -> None:
    (line,) = [each for each in beside(["a"], ["\u202eb"]) if each.kind == "changed"]
    assert line.after is not None
    assert "\\u202e" in line.after[1]


def test_too_long() -> None:
    numbers = list(range(MOST_LINES + 1))
    with pytest.raises(TooLong):
        beside([-1, *numbers, -1], [-2, *(each + 1_000_000 for each in numbers), -2])


def test_a_long_document_with_a_small_difference_is_shown() -> None:
    numbers: list[Any] = list(range(20 * MOST_LINES))
    lines = beside(numbers, [*numbers[:50_000], "new", *numbers[50_000:]])
    assert texts(lines) == [("gap", None, None), ("added", None, '"new",')]


_json = st.recursive(st.integers(0, 3) | st.sampled_from("ab"), lambda inner: (
    st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
), max_leaves=12)  # fmt: skip


@given(_json, _json)
def test_each_side_can_be_read_whole(before: Any, after: Any) -> None:
    """What is not told is equal; empty exactly if the two are."""
    lines = beside(before, after)
    assert (lines == []) == (before == after)
    left = [line.before[0] for line in lines if line.before]
    right = [line.after[0] for line in lines if line.after]
    assert left == sorted(set(left))
    assert right == sorted(set(right))
    for line in lines:
        if line.kind == "equal":
            assert line.before is not None
            assert line.after is not None
            assert line.before[1] == line.after[1]
