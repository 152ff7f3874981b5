"""What a verdict comes to where its change stands."""

from collections.abc import Iterator
from typing import Final, TypeAlias

from portal.schema.change import Change, Difference, Place
from portal.schema.impact.holding import CONJOINED, Step
from portal.schema.impact.reach import Reach
from portal.schema.impact.rule import Impact, worst
from portal.schema.impact.sense import (
    DEFINING,
    IN_PLACE,
    INSIDE,
    INVERTED,
    NOT_ANSWERED,
    NOT_SENT,
    STRAIGHT,
    TALLIED,
    UNCERTAIN,
    Sense,
    are_disjoint,
    below,
    blocked,
    seen,
    then,
)
from portal.schema.impact.verdict import Verdict
from portal.schema.value import ABSENT, JSON, Absent

Senses: TypeAlias = frozenset[Sense]

# What decides which parts of a value unevaluatedProperties and unevaluatedItems look at.
_EVALUATING: Final = frozenset(
    {"additionalItems", "additionalProperties", "allOf", "anyOf", "contains", "dependentSchemas"}
    | {"else", "if", "items", "not", "oneOf", "patternProperties", "prefixItems", "properties"}
    | {"$dynamicRef", "$recursiveRef", "$ref", "then"}
)
_CONJOINED: Final = frozenset({"allOf", "extends"})  # with what they are in
_REFERRING: Final = _CONJOINED | {"$ref"}
_MOST_PARTS: Final = 32
_AS_IT_STANDS: Final = frozenset({STRAIGHT})
_PLAIN: Final = frozenset({STRAIGHT, INSIDE})
_HARMS: Final = frozenset({Impact.BREAKING, Impact.WARNING})


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
        self._is_after = is_after
        self._is_document = is_document  # not just two subschemas that are compared as such
        self._known: dict[int, tuple[Senses, str]] = {}
        self._reached: dict[int, bool] = {}
        self._under: dict[tuple[int, str], tuple[Senses, str]] = {}

    def pointer(self, place: Place) -> str:
        """Return the pointer of a place on this side."""
        return self._at + place.pointer[len(self._root.pointer) :]

    def schema(self, place: Place) -> JSON | Absent:
        """Return what stands at a place on this side."""
        return place.after if self._is_after else place.before

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
        if self._is_document and (referred := self.uses.senses(place.pointer)):
            senses = senses.union(referred)
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
        if _REFERRING.isdisjoint(schema):
            return seen(schema, self._dialect)
        return self._seen_in_parts(schema, self.pointer(place))

    def _seen_in_parts(self, schema: JSON, pointer: str) -> Sense:
        sense = STRAIGHT
        parts = [(schema, pointer)]
        for schema, pointer in parts:  # it grows
            if not isinstance(schema, dict):
                continue
            sense |= seen(schema, self._dialect)
            if "$ref" in schema and (at := self.uses.target(schema, pointer)) is not None:
                parts.append((at.schema, at.pointer))
            for keyword in _CONJOINED & schema.keys() if len(parts) < _MOST_PARTS else ():
                held = schema[keyword]
                parts += [
                    (part, f"{pointer}/{keyword}/{index}")
                    for index, part in enumerate(held if isinstance(held, list) else [held])
                ]
        return sense

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


