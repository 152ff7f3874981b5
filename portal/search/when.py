"""What `changed:` takes: an age (<30d, >1y), or a date, a month, a year (>2019-01-01, 2019)."""

import re
from collections.abc import Callable
from datetime import date, timedelta

_WHEN = re.compile(
    r"(?P<how><=|>=|<|>|)(?:(?P<age>\d{1,4})(?P<unit>[dwy])|(?P<date>\d{4}(?:-\d\d){0,2}))"
)
_DAYS = {"d": 1, "w": 7, "y": 365}

Holds = Callable[[str], bool]


def read(text: str) -> Callable[[date], Holds] | None:
    """What `text` asks of a day written as 2019-04-10, once it is told what day it is today.

    A month is compared with months and a year with years. None if it is no date and no age.
    """
    match = _WHEN.fullmatch(text)
    if match is None:
        return None
    how, on = match["how"], match["date"]
    if on:
        if not _is_date(on):
            return None
        return lambda today: lambda day: _compare(how or "=", day[: len(on)], on)
    if not how:
        return None
    days = int(match["age"]) * _DAYS[match["unit"]]
    # A smaller age is a later day.
    turned = how.translate(str.maketrans("<>", "><"))
    return lambda today: lambda day: _compare(turned, day, _ago(today, days))


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def _ago(today: date, days: int) -> str:
    return (today - timedelta(days=min(days, today.toordinal() - 1))).isoformat()


def _compare(how: str, one: str, other: str) -> bool:
    return (
        (how == "=" and one == other)
        or (">" in how and one > other)
        or ("<" in how and one < other)
        or (len(how) == 2 and one == other)
    )
