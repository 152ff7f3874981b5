"""In which senses the places of one document count, and which certainly reach its root."""

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Final, TypeAlias

from portal.schema.change import Place
from portal.schema.errors import PointerError
from portal.schema.impact.holding import CONJOINED, Step
from portal.schema.impact.reach import Reach
from portal.schema.impact.sense import (
    DEFINING,
    IN_PLACE,
    STRAIGHT,
    UNCERTAIN,
    Sense,
    are_disjoint,
    below,
    blocked,
    seen,
    then,
)
from portal.schema.pointer import get
from portal.schema.value import ABSENT, JSON, Absent

Senses: TypeAlias = frozenset[Sense]

_ALL_OF: Final = CONJOINED - {"$ref"}
_MOST_PARTS: Final = 32
_AS_IT_STANDS: Final = frozenset({STRAIGHT})


class Standing:
    """In which senses the places of one side count."""

    def __init__(
        self, reach: Reach, root: Place, at: str, *, is_after: bool, is_document: bool
    ) -> None:
        """`root` is where all places begin, and `at` its pointer on this side."""
        self.uses = reach.uses
        self._reach = reach
        self._dialect = reach.uses.dialect
        self._root = root
        self._at = at
        # What stands at a place on this side; called so often that it is worth to be done in C
        self.schema: Callable[[Place], JSON | Absent] = attrgetter(
            "after" if is_after else "before"
        )
        self._is_document = is_document  # not just two subschemas that are compared as such
        self._known: dict[int, tuple[Senses, str]] = {}
        self._reached: dict[int, bool] = {}
        self._under: dict[tuple[int, str], tuple[Senses, str]] = {}

    @property
    def root(self) -> JSON:
        """What all places are in, such as the document of this side."""
        schema = self.schema(self._root)
        return None if schema is ABSENT else schema

    def pointer(self, place: Place) -> str:
        """Return the pointer of a place on this side."""
        return self._at + place.pointer[len(self._root.pointer) :]

    def object(self, place: Place) -> dict[str, JSON]:
        """Return the object schema at a place on this side, where changes are told of it."""
        schema = self.schema(place)
        return schema if isinstance(schema, dict) else {}

    def of(self, place: Place) -> tuple[Senses, str]:
        """Return the senses in which a place counts; if it does not, why, as a context's id."""
        found = self._known.get(id(place))
        if found is None:
            found = self._known[id(place)] = self._find(place)
        return found

    def _find(self, place: Place) -> tuple[Senses, str]:
        senses, reason = self._natural(place)
        if self._is_document and self.uses.any:
            senses = senses.union(self.uses.senses(place.pointer))
            if not senses and reason == "unreachable" and self.uses.is_dynamic:
                senses = frozenset({UNCERTAIN})
        if own := self.seen(place):
            senses = frozenset(sense | own for sense in senses)
        return senses, "" if senses else reason

    def _natural(self, place: Place) -> tuple[Senses, str]:
        """Return the senses by where a place stands, whoever refers to it."""
        above = place.above
        if above is None:
            return _AS_IT_STANDS, ""
        key = id(above), place.keyword  # it does not depend on the name
        found = self._under.get(key)
        if found is None:
            found = self._under[key] = self._find_under(above, place.keyword)
        return found

    def _find_under(self, above: Place, keyword: str) -> tuple[Senses, str]:
        senses, reason = self.of(above)
        holder = self.object(above)
        if not senses:
            return senses, reason
        if reason := blocked(keyword, holder, self._dialect):
            if reason == "unreachable" and not self._is_document:
                return frozenset({UNCERTAIN}), ""  # who refers to it is not known here
            return frozenset(), reason
        step = below(keyword, holder)
        if keyword == "oneOf" and self._are_disjoint(holder, above):
            step &= ~UNCERTAIN
        return frozenset(then(sense, step) for sense in senses), ""

    def seen(self, place: Place) -> Sense:
        """Return what the subschema at a place says of who sees its values, also by reference."""
        schema = self.schema(place)
        if not isinstance(schema, dict):
            return STRAIGHT
        if CONJOINED.isdisjoint(schema):
            return seen(schema, self._dialect)
        sense = STRAIGHT
        for part, _ in self._parts(schema, self.pointer(place)):
            sense |= seen(part, self._dialect)
        return sense

    def parts_at(self, pointer: str) -> list[str]:
        """Return the pointers of all that says what the subschema at a pointer of the document
        is, by reference or in allOf; none if nothing stands there.
        """
        try:
            schema = get(self.root, pointer)
        except PointerError:
            return []
        return [at for _, at in self._parts(schema, pointer)]

    def _parts(self, schema: JSON, pointer: str) -> Iterator[tuple[dict[str, JSON], str]]:
        parts = [(schema, pointer)]
        for schema, pointer in parts:  # it grows
            if not isinstance(schema, dict):
                continue
            yield schema, pointer
            if "$ref" in schema and (at := self.uses.target(schema, pointer)) is not None:
                parts.append((at.schema, at.pointer))
            for keyword in _ALL_OF & schema.keys() if len(parts) < _MOST_PARTS else ():
                held = schema[keyword]
                parts += [
                    (part, f"{pointer}/{keyword}/{index}")
                    for index, part in enumerate(held if isinstance(held, list) else [held])
                ]

    def _are_disjoint(self, holder: dict[str, JSON], above: Place) -> bool:
        branches = holder["oneOf"]
        return isinstance(branches, list) and are_disjoint(
            [self.uses.resolve(branch, self.pointer(above)) for branch in branches], self._dialect
        )

    def takes_target(self, schema: dict[str, JSON]) -> bool:
        """Tell whether what stands beside a $ref takes whatever the target takes."""
        return self._reach.climbs([Step(schema, "$ref", None, schema)])

    def reaches(self, place: Place) -> bool:
        """Tell whether whatever is valid at a place certainly makes something whole that is."""
        found = self._reached.get(id(place))
        if found is None:
            found = self._reaches_plainly(place) or self._reaches_somehow(place)
            self._reached[id(place)] = found
        return found

    def _reaches_plainly(self, place: Place) -> bool:
        """By where it stands, where each step is one into a part of a value; the usual case."""
        above, keyword = place.above, place.keyword
        if above is None:
            return True
        if keyword in IN_PLACE or keyword in DEFINING or above.keyword in CONJOINED:
            return False
        if keyword == "properties" and self._reach.takes_any_property(self.object(above)):
            return self.reaches(above)  # most often
        return self._reach.climbs([self._step(place, above)]) and self.reaches(above)

    def _step(self, place: Place, above: Place) -> Step:
        return Step(self.object(above), place.keyword, place.name, self.object(place))

    def _reaches_somehow(self, place: Place) -> bool:
        """Also by references, and with all around that must hold of the same value."""
        steps: list[Step] = []
        ways: list[tuple[str, list[Step]]] = []
        at = place
        while True:
            if self._is_document:
                ways.append((self.pointer(at), steps.copy()))
            if at.above is None:
                return self._reach.climbs(steps) or self._refers(ways)
            if at.keyword in DEFINING:
                return self._refers(ways)
            steps.append(self._step(at, at.above))
            at = at.above

    def _refers(self, ways: list[tuple[str, list[Step]]]) -> bool:
        return any(self._reach.by_reference(pointer, steps) for pointer, steps in ways)
