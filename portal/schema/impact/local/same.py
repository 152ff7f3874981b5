"""Equal JSON values: 1 and 1.0 are, 1 and true are not."""

from collections.abc import Iterable

from portal.schema.canonical import encode
from portal.schema.value import JSON


def is_same(this: JSON, that: JSON) -> bool:
    if isinstance(this, str) or isinstance(that, str):
        return this == that
    return encode(this) == encode(that)


def is_among(value: JSON, values: list[JSON]) -> bool:
    if isinstance(value, str):
        return value in values
    text = encode(value)
    return any(not isinstance(one, str) and encode(one) == text for one in values)


def distinct(values: Iterable[JSON]) -> dict[str, JSON]:
    """Return values by their canonical forms."""
    return {encode(value): value for value in values}
