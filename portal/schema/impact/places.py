"""What a verdict comes to where its change stands."""

from collections.abc import Iterator
from typing import Final, TypeAlias

from portal.schema.change import Change, Difference, Place
from portal.schema.impact.rule import Impact, worst
from portal.schema.impact.sense import (
    DEFINING,
    INSIDE,
    INVERTED,
    NOT_ANSWERED,
    NOT_SENT,
    STRAIGHT,
    TALLIED,
    UNCERTAIN,
    Sense,
)
from portal.schema.impact.standing import Senses, Standing
from portal.schema.impact.verdict import Verdict
from portal.schema.value import ABSENT, JSON, Absent

# What decides which parts of a value unevaluatedProperties and unevaluatedItems look at.
_EVALUATING: Final = frozenset(
    {"additionalItems", "additionalProperties", "allOf", "anyOf", "contains", "dependentSchemas"}
    | {"else", "if", "items", "not", "oneOf", "patternProperties", "prefixItems", "properties"}
    | {"$dynamicRef", "$recursiveRef", "$ref", "then"}
)
_PLAIN: Final = frozenset({STRAIGHT, INSIDE})
_HARMS: Final = frozenset({Impact.BREAKING, Impact.WARNING})

# In which senses a place counts, why if in none, and whether they are others before than after.
Outlook: TypeAlias = tuple[Senses, str, bool]


class Places:
    """The places of two documents, or of two of their subschemas."""

    def __init__(self, before: Standing, after: Standing) -> None:
        self.before = before
        self.after = after
        self._outlooks: dict[int, Outlook] = {}  # by the identity of a place: many changes share it

    def settle(self, verdict: Verdict, difference: Difference) -> Verdict:
        """Return what a verdict on a change comes to where it stands."""
        change, place = difference
        if verdict.request is verdict.response is Impact.EDITORIAL:
            return verdict
        holder = place
        if change.whole and place.above is not None and place.keyword not in DEFINING:
            holder = place.above
        senses, why, one_sided = self._outlook(holder)
        if not senses:
            return at_most_safe(verdict, why)
        if not senses <= _PLAIN:
            keyword = place.keyword if change.whole else change.keyword
            verdict = _in_senses(verdict, senses, tallies=keyword in _EVALUATING)
        if verdict.request is Impact.BREAKING or verdict.response is Impact.BREAKING:
            if one_sided:
                verdict = doubted(verdict, "uncertain")
            elif not self._reaches(holder):
                verdict = doubted(verdict, "masked")
        if change.whole or change.keyword == "required":
            return self._unsent(verdict, change, place)
        return verdict

    def may_show(self, holder: Place) -> bool:
        """Tell whether it matters if there is a value that shows a change of a subschema: not
        where the change has no effect, nor where it is masked anyhow.
        """
        senses, _, one_sided = self._outlook(holder)
        if not senses:
            return False
        return one_sided or not senses <= _PLAIN or self._reaches(holder)

    def _reaches(self, holder: Place) -> bool:
        return self.before.reaches(holder) and self.after.reaches(holder)

    def _outlook(self, holder: Place) -> Outlook:
        outlook = self._outlooks.get(id(holder))
        if outlook is None:
            outlook = self._outlooks[id(holder)] = self._find_outlook(holder)
        return outlook

    def _find_outlook(self, holder: Place) -> Outlook:
        before, why_before = self.before.of(holder)
        after, why_after = self.after.of(holder)
        if before == after:
            return before, why_after or why_before, False
        return before | after, why_after or why_before, _ways(before) != _ways(after)

    def _unsent(self, verdict: Verdict, change: Change, place: Place) -> Verdict:
        """Look at the property that came, went or is required: is it read-only wherever it is?"""
        standings = [self.before, self.after]
        if change.whole:
            common = self._common(place, standings)
        else:
            if change.kind != "changed":  # `required`: demanded on one side only
                standings = [self.after if change.kind == "added" else self.before]
            seen = [self._common(subject, standings) for subject in _required(place, change)]
            common = NOT_SENT | NOT_ANSWERED if seen else STRAIGHT
            for one in seen:
                common &= one
        return _in_senses(verdict, frozenset({common}), tallies=False) if common else verdict

    def _common(self, subject: Place, standings: list[Standing]) -> Sense:
        """Return what is said on each side of who sees a property, where it is declared."""
        common = NOT_SENT | NOT_ANSWERED
        is_declared = False
        for standing in standings:
            if standing.schema(subject) is not ABSENT:
                common &= standing.seen(subject)
                is_declared = True
        return common if is_declared else STRAIGHT  # else anybody may see it


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
    """Return the gravest of what a verdict comes to in several senses, not all of them plain."""
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
