"""What differs between two documents: facts, never a judgement on them.

Every difference that the canonical form keeps is told, once, and nothing else:

- A property that is only on one side is one change, whatever it holds: `keyword` is None and
  the value is its subschema. So is any other subschema; `keyword` is the one it sits under.
- Where a subschema is true or false on one side and an object on the other, it has changed as a
  whole.
- `type`, `enum` and `required` are sets: each member that came or went is a change of its own,
  with `member` set. If the whole keyword came or went, it is one change, like any keyword.
- A member of `required` is told of the object schema that demands it, with the path and the
  pointer of the property that it names, if the object schema declares it on either side.
- The branches of `allOf`, `anyOf` and `oneOf` (in draft 3 of `extends`) are matched where they
  are equal, so that a new first branch is not a change of all; if equal ones stand in another
  order, the keyword has changed. `prefixItems` and an array in `items` go by index: there it
  has meaning.
- Any other keyword is compared as a value, also one that no dialect knows.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, TypeAlias

from portal.schema.canonical import SETS, Marker
from portal.schema.change import Change, Place, Side
from portal.schema.dialect import Dialect
from portal.schema.value import ABSENT, JSON
from portal.schema.walk import Shape, held, shape

__all__ = ["Change", "diff"]

Changes: TypeAlias = Iterator[Change]
Object: TypeAlias = Mapping[str, JSON]
Entries: TypeAlias = Mapping[str | None, JSON]  # what a keyword holds, by name or index
Marks: TypeAlias = Mapping[str | None, str]  # of entries; equal if these are
Order: TypeAlias = Callable[[str | None], Any]

_ANY_ORDER: Final = frozenset({"allOf", "anyOf", "disallow", "extends", "oneOf"})


def diff(
    before: JSON, after: JSON, dialect_before: Dialect, dialect_after: Dialect | None = None
) -> tuple[Change, ...]:
    """Return what differs between two documents, in the order of names, not of the documents.

    Empty exactly if their canonical digests in one dialect are equal; with the sides swapped,
    the same changes the other way round. References are compared as they stand, not followed.
    """
    comparison = _Comparison(dialect_before, dialect_after or dialect_before)
    return tuple(comparison.schemas(Place("", "", None), before, after))


class _Comparison:
    """Two documents in their dialects; each method yields what differs."""

    def __init__(self, before: Dialect, after: Dialect) -> None:
        self._before = Marker(before)
        self._after = Marker(after)

    def schemas(self, place: Place, before: Side, after: Side) -> Changes:
        """Compare what stands where a subschema does."""
        marks = [
            None if side is ABSENT else marker.schema(side)
            for side, marker in ((before, self._before), (after, self._after))
        ]
        if marks[0] == marks[1]:
            return
        if not (isinstance(before, dict) and isinstance(after, dict)):
            yield place.change(place.keyword, before, after)
            return
        for keyword in sorted(before.keys() | after.keys()):
            yield from self._keyword(place, keyword, before, after)

    def _keyword(self, place: Place, keyword: str, before: Object, after: Object) -> Changes:
        old, new = before.get(keyword, ABSENT), after.get(keyword, ABSENT)
        sides = (old, self._before), (new, self._after)
        shapes = {shape(keyword, side, at.dialect) for side, at in sides if side is not ABSENT}
        entries = [_entries(keyword, side, at.dialect) for side, at in sides]
        if keyword in SETS:
            yield from self._set(place, keyword, before, after)
        elif len(shapes) > 1 or None in shapes or not any(entries):
            yield from self._values(place, keyword, old, new)
        elif keyword in _ANY_ORDER and shapes == {Shape.ARRAY}:
            yield from self._branches(place, keyword, *entries)
        else:
            order = _index if shapes == {Shape.ARRAY} else str
            yield from self._places(place, keyword, *entries, order=order)

    def _places(
        self, place: Place, keyword: str, before: Entries, after: Entries, *, order: Order
    ) -> Changes:
        """Compare what a keyword holds name by name, or index by index."""
        for name in sorted(before.keys() | after.keys(), key=order):
            sides = before.get(name, ABSENT), after.get(name, ABSENT)
            yield from self.schemas(place.below(keyword, name), *sides)

    def _branches(self, place: Place, keyword: str, before: Entries, after: Entries) -> Changes:
        """Set aside the branches that are equal, and compare the others index by index."""
        pairs = _match(
            {name: self._before.schema(entry) for name, entry in before.items()},
            {name: self._after.schema(entry) for name, entry in after.items()},
        )
        now = [_index(pairs[name]) for name in before if name in pairs]
        if now != sorted(now):
            yield place.change(keyword, [*before.values()], [*after.values()])
        rest_before = {name: entry for name, entry in before.items() if name not in pairs}
        matched = set(pairs.values())
        rest_after = {name: entry for name, entry in after.items() if name not in matched}
        yield from self._places(place, keyword, rest_before, rest_after, order=_index)

    def _set(self, place: Place, keyword: str, before: Object, after: Object) -> Changes:
        """Compare a set by its members, where both sides have one."""
        sides = before.get(keyword, ABSENT), after.get(keyword, ABSENT)
        old = _members(keyword, sides[0], self._before)
        new = _members(keyword, sides[1], self._after)
        if old is None or new is None or old.keys() == new.keys():
            yield from self._values(place, keyword, *sides)
            return
        for text in sorted(old.keys() ^ new.keys()):
            name = old[text] if text in old else new[text]
            member = old.get(text, ABSENT), new.get(text, ABSENT)
            change = place.change(keyword, *member, member=True)
            if keyword == "required" and isinstance(name, str) and _declares(name, before, after):
                named = place.below("properties", name)
                change = replace(change, path=named.path, property=named.property)
            yield change

    def _values(self, place: Place, keyword: str, before: Side, after: Side) -> Changes:
        marks = [
            None if side is ABSENT else marker.keyword(keyword, side)
            for side, marker in ((before, self._before), (after, self._after))
        ]
        if marks[0] != marks[1]:
            yield place.change(keyword, before, after)


def _entries(keyword: str, side: Side, dialect: Dialect) -> Entries:
    return {} if side is ABSENT else dict(held(keyword, side, dialect))


def _members(keyword: str, value: Side, marker: Marker) -> dict[str, JSON] | None:
    """Return the members of a set by their marks, or None if it is not one."""
    if keyword == "type" and isinstance(value, str):
        value = [value]
    if not isinstance(value, list):
        return None
    return dict(zip(marker.members(keyword, value), value, strict=True))


def _match(before: Marks, after: Marks) -> dict[str | None, str | None]:
    """Pair equal branches, those at one index first, then each with the first that is left."""
    pairs = {name: name for name, mark in before.items() if after.get(name) == mark}
    left: dict[str, deque[str | None]] = defaultdict(deque)
    for name, mark in after.items():
        if name not in pairs:
            left[mark].append(name)
    for name, mark in before.items():
        if name not in pairs and left[mark]:
            pairs[name] = left[mark].popleft()
    return pairs


def _declares(name: str, *schemas: Object) -> bool:
    """Tell whether any of these object schemas declares a property."""
    declared = (schema.get("properties") for schema in schemas)
    return any(isinstance(properties, dict) and name in properties for properties in declared)


def _index(token: str | None) -> int:
    return int(token or 0)
