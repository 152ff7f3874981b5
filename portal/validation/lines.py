"""Where in a JSON text a value stands, so that what is wrong with it can be told beside it."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from portal.schema import pointer as json_pointer

# Of a text that has been parsed: strings, signs, line breaks, and numbers and words.
_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},]|\n|[^\s\[\]{},:"]+')


_READABLE: Final = 100  # characters that a line with several values may have
_FEW: Final = 2  # strings, numbers and words of one member: its name, its value


def are_crowded(text: str) -> bool:
    """Whether values share lines, so that what is said of a line may be meant for any of them."""
    rows = text.strip().split("\n")
    return len(rows) == 1 or any(len(row) > _READABLE and _has_several(row) for row in rows)


def _has_several(row: str) -> bool:
    values = (match for match in _TOKEN.finditer(row) if match[0] not in "[]{},")
    return sum(1 for _ in islice(values, _FEW + 1)) > _FEW


@dataclass(slots=True)
class _Wanted:
    """A place that is wanted, or one on the way to it."""

    pointer: str | None = None
    below: dict[str, "_Wanted"] = field(default_factory=dict)


@dataclass(slots=True)
class _Open:
    """An array or object that has not been closed; `index` is None for an object."""

    wanted: _Wanted | None
    index: int | None


def lines(text: str, pointers: Iterable[str]) -> dict[str, int]:
    """Return the lines, from 1, of the values at these JSON Pointers.

    `text` is JSON that has been parsed. A member stands in the line of its name. A pointer that
    leads nowhere has no line.
    """
    return _Reader(_tree(pointers)).read(text)


def _tree(pointers: Iterable[str]) -> _Wanted:
    root = _Wanted()
    for pointer in pointers:
        at = root
        for token in json_pointer.split(pointer):
            at = at.below.setdefault(token, _Wanted())
        at.pointer = pointer
    return root


class _Reader:
    def __init__(self, wanted: _Wanted) -> None:
        self._found: dict[str, int] = {}
        self._open: list[_Open] = []
        self._next: _Wanted | None = wanted  # the place of the value that comes next
        self._is_name = False  # what comes next is the name of a member
        self._line = 1

    def read(self, text: str) -> dict[str, int]:
        for match in _TOKEN.finditer(text):
            token = match[0]
            if token == "\n":
                self._line += 1
            elif token in {"]", "}"}:
                self._open.pop()
                self._is_name = False
            elif token == ",":
                self._go_on()
            elif self._is_name:
                self._is_name = False
                self._expect(json.loads(token) if self._wants else "")
            else:
                self._value(token)
        return self._found

    @property
    def _wants(self) -> bool:
        """Whether anything is wanted in the innermost array or object."""
        return self._open[-1].wanted is not None

    def _value(self, token: str) -> None:
        if self._next is not None and self._next.pointer is not None:
            self._found.setdefault(self._next.pointer, self._line)
        if token == "{":
            self._open.append(_Open(self._next, None))
            self._is_name = True
        elif token == "[":
            self._open.append(_Open(self._next, 0))
            self._expect("0")

    def _go_on(self) -> None:
        around = self._open[-1]
        if around.index is None:
            self._is_name = True
        else:
            around.index += 1
            self._expect(str(around.index))

    def _expect(self, token: str) -> None:
        """The value at `token` of the innermost array or object comes next."""
        around = self._open[-1].wanted
        self._next = None if around is None else around.below.get(token)
        if self._next is not None and self._next.pointer is not None and self._is_member:
            self._found.setdefault(self._next.pointer, self._line)

    @property
    def _is_member(self) -> bool:
        return self._open[-1].index is None
