"""Scalars at the boundaries of what a subschema says, on either side of them."""

from collections.abc import Iterator
from math import ceil, floor
from typing import Final

from portal.schema.impact.local import formats, patterns
from portal.schema.impact.local.validity.scalars import Number, exact, is_number
from portal.schema.value import JSON

Object = dict[str, JSON]
FRESH: Final = "other-property"  # a name that nobody declares
LARGEST: Final = 5_000  # characters, items, properties
_BOUNDS: Final = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_EXACT: Final = 2**52


def strings(schema: Object) -> Iterator[str]:
    least, most = count(schema, "minLength"), count(schema, "maxLength", 64)
    if isinstance(pattern := schema.get("pattern"), str):
        for size in {0, least, most}:
            yield from patterns.samples(pattern, size)
    yield from (text for text, of in formats.SAMPLES.items() if schema.get("format") in of)
    for size in sorted({least, least + 1, most}):
        if size <= LARGEST:
            yield "x" * size


def numbers(schema: Object) -> Iterator[JSON]:
    bounds = [bound for name in _BOUNDS if is_number(bound := schema.get(name))]
    divisor = schema.get("multipleOf", schema.get("divisibleBy"))
    if is_number(divisor) and divisor:
        yield from _multiples(divisor, bounds)
    for bound in bounds:
        yield from around(bound)
    if len(bounds) > 1 and all(abs(bound) < _EXACT for bound in bounds):
        yield (bounds[0] + bounds[1]) / 2


def around(bound: Number) -> Iterator[Number]:
    """Yield a bound and numbers close to it on both sides."""
    yield from (bound, bound - 1, bound + 1)
    if isinstance(bound, float):
        yield from (floor(bound), ceil(bound))
    if abs(bound) < _EXACT:  # else a double cannot hold it
        yield from (bound - 0.5, bound + 0.5)


def _multiples(divisor: int | float, bounds: list[Number]) -> Iterator[JSON]:
    for bound in [0, *bounds]:
        first = floor(exact(bound) / exact(divisor))
        for times in range(first - 1, first + 3):
            product = exact(divisor) * times
            if product.denominator == 1:
                yield int(product)
            elif abs(product) < _EXACT:
                yield float(product)


def beyond(schema: Object) -> Iterator[JSON]:
    """Yield values on the other side of each limit."""
    for keyword in _BOUNDS:
        if is_number(bound := schema.get(keyword)):
            yield from (bound, bound - 1, bound + 1)
    if "multipleOf" in schema or "divisibleBy" in schema:
        yield from (0.125, 1, 3)
    if (least := count(schema, "minLength")) <= LARGEST:
        yield "x" * (least - 1)
    if (most := count(schema, "maxLength", LARGEST)) < LARGEST:
        yield "x" * (most + 1)
    if isinstance(pattern := schema.get("pattern"), str):
        yield from patterns.counters(pattern)
    if "format" in schema:
        yield from (text for text, of in formats.SAMPLES.items() if schema["format"] not in of)
    if (most := count(schema, "maxItems", LARGEST)) < LARGEST:
        yield list(range(most + 1))
    if schema.get("uniqueItems") is True:
        yield [1, 1]
    if (most := count(schema, "maxProperties", LARGEST)) < LARGEST:
        yield {f"{FRESH}-{number}": number for number in range(most + 1)}
    yield {FRESH: "x"}


def count(schema: Object, keyword: str, default: int = 0) -> int:
    said = schema.get(keyword)
    return int(said) if is_number(said) and said >= 0 else default
