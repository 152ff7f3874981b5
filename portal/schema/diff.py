"""What differs between two documents: facts, never a judgement on them.

Every difference that the canonical form keeps is told, once, and nothing else:

- A property that is only on one side is one change, whatever it holds: its `keyword` is None and
  the value is its subschema. So is any other subschema; `keyword` is the one it sits under.
- Where a subschema is true or false on one side and an object on the other, it has changed as a
  whole.
- `type`, `enum` and `required` are sets: each member that came or went is a change of its own,
  with `member` set. If the whole keyword came or went, it is one change, like any keyword; so it
  is where a side writes a single type as an array, or the members would not say which it does.
- A member of `required` is told of the object schema that demands it, with the path and the
  pointer of the property that it names, if the object schema declares it on either side.
- The branches of `allOf`, `anyOf` and `oneOf` (in draft 3 of `extends`) are matched where they
  are equal, so that a new first branch is not a change of all; if equal ones stand in another
  order, the keyword has changed as well, to its whole new value. `prefixItems` and an array in
  `items` go by index: there it has meaning.
- A keyword whose subschemas have all come, or have all gone, is told only by them. Where it
  stands empty on that other side, that is a change of its own.
- Any other keyword is compared as a value, also one that no dialect knows.

So the changes say all that it takes to make the one document of the other.
"""

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias, TypeVar

from portal.schema.canonical import SETS, Marker
from portal.schema.change import Change, Difference, Place, Side
from portal.schema.dialect import Dialect
from portal.schema.same import really, same
from portal.schema.value import ABSENT, JSON
from portal.schema.walk import Shape, shape

__all__ = ["ANY_ORDER", "Change", "Comparison", "diff"]

Object: TypeAlias = Mapping[str, JSON]
Name = TypeVar("Name", str, int)
Branches: TypeAlias = dict[int, JSON]  # by index

ANY_ORDER: Final = frozenset({"allOf", "anyOf", "disallow", "extends", "oneOf"})
# To look ahead at every depth whether two branches are equal takes quadratic time in a document
# that is deep and large, so from here on it is done at few: at these.
_LOOKS_AHEAD: Final = frozenset({*range(16), 32, 64, 128})


def diff(
    before: JSON, after: JSON, dialect_before: Dialect, dialect_after: Dialect | None = None
) -> tuple[Change, ...]:
    """Return what differs between two documents, in the order of names, not of the documents.

    Empty exactly if their canonical digests in one dialect are equal; with the sides swapped,
    the same changes the other way round. References are compared as they stand, not followed.
    """
    comparison = Comparison(dialect_before, dialect_after or dialect_before)
    return tuple(change for change, _ in comparison.differences(Place(before, after)))


