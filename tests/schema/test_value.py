"""JSON values: their types, and how a sentence quotes them."""

from typing import Any

import pytest

from portal.schema.value import ABSENT, is_of_type, quote, type_name


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (None, "null"), (True, "boolean"), (1, "integer"), (1.0, "integer"), (1.5, "number"),
        ("", "string"), ([], "array"), ({}, "object"),
    ],
)  # fmt: skip
def test_a_value_has_its_narrowest_type(value: Any, name: str) -> None:
    assert type_name(value) == name
    assert is_of_type(value, name)


def test_an_integer_is_a_number_and_true_is_not() -> None:
    assert is_of_type(1, "number")
    assert not is_of_type(True, "number")
    assert not is_of_type(1.5, "integer")


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("a", '"a"'),
        ("é\n", '"\\u00e9\\n"'),
        ("é", '"é"'),
        ("\u202e", '"\\u202e"'),
        ("x" * 10_000, f'"{"x" * 59}…'),
        ([1, None], "[1, null]"),
    ],
)
def test_a_quote_is_json_that_shows_everything_and_is_short(value: Any, quoted: str) -> None:
    assert quote(value) == quoted


def test_absent_is_false_and_says_its_name() -> None:
    assert not ABSENT
    assert repr(ABSENT) == "ABSENT"
