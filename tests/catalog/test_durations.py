"""Durations are read as they are written."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.catalog import durations


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("90s", timedelta(seconds=90)),
        ("15m", timedelta(minutes=15)),
        (" 1h ", timedelta(hours=1)),
        ("7d", timedelta(days=7)),
        ("999999d", timedelta(days=999_999)),
    ],
)
def test_a_number_and_a_unit_are_read(text: str, duration: timedelta) -> None:
    assert durations.parse(text) == duration


@pytest.mark.parametrize("text", ["", "1", "h", "0s", "-1h", "1.5h", "1w", "1h30m", "1 h", "１h"])
def test_anything_else_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(ValueError, match="write a number and s, m, h or d, as in 1h"):
        durations.parse(text)


@given(st.integers(1, 999_999).map(lambda seconds: timedelta(seconds=seconds)))
def test_what_is_written_is_read_back(duration: timedelta) -> None:
    assert durations.parse(durations.render(duration)) == duration


@pytest.mark.parametrize(
    ("seconds", "text"), [(86400, "1d"), (5400, "90m"), (7200, "2h"), (59, "59s")]
)
def test_the_shortest_form_is_written(seconds: int, text: str) -> None:
    assert durations.render(timedelta(seconds=seconds)) == text
