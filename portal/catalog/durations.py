"""Durations as operators write them: 90s, 15m, 1h, 7d."""

import re
from datetime import timedelta

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def parse(text: str) -> timedelta:
    """The duration that `text` stands for. Raises ValueError with the forms it may have."""
    match = re.fullmatch(r"([1-9][0-9]{0,5})([smhd])", text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a duration: write a number and s, m, h or d, as in 1h")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def render(duration: timedelta) -> str:
    """The shortest form of `duration` that `parse` reads back."""
    number, unit = largest(duration)
    return f"{number}{unit}"


def largest(duration: timedelta) -> tuple[int, str]:
    """`duration` in the largest unit that fits whole: how many, and which of s, m, h and d."""
    seconds = int(duration.total_seconds())
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60)):
        if seconds % size == 0:
            return seconds // size, unit
    return seconds, "s"