class Comparison:
    """Compares subschemas of two documents, each document in its dialect."""

    def __init__(self, before: Dialect, after: Dialect) -> None:
        self._before = Marker(before)
        self._after = Marker(after)
        self._found: list[Difference] = []

    def differences(self, place: Place) -> list[Difference]:
        """Return what differs between the subschemas of a place, as diff() does."""
        self._found = []
        self._subschemas(place, 0)
        return self._found

    def _subschemas(self, place: Place, depth: int) -> None:
        """Compare what stands where a subschema does; `depth` counts the keywords above it."""
        before, after = place.before, place.after
        if isinstance(before, dict) and isinstance(after, dict):
            for keyword in _differing(before, after, depth):
                self._keyword(place, keyword, before, after, depth)
        elif before is ABSENT or after is ABSENT or not self._equal(before, after):
            self._found.append((place.whole(), place))

    def _keyword(
        self, place: Place, keyword: str, before: Object, after: Object, depth: int
    ) -> None:
        old, new = before.get(keyword, ABSENT), after.get(keyword, ABSENT)
        if keyword in SETS:
            self._set(place, keyword, before, after)
            return
        held = self._shape(keyword, old, new)
        if held is Shape.ONE:
            self._subschemas(place.below(keyword, None, old, new), depth + 1)
        elif held is None or not (old or new):
            self._values(place, keyword, old, new)
        else:
            self._left_empty(place, keyword, old, new)
            if isinstance(old, list) or isinstance(new, list):
                self._array(place, keyword, _listed(old), _listed(new), depth)
            else:
                self._entries(place, keyword, _named(old), _named(new), depth)

    def _shape(self, keyword: str, old: Side, new: Side) -> Shape | None:
        """Return how a keyword holds subschemas, if it does so on each side that has it."""
        if old is ABSENT:
            return shape(keyword, new, self._after.dialect) if new is not ABSENT else None
        held = shape(keyword, old, self._before.dialect)
        same_shape = new is ABSENT or shape(keyword, new, self._after.dialect) is held
        return held if same_shape else None

    def _left_empty(self, place: Place, keyword: str, old: Side, new: Side) -> None:
        """Tell of the one side that has the keyword with no subschema, where the other has some."""
        if old is not ABSENT and not old:
            self._tell(place, keyword, old, ABSENT)
        elif new is not ABSENT and not new:
            self._tell(place, keyword, ABSENT, new)

    def _entries(
        self, place: Place, keyword: str, before: Object, after: Object, depth: int
    ) -> None:
        """Compare what a keyword holds name by name."""
        for name in _differing(before, after, depth):
            sides = before.get(name, ABSENT), after.get(name, ABSENT)
            self._subschemas(place.below(keyword, name, *sides), depth + 1)

    def _array(
        self, place: Place, keyword: str, before: list[JSON], after: list[JSON], depth: int
    ) -> None:
        """Compare what a keyword holds index by index, in any order where it has no meaning."""
        old, new = dict(enumerate(before)), dict(enumerate(after))
        if keyword in ANY_ORDER and not self._set_aside_equal(old, new, depth):
            self._tell(place, keyword, before, after)
        for index in sorted(old.keys() | new.keys()):
            sides = old.get(index, ABSENT), new.get(index, ABSENT)
            self._subschemas(place.below(keyword, str(index), *sides), depth + 1)

    def _set_aside_equal(self, before: Branches, after: Branches, depth: int) -> bool:
        """Take out the branches that both sides have; tell whether they stand in one order."""
        if len(before) == len(after) and (len(before) == 1 or depth in _LOOKS_AHEAD):
            differing = _differing(before, after, depth)
            if len(differing) <= 1:  # hardly ever more: spare the marks
                for index in before.keys() - differing:
                    del before[index], after[index]
                return True
        pairs = _match(
            [self._before.schema(branch) for branch in before.values()],
            [self._after.schema(branch) for branch in after.values()],
        )
        for index, match in pairs.items():
            del before[index], after[match]
        now = [match for _, match in sorted(pairs.items())]
        return now == sorted(now)

    def _set(self, place: Place, keyword: str, before: Object, after: Object) -> None:
        """Compare a set by its members, where both sides have one."""
        sides = before.get(keyword, ABSENT), after.get(keyword, ABSENT)
        old = _members(keyword, sides[0], self._before)
        new = _members(keyword, sides[1], self._after)
        if old is None or new is None or old.keys() == new.keys():
            self._values(place, keyword, *sides)
            return
        for text in sorted(old.keys() ^ new.keys()):
            name = old[text] if text in old else new[text]
            at = place
            if keyword == "required" and isinstance(name, str) and _declares(name, before, after):
                at = place.below("properties", name, ABSENT, ABSENT)
            change = Change(
                pointer=place.pointer,
                path=at.property_path,
                property=at.property,
                keyword=keyword,
                kind="removed" if text in old else "added",
                before=old.get(text, ABSENT),
                after=new.get(text, ABSENT),
                member=True,
            )
            self._found.append((change, place))

    def _values(self, place: Place, keyword: str, before: Side, after: Side) -> None:
        if isinstance(before, str) and isinstance(after, str):
            if before == after:
                return
        elif before is not ABSENT and after is not ABSENT:
            marks = self._before.keyword(keyword, before), self._after.keyword(keyword, after)
            if marks[0] == marks[1]:
                return
        self._tell(place, keyword, before, after)

    def _tell(self, place: Place, keyword: str, before: Side, after: Side) -> None:
        self._found.append((place.change(keyword, before, after), place))

    def _equal(self, before: JSON, after: JSON) -> bool:
        return same(before, after) or self._before.schema(before) == self._after.schema(after)


def _differing(before: Mapping[Name, JSON], after: Mapping[Name, JSON], depth: int) -> list[Name]:
    """Return the names whose values differ, or may do so, in order."""
    if depth not in _LOOKS_AHEAD:
        return sorted(before.keys() | after.keys())
    names: list[Name] = list(after.keys() - before.keys())
    for name, held in before.items():
        now = after.get(name, ABSENT)
        if held != now or not (isinstance(held, str) or held is now or really(held, now)):
            names.append(name)
    names.sort()
    return names


def _listed(side: Side) -> list[JSON]:
    return side if isinstance(side, list) else []


def _named(side: Side) -> Object:
    return side if isinstance(side, dict) else {}


def _members(keyword: str, value: Side, marker: Marker) -> dict[str, JSON] | None:
    """Return the members of a set by their marks; None if it is no set, or a type in an array."""
    if keyword == "type" and isinstance(value, str):
        return {marker.members(keyword, [value])[0]: value}
    if not isinstance(value, list):
        return None
    members = dict(zip(marker.members(keyword, value), value, strict=True))
    is_single = keyword == "type" and len(members) == 1 and isinstance(value[0], str)
    return None if is_single else members


def _match(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Pair equal branches by their marks: those in front of and behind all that differ, then
    those at one index, then each with the first that is left.
    """
    first = _common(before, after)
    last = _common(before[first:][::-1], after[first:][::-1])
    old, new = range(first, len(before) - last), range(first, len(after) - last)
    pairs = {at: at for at in range(first)}
    pairs |= {len(before) - at: len(after) - at for at in range(1, last + 1)}
    pairs |= {at: at for at in old if at in new and before[at] == after[at]}
    left: dict[str, deque[int]] = defaultdict(deque)
    for at in new:
        if pairs.get(at) != at:
            left[after[at]].append(at)
    for at in old:
        if at not in pairs and left[before[at]]:
            pairs[at] = left[before[at]].popleft()
    return pairs


def _common(these: Sequence[str], those: Sequence[str]) -> int:
    """Return with how many equal marks two sequences begin."""
    pairs = enumerate(zip(these, those, strict=False))
    return next((at for at, (this, that) in pairs if this != that), min(len(these), len(those)))


def _declares(name: str, *schemas: Object) -> bool:
    """Tell whether any of these object schemas declares a property."""
    declared = (schema.get("properties") for schema in schemas)
    return any(isinstance(properties, dict) and name in properties for properties in declared)
