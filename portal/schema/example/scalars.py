"""Strings and numbers that are likely to be valid."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Final

from portal.schema.example.whole import Whole
from portal.schema.impact.local import patterns

_PLAIN: Final = "string"
_LONGEST: Final = 1_000
_MORE: Final = 10  # integers, for arrays whose items must differ
_UUID: Final = "2eb8aa08-aa98-11ea-b4aa-73b441d16380"
_MOMENT: Final = "2018-11-13T20:20:39Z"
_MD5: Final = "d41d8cd98f00b204e9800998ecf8427e"
_BY_FORMAT: Final = {
    "date": "2018-11-13",
    "date-time": _MOMENT,
    "duration": "P1D",
    "email": "joe@example.com",
    "hostname": "example.com",
    "idn-email": "joe@example.com",
    "idn-hostname": "example.com",
    "ip-address": "192.0.2.1",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "iri": "https://example.com/a",
    "iri-reference": "/a",
    "json-pointer": "/a/0",
    "regex": "^a+$",
    "relative-json-pointer": "1/a",
    "time": "20:20:39Z",
    "uri": "https://example.com/a",
    "uri-reference": "/a",
    "uri-template": "/a/{b}",
    "uuid": _UUID,
}
# What the end of a property's name promises, where nothing else is said.
_BY_NAME: Final = {
    "id": _UUID,
    "_at": _MOMENT,
    "url": "https://example.com/a",
    "uri": "https://example.com/a",
    "href": "https://example.com/a",
    "email": "joe@example.com",
    "checksum": _MD5,
}
# Tried where there is a pattern, before one is made from it.
_WELL_KNOWN: Final = (
    *(_UUID, _UUID.replace("-", ""), _UUID.upper(), _MOMENT, "2018-11-13", "20:20:39"),
    *("fa:16:3e:4c:2c:30", "192.0.2.1", "2001:db8::1", "joe@example.com", "https://example.com/a"),
    *("example.com", "example", "Example", "#1f77b4", "1.0", "1.0.0", "v1", "1", "x"),
)


def strings(whole: Whole, name: str) -> Iterator[str]:
    """Yield strings for a property called `name`, of the right length where nothing else is said.

    None that is known not to match its patterns.
    """
    least, most = whole.count("minLength", 0), whole.count("maxLength", _LONGEST)
    for text in _strings(whole, name, least, most):
        if least <= len(text) <= most and all(
            patterns.matches(pattern, text) is not False for pattern in whole.patterns
        ):
            yield text


def _strings(whole: Whole, name: str, least: int, most: int) -> Iterator[str]:
    yield from (_BY_FORMAT[each] for each in whole.formats if each in _BY_FORMAT)
    ending = next((end for end in _BY_NAME if name.lower().endswith(end)), None)
    if ending is not None:
        yield _BY_NAME[ending]
    for pattern in whole.patterns:
        yield from (text for text in _WELL_KNOWN if patterns.matches(pattern, text) is True)
        for size in (0, least, most):
            yield from patterns.samples(pattern, size)
    if least <= _LONGEST:
        yield (_PLAIN * (1 + least // len(_PLAIN)))[: max(least, len(_PLAIN))][:most]


def numbers(whole: Whole, *, whole_ones: bool) -> Iterator[int | float]:
    """Yield numbers within the limits, only integers if `whole_ones`."""
    bounds = {
        keyword: whole.limit(keyword)
        for keyword in ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")
    }
    steps = [whole.limit("multipleOf"), whole.limit("divisibleBy")]
    for number in _numbers([*bounds.values(), *steps], whole_ones):
        exact = _exact(number)
        if (
            ((low := bounds["minimum"]) is None or number >= low)
            and ((low := bounds["exclusiveMinimum"]) is None or number > low)
            and ((high := bounds["maximum"]) is None or number <= high)
            and ((high := bounds["exclusiveMaximum"]) is None or number < high)
            and not any(step and exact % _exact(step) for step in steps)
        ):
            yield number


def _numbers(said: list[int | float | None], whole_ones: bool) -> Iterator[int | float]:
    yield from (1, 0)
    for number in said:
        if number is not None:
            yield from (number,) if isinstance(number, int) or not whole_ones else ()
            yield from (ceil(number), floor(number), floor(number) + 1, ceil(number) - 1)
    present = [number for number in said if number is not None]
    if whole_ones:
        yield from range(2, 2 + _MORE)
        return
    yield 0.5
    yield from ((first + last) / 2 for first, last in pairwise(present))
    # Multiples just beyond each of the others.
    yield from (
        float(_exact(step) * (floor(_exact(number) / _exact(step)) + 1))
        for step in present
        for number in present
        if step
    )


def _exact(number: int | float) -> Fraction:
    """The number as it is written: 0.1 is a tenth."""
    return Fraction(repr(number))
