"""Reading a pattern: the part of ECMA-262's regular expressions that means the same everywhere."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from portal.schema.impact.local.patterns import charset
from portal.schema.impact.local.patterns.charset import Charset

Alternatives: TypeAlias = tuple["Sequence", ...]
Atom: TypeAlias = "Charset | Group"


@dataclass(frozen=True, slots=True)
class Group:
    """What stands in brackets: one of several sequences."""

    alternatives: Alternatives


@dataclass(frozen=True, slots=True)
class Item:
    """An atom, at least and at most so many times in a row; without end if `most` is None."""

    atom: Atom
    least: int = 1
    most: int | None = 1


Sequence: TypeAlias = tuple[Item, ...]
ANYTHING: Final = Item(charset.ANY, 0, None)

_LONGEST: Final = 2_000
_DEEPEST: Final = 20
_MOST_TIMES: Final = 5_000
_CLASSES: Final = {
    "d": charset.DIGITS,
    "D": charset.complement(charset.DIGITS),
    "w": charset.WORD,
    "W": charset.complement(charset.WORD),
    "s": charset.SPACE,
    "S": charset.complement(charset.SPACE),
}
_CONTROLS: Final = {"f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_SYNTAX: Final = frozenset("^$\\.*+?()[]{}|/-")
_TIMES: Final = {"*": (0, None), "+": (1, None), "?": (0, 1)}


class _Unread(Exception):
    """The pattern has what is not read here."""


@lru_cache(maxsize=1024)
def read(pattern: str) -> Alternatives | None:
    """Return the sequences of which a text must be one as a whole; None if it cannot be told.

    What is not anchored has ANYTHING around it.
    """
    if len(pattern) > _LONGEST:
        return None
    try:
        return _Reader(pattern).whole()
    except _Unread:
        return None


class _Reader:
    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0
        self._depth = 0

    def whole(self) -> Alternatives:
        alternatives = [self._anchored()]
        while self._take("|"):
            alternatives.append(self._anchored())
        if self._at < len(self._pattern):
            raise _Unread
        return tuple(alternatives)

    def _anchored(self) -> Sequence:
        """Anchors are read only around what is an alternative of the whole pattern."""
        head = () if self._take("^") else (ANYTHING,)
        items = self._sequence()
        tail = () if self._take("$") else (ANYTHING,)
        return (*head, *items, *tail)

    def _sequence(self) -> Sequence:
        items: list[Item] = []
        while self._next() not in ("", "|", ")", "$"):
            atom = self._atom()
            items.append(Item(atom, *self._times()))
        return tuple(items)

    def _atom(self) -> Atom:
        character = self._advance()
        if character == "(":
            return self._group()
        if character == "[":
            return self._class()
        if character == ".":
            return charset.NOT_A_LINE_END
        if character == "\\":
            return self._escape()
        if character in _SYNTAX - {"/", "-"}:
            raise _Unread
        return _single(character)

    def _group(self) -> Group:
        if self._take("?") and not self._take(":"):
            raise _Unread
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _Unread
        alternatives = [self._sequence()]
        while self._take("|"):
            alternatives.append(self._sequence())
        if not self._take(")"):
            raise _Unread
        self._depth -= 1
        return Group(tuple(alternatives))

    def _class(self) -> Charset:
        is_negated = self._take("^")
        ranges: list[tuple[int, int]] = []
        while not self._take("]"):
            first = self._member()
            if self._next() == "-" and self._pattern[self._at + 1 : self._at + 2] not in ("]", ""):
                self._advance()
                last = self._member()
                if len(first) != 1 or len(last) != 1 or first[0][0] > last[0][0]:
                    raise _Unread
                ranges.append((first[0][0], last[0][1]))
            else:
                ranges += first
        found = charset.union(ranges)
        return charset.complement(found) if is_negated else found

    def _member(self) -> Charset:
        character = self._advance()
        if character in ("[", "&", "~"):  # means more in other syntaxes
            raise _Unread
        return self._escape() if character == "\\" else _single(character)

    def _escape(self) -> Charset:
        character = self._advance()
        if character in _CLASSES:
            return _CLASSES[character]
        if character in _CONTROLS:
            return _single(_CONTROLS[character])
        if character in ("x", "u"):
            size = 2 if character == "x" else 4
            digits = "".join(self._advance() for _ in range(size))
            try:
                return _single(chr(int(digits, 16)))
            except ValueError:
                raise _Unread from None
        if character.isalnum() or character == "_":
            raise _Unread
        return _single(character)

    def _times(self) -> tuple[int, int | None]:
        character = self._next()
        times: tuple[int, int | None] = (1, 1)
        if character in _TIMES:
            self._advance()
            times = _TIMES[character]
        elif character == "{":
            times = self._braces()
        else:
            return times
        self._take("?")  # as few as possible: the same texts match
        if self._next() in ("*", "+", "?", "{"):
            raise _Unread
        return times

    def _braces(self) -> tuple[int, int | None]:
        end = self._pattern.find("}", self._at)
        least, comma, most = self._pattern[self._at + 1 : max(end, 0)].partition(",")
        numbers = [least, *([most] if most else [])]
        if not all(number.isascii() and number.isdigit() and len(number) < 6 for number in numbers):
            raise _Unread
        self._at = end + 1
        first = int(least)
        last = int(most) if most else None if comma else first
        if first > _MOST_TIMES or (last is not None and last < first):
            raise _Unread
        return first, last

    def _next(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _advance(self) -> str:
        character = self._next()
        if not character:
            raise _Unread
        self._at += 1
        return character

    def _take(self, character: str) -> bool:
        is_there = self._next() == character
        self._at += is_there
        return is_there


def _single(character: str) -> Charset:
    return ((ord(character), ord(character)),)
