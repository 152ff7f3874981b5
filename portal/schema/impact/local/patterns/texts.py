"""Texts that match a pattern, and texts that do not."""

from typing import Final

from portal.schema.impact.local.patterns import charset
from portal.schema.impact.local.patterns.matching import matches
from portal.schema.impact.local.patterns.syntax import Atom, Group, Item, Sequence, read

_LONGEST: Final = 5_000
_MOST: Final = 4  # alternatives that are tried
_PREFERRED: Final = "xa0A_-. /:@b1"
_ODD: Final = ("", "x", "!", " ", "~~", "0", "xX0", "\n", "x" * 70, "!" * 9)


def samples(pattern: str, length: int = 0) -> list[str]:
    """Return texts that match, as short as can be, but of a length if one is given."""
    texts = [_sequence(one, length) for one in (read(pattern) or ())[:_MOST]]
    return [text for text in texts if text is not None and matches(pattern, text) is True]


def counters(pattern: str) -> list[str]:
    """Return texts that certainly do not match."""
    shorter = [text[:-1] for text in samples(pattern) if text]
    return [text for text in (*_ODD, *shorter) if matches(pattern, text) is False]


def _sequence(items: Sequence, length: int) -> str | None:
    """Return a text of a sequence, filled up to a length where an item may stand more often."""
    parts = [_atom(item.atom) for item in items]
    if any(part is None for part in parts):
        return None
    times = [item.least for item in items]
    left = length - sum(len(part or "") * time for part, time in zip(parts, times, strict=True))
    if left < length - _LONGEST or length > _LONGEST:
        return None
    for index, (item, part) in enumerate(zip(items, parts, strict=True)):
        if part and left >= len(part):
            more = min(left // len(part), _room(item))
            times[index] += more
            left -= more * len(part)
    return "".join((part or "") * time for part, time in zip(parts, times, strict=True))


def _room(item: Item) -> int:
    return _LONGEST if item.most is None else item.most - item.least


def _atom(atom: Atom) -> str | None:
    if isinstance(atom, Group):
        return next(filter(None, (_sequence(one, 0) for one in atom.alternatives)), "")
    for character in _PREFERRED:
        if charset.has(atom, character):
            return character
    return chr(atom[0][0]) if atom and atom[0][0] < 0xD800 else None
