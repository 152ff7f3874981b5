"""What differs between two texts, line by line, with the words that differ."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from portal.prose import visible

_AROUND = 3  # unchanged lines that are shown before and after a changed one
_LONGEST = 2_000  # characters of a line whose words are compared
_LEAST_ALIKE = 0.4  # of two lines; below it, marking words would be noise
# Chinese is written without spaces: there each character is compared.
_WORD = re.compile(r"[^\W\u2e80-\uffff]+|\s+|.")

Kind: TypeAlias = Literal["same", "removed", "added", "skipped"]


@dataclass(frozen=True, slots=True)
class Part:
    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of either text; or, if it is "skipped", `count` lines that are alike in both.

    What would hide in it or turn it is made visible: it may be all that differs.
    """

    kind: Kind
    parts: tuple[Part, ...] = ()
    count: int = 0


def between(before: str, after: str) -> list[Line]:
    """The lines that lead from one text to the other; empty if they are the same."""
    old, new = before.splitlines(), after.splitlines()
    if old == new:
        return []
    lines: list[Line] = []
    codes = SequenceMatcher(None, old, new).get_opcodes()
    for at, (code, start, end, new_start, new_end) in enumerate(codes):
        if code == "equal":
            lines += _same(old[start:end], is_first=at == 0, is_last=at == len(codes) - 1)
        else:
            lines += _changed(old[start:end], new[new_start:new_end])
    return lines


def _same(lines: Sequence[str], *, is_first: bool, is_last: bool) -> Iterator[Line]:
    head = 0 if is_first else _AROUND
    tail = 0 if is_last else _AROUND
    skipped = len(lines) - head - tail
    if skipped < 2:  # to say so would take a line as well
        head, tail, skipped = len(lines), 0, 0
    yield from (_line("same", each) for each in lines[:head])
    if skipped:
        yield Line("skipped", count=skipped)
    yield from (_line("same", each) for each in lines[len(lines) - tail :])


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """Lines in place of others: each beside the one at its place, as far as there is one."""
    pairs = [_marked(*pair) for pair in zip(old, new, strict=False)]
    yield from (line for line, _ in pairs)
    yield from (_line("removed", each) for each in old[len(pairs) :])
    yield from (line for _, line in pairs)
    yield from (_line("added", each) for each in new[len(pairs) :])


def _marked(old: str, new: str) -> tuple[Line, Line]:
    """A line that became another one, with the words marked that differ."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, before, after)
    if max(len(old), len(new)) > _LONGEST or matcher.ratio() < _LEAST_ALIKE:
        return _line("removed", old), _line("added", new)
    codes = matcher.get_opcodes()
    removed = [Part(_text(before[a:b]), code != "equal") for code, a, b, _, _ in codes if a < b]
    added = [Part(_text(after[a:b]), code != "equal") for code, _, _, a, b in codes if a < b]
    return Line("removed", tuple(removed)), Line("added", tuple(added))


def _text(words: Sequence[str]) -> str:
    return visible("".join(words))


def _line(kind: Kind, text: str) -> Line:
    return Line(kind, (Part(visible(text)),))
