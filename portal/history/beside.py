"""Two documents beside each other, line by line, as text."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final, Literal

from portal.schema.value import JSON

MOST_LINES: Final = 4_000  # of a side, where it differs; more take a browser and difflib too long
_CONTEXT: Final = 3  # equal lines shown around what differs


class TooLong(ValueError):
    """Two documents that differ in more lines than can be set beside each other."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of each side with its number; None where a side has none."""

    kind: Literal["equal", "changed", "removed", "added", "gap"]
    before: tuple[int, str] | None = None
    after: tuple[int, str] | None = None


def beside(before: JSON, after: JSON) -> list[Line]:
    """Return what differs between the documents as text, with some lines around it.

    Keys are sorted, so that what stands elsewhere alone is no difference. Raises TooLong.
    """
    old, new = _lines(before), _lines(after)
    start, end = _equal_ends(old, new)
    if max(len(old), len(new)) - start - end > MOST_LINES:
        raise TooLong
    skipped = max(0, start - _CONTEXT)  # what both begin and end with needs no matching
    kept = max(0, end - _CONTEXT)
    left, right = old[skipped : len(old) - kept], new[skipped : len(new) - kept]
    found: list[Line] = []
    matcher = SequenceMatcher(None, left, right, autojunk=len(left) * len(right) > 250_000)
    for group in matcher.get_grouped_opcodes(_CONTEXT):
        if group[0][1] + skipped:
            found.append(Line("gap"))
        for tag, i1, i2, j1, j2 in group:
            found += _paired(
                tag,
                [(skipped + number + 1, left[number]) for number in range(i1, i2)],
                [(skipped + number + 1, right[number]) for number in range(j1, j2)],
            )
    return found


def _lines(document: JSON) -> list[str]:
    text = json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True)
    return [line if line.isprintable() else _escaped(line) for line in text.split("\n")]


def _escaped(line: str) -> str:
    return "".join(each if each.isprintable() else json.dumps(each)[1:-1] for each in line)


def _equal_ends(old: list[str], new: list[str]) -> tuple[int, int]:
    """How many lines at the start and at the end are the same."""
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - start
    end = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    return start, end


def _paired(
    tag: str, before: list[tuple[int, str]], after: list[tuple[int, str]]
) -> Iterator[Line]:
    if tag == "equal":
        for old, new in zip(before, after, strict=True):
            yield Line("equal", old, new)
        return
    for left, right in zip_longest(before, after):
        if left is None:
            yield Line("added", after=right)
        elif right is None:
            yield Line("removed", left)
        else:
            yield Line("changed", left, right)
