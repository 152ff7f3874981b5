"""Sets of characters, as sorted ranges of code points."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import Final, TypeAlias

Range: TypeAlias = tuple[int, int]  # the first and the last
Charset: TypeAlias = tuple[Range, ...]  # in order, none touching the next

_LAST: Final = 0x10FFFF


def union(ranges: Iterable[Range]) -> Charset:
    """Return what any of the ranges has."""
    merged: list[Range] = []
    for first, last in sorted(ranges):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return tuple(merged)


def complement(charset: Charset) -> Charset:
    """Return all the others."""
    starts = [0, *(last + 1 for _, last in charset)]
    ends = [*(first - 1 for first, _ in charset), _LAST]
    return tuple((first, last) for first, last in zip(starts, ends, strict=True) if first <= last)


def has(charset: Charset, character: str) -> bool:
    """Tell whether a character is in it."""
    index = bisect_right(charset, (ord(character), _LAST)) - 1
    return index >= 0 and ord(character) <= charset[index][1]


def within(inner: Charset, outer: Charset) -> bool:
    """Tell whether a set has no character that another lacks."""
    return union((*inner, *outer)) == outer


def _of(text: str) -> Charset:
    return union((ord(character), ord(character)) for character in text)


ANY: Final[Charset] = ((0, _LAST),)
DIGITS: Final = union([(ord("0"), ord("9"))])
WORD: Final = union([*DIGITS, (ord("A"), ord("Z")), (ord("_"), ord("_")), (ord("a"), ord("z"))])
# ECMA-262 sections 12.2 and 12.3: WhiteSpace and LineTerminator.
SPACE: Final = union(
    [
        *_of("\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff"),
        (0x2000, 0x200A),
    ]
)
NOT_A_LINE_END: Final = complement(_of("\n\r\u2028\u2029"))