class Places:
    """The places of two documents, or of two of their subschemas."""

    def __init__(self, before: Standing, after: Standing) -> None:
        self.before = before
        self.after = after

    def settle(self, verdict: Verdict, difference: Difference) -> Verdict:
        """Return what a verdict on a change comes to where it stands."""
        change, place = difference
        if verdict.request is verdict.response is Impact.EDITORIAL:
            return verdict
        holder = place
        if change.whole and place.above is not None and place.keyword not in DEFINING:
            holder = place.above
        before, why_before = self.before.of(holder)
        after, why_after = self.after.of(holder)
        senses = before if before == after else before | after
        if not senses:
            return at_most_safe(verdict, why_after or why_before)
        keyword = place.keyword if change.whole else change.keyword
        verdict = _in_senses(verdict, senses, tallies=keyword in _EVALUATING)
        if Impact.BREAKING in (verdict.request, verdict.response):
            if before != after and _ways(before) != _ways(after):  # used on one side only
                verdict = doubted(verdict, "uncertain")
            elif not (self.before.reaches(holder) and self.after.reaches(holder)):
                verdict = doubted(verdict, "masked")
        return self._unsent(verdict, change, place)

    def _unsent(self, verdict: Verdict, change: Change, place: Place) -> Verdict:
        """Look at the property that came, went or is required: is it read-only wherever it is?"""
        if change.whole:
            subjects = [place]
        elif change.keyword == "required":
            subjects = list(_required(place, change))
        else:
            return verdict
        common = NOT_SENT | NOT_ANSWERED if subjects else STRAIGHT
        for subject in subjects:
            sides = [
                standing.seen(subject)
                for standing in (self.before, self.after)
                if standing.schema(subject) is not ABSENT
            ]
            for side in sides or [STRAIGHT]:  # not declared: anybody may see it
                common &= side
        return _in_senses(verdict, frozenset({common}), tallies=False)


def _required(place: Place, change: Change) -> Iterator[Place]:
    """Yield the places of the properties that a change of `required` is about, if declared."""
    sides = change.before, change.after
    names = sides if change.member else [name for side in sides for name in _listed(side)]
    for name in names:
        if isinstance(name, str):
            before, after = (_declared(side, name) for side in (place.before, place.after))
            yield place.below("properties", name, before, after)


def _listed(side: JSON | Absent) -> list[JSON]:
    return side if isinstance(side, list) else []


def _declared(schema: JSON | Absent, name: str) -> JSON | Absent:
    properties = schema.get("properties") if isinstance(schema, dict) else None
    return properties.get(name, ABSENT) if isinstance(properties, dict) else ABSENT


def _in_senses(verdict: Verdict, senses: Senses, *, tallies: bool) -> Verdict:
    """Return the gravest of what a verdict comes to in several senses."""
    if senses <= _PLAIN:
        return verdict
    outcomes = [_in_sense(verdict, sense, tallies=tallies) for sense in senses]
    request = worst(*(request for request, _ in outcomes))
    response = worst(*(response for _, response in outcomes))
    if (request, response) == (verdict.request, verdict.response):
        return verdict
    return Verdict(verdict.rule, request, response, _context(senses, tallies=tallies))


def _in_sense(verdict: Verdict, sense: Sense, *, tallies: bool) -> tuple[Impact, Impact]:
    request, response = verdict.request, verdict.response
    if sense & UNCERTAIN or (tallies and sense & TALLIED):
        request = response = Impact.WARNING
    elif sense & INVERTED:
        request, response = response, request
    if sense & NOT_SENT and request in _HARMS:
        request = Impact.SAFE
    if sense & NOT_ANSWERED and response in _HARMS:
        response = Impact.SAFE
    return request, response


def _context(senses: Senses, *, tallies: bool) -> str:
    """Return which context says best why a verdict is another one in these senses."""
    found, common = STRAIGHT, NOT_SENT | INVERTED
    for sense in senses:
        found, common = found | sense, common & sense
    if found & UNCERTAIN or (tallies and found & TALLIED):
        return "uncertain"
    if found & INVERTED:
        return "inverted" if common & INVERTED else "several-uses"
    return "read-only" if common & NOT_SENT else "write-only"


def at_most_safe(verdict: Verdict, context: str) -> Verdict:
    """Return a verdict where the change has no effect; the context says why."""
    sides = (verdict.request, verdict.response)
    request, response = (Impact.SAFE if side in _HARMS else side for side in sides)
    return Verdict(verdict.rule, request, response, context)


def unsure(verdict: Verdict) -> Verdict:
    """Return a verdict where it depends on others what the change means."""
    return Verdict(verdict.rule, Impact.WARNING, Impact.WARNING, "uncertain")


def doubted(verdict: Verdict, context: str) -> Verdict:
    """Return a verdict of which it is not certain that a value shows it."""
    sides = (verdict.request, verdict.response)
    request, response = (Impact.WARNING if side is Impact.BREAKING else side for side in sides)
    return Verdict(verdict.rule, request, response, context)


def _ways(senses: Senses) -> set[Sense]:
    return {sense & (INVERTED | UNCERTAIN) for sense in senses}
