"""Texts and numbers on both sides of every limit that subschemas set."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from tests.schema.impact.proof.vocabulary import FORMATS

_NUMBERS: Final = ("maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum")
_STEPS: Final = ("multipleOf", "divisibleBy")
_LENGTHS: Final = ("maxLength", "minLength")
_LONGEST: Final = 70

Schemas = Iterable[Mapping[str, Any]]


def scalars(schemas: Schemas) -> Iterator[Any]:
    """Yield null, booleans, numbers and texts that these object schemas may tell apart."""
    known = list(schemas)
    yield from (None, True, False)
    for schema in known:
        yield from (value for value in schema.get("enum", ()) if not isinstance(value, dict | list))
        if "const" in schema and not isinstance(schema["const"], dict | list):
            yield schema["const"]
    yield from numbers(known)
    yield from texts(known)


def numbers(schemas: Schemas) -> Iterator[int | float]:
    """Yield numbers around each limit, alone and as multiples of each step."""
    limits = {0.0} | {float(value) for value in _values(schemas, _NUMBERS)}
    steps = {float(value) for value in _values(schemas, _STEPS) if value > 0}
    steps |= {a * b for a in steps for b in steps}
    steps |= {math.lcm(int(a), int(b)) * 1.0 for a in steps for b in steps if a % 1 == b % 1 == 0}
    yield from (0, 1, -1, 2, 0.5, 1000, -1000, 1000.5, -1000.5)
    for limit in limits:
        yield from map(_plain, (limit, limit - 1, limit + 1, limit - 0.5, limit + 0.5))
        yield from (math.floor(limit), math.ceil(limit), _plain(limit - 0.25), _plain(limit + 0.25))
        for step in steps:
            nearest = math.floor(limit / step)
            yield from (_plain(round((nearest + way) * step, 9)) for way in (-2, -1, 0, 1, 2, 3))
    for one in limits:
        yield from (_plain((one + other) / 2) for other in limits)


def texts(schemas: Schemas) -> Iterator[str]:
    """Yield texts of lengths around each limit, which match the known patterns and formats."""
    known = list(schemas)
    lengths = {0, 1, 2, 3, 4}
    for length in _values(known, _LENGTHS):
        lengths |= {int(length) - 1, int(length), int(length) + 1}
    patterns = tuple(sorted({p for schema in known if isinstance(p := schema.get("pattern"), str)}))
    yield from _of_lengths(tuple(sorted(n for n in lengths if 0 <= n <= _LONGEST)), patterns)
    for schema in known:
        yield from FORMATS.get(str(schema.get("format")), ())
    if any("format" in schema for schema in known):
        wrong = ("[", "%%", "\x00", "2026-13-45")
        yield from (*wrong, *(f"{text}abxb" for text in wrong))


@lru_cache(5000)
def _of_lengths(lengths: tuple[int, ...], patterns: tuple[str, ...]) -> tuple[str, ...]:
    """For each length, one text for each set of these patterns that texts can match."""
    found: dict[tuple[int, tuple[bool, ...]], str] = {}
    for length in lengths:
        for text in _shapes(length):
            found.setdefault((length, tuple(bool(re.search(p, text)) for p in patterns)), text)
    return tuple(found.values())


def _shapes(length: int) -> Iterator[str]:
    for fill in ("x", "a", "0", "B", "é"):
        yield fill * length
        if length > 1:
            yield from ("a" + fill * (length - 1), fill * (length - 1) + "b")
            yield "a" + fill * (length - 2) + "b"
    if length == 1:
        yield from ("b", "c", "-")


def _values(schemas: Schemas, keywords: Iterable[str]) -> Iterator[float]:
    for schema in schemas:
        for keyword in keywords:
            value = schema.get(keyword)
            if isinstance(value, int | float) and not isinstance(value, bool):
                yield value


def _plain(number: float) -> int | float:
    """An integer as an integer: to draft 4, 1.0 is none."""
    return int(number) if number % 1 == 0 else number
