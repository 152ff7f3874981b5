"""Changes of references and beside them: what their subschemas come to in the end."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from portal.schema.change import Place
from portal.schema.dialect import EVERYWHERE, Dialect
from portal.schema.impact.pair import Fact
from portal.schema.impact.places import at_most_safe, doubted, unsure
from portal.schema.impact.rule import Impact
from portal.schema.impact.sense import DEFINING
from portal.schema.impact.subject import Group
from portal.schema.impact.uses import Target
from portal.schema.impact.verdict import Verdict
from portal.schema.paths import extend
from portal.schema.pointer import join, split
from portal.schema.value import JSON, Absent

if TYPE_CHECKING:
    from portal.schema.impact.judge import Judge

Object: TypeAlias = dict[str, JSON]

_RESPELLED: Final = Verdict("reference-respelled", Impact.EDITORIAL, Impact.EDITORIAL)
_UNRESOLVED: Final = Verdict("reference-unresolved", Impact.WARNING, Impact.WARNING)
_MALFORMED: Final = Verdict("keyword-malformed", Impact.WARNING, Impact.WARNING)
_UNDECIDED: Final = Verdict("reference-changed", Impact.WARNING, Impact.WARNING, "uncertain")

_NOTHING: Final[Object] = {}

# What stands beside a reference and constrains nothing; it counts in every dialect.
_SAYING: Final = EVERYWHERE - {"nullable"} | {"title", "description", "default"}
_REFERRED_TO: Final = frozenset({"$anchor", "$dynamicAnchor", "$id", "$recursiveAnchor", "id"})
# What names a subschema or parts of it, and says nothing of values.
_NAMING: Final = DEFINING | {"$id", "id", "$schema", "$anchor", "$dynamicAnchor", "$vocabulary"}
# Keywords of one line look at each other, so that it matters whether they stand together.
_FAMILIES: Final = (
    {"properties", "patternProperties", "additionalProperties", "unevaluatedProperties"},
    {"items", "prefixItems", "additionalItems", "contains", "unevaluatedItems"},
    {"contains", "minContains", "maxContains"},
    {"if", "then", "else"},
    {"minimum", "exclusiveMinimum"},
    {"maximum", "exclusiveMaximum"},
    {"type", "nullable"},
)


def is_linked(place: Place) -> bool:
    """Tell whether a subschema has a reference, before or after."""
    before, after = place.before, place.after
    return (isinstance(before, dict) and "$ref" in before) or (
        isinstance(after, dict) and "$ref" in after
    )


class Linked:
    """Judges the changes of one subschema with a reference."""

    def __init__(self, judge: "Judge", group: Group) -> None:
        self._judge = judge
        self._group = group
        self._sides = group.subject.places.before, group.subject.places.after
        self._own = [side.object(group.holder) for side in self._sides]
        self._refers = [isinstance(own.get("$ref"), str) for own in self._own]

    def verdicts(self) -> list[Verdict]:
        """Return the verdicts on the changes of the group."""
        facts = self._group.facts
        beside = [fact for fact in facts if not _is_reference(fact)]
        local = iter(self._judge.local(self._group, beside))
        at = next((at for at, fact in enumerate(facts) if _is_reference(fact)), None)
        reference = None if at is None else self._reference(self._group.indexes[at], facts[at])
        return [
            reference if index == at and reference else self._beside(fact, next(local), reference)
            for index, fact in enumerate(facts)
        ]

    def _beside(self, fact: Fact, verdict: Verdict, reference: Verdict | None) -> Verdict:
        """Return what a verdict on another keyword comes to beside the reference."""
        if verdict.worst is Impact.EDITORIAL or fact.keyword in DEFINING:
            return verdict
        if reference is not None and self._refers[0] is not self._refers[1]:
            return reference  # they say together what the subschema comes to
        hidden = [
            refers and side.uses.dialect.ref_hides_siblings
            for refers, side in zip(self._refers, self._sides, strict=True)
        ]
        if all(hidden):
            return at_most_safe(verdict, "hidden")
        return unsure(verdict) if any(hidden) else verdict

    def _reference(self, index: int, fact: Fact) -> Verdict:
        """Judge the change of the reference: compare what the subschema comes to on each side."""
        if not all(
            isinstance(side, str | Absent) for side in (fact.change.before, fact.change.after)
        ):
            return _MALFORMED
        targets = [
            side.uses.target(own, side.pointer(self._group.holder)) if refers else None
            for side, own, refers in zip(self._sides, self._own, self._refers, strict=True)
        ]
        if any(refers and not at for refers, at in zip(self._refers, targets, strict=True)):
            return _UNRESOLVED
        before, after = targets
        if before and after and before.pointer == after.pointer:
            return _RESPELLED  # what differs there is told there
        if not (before and after):
            before, after = self._whole(0, before), self._whole(1, after)
        if before is None or after is None:
            return _UNDECIDED
        return self._compared(index, before, after)

    def _compared(self, index: int, before: Target, after: Target) -> Verdict:
        place = Place(before.schema, after.schema, after.pointer, _path(after.pointer))
        lead = self._judge.need(self._group, place, before.pointer, after.pointer)
        self._group.subject.leads[index] = [lead]
        if lead.worst is None or lead.worst.worst is Impact.EDITORIAL:
            return _RESPELLED
        verdict = replace(lead.worst, rule="reference-changed")
        beside = zip(self._refers, self._sides, self._own, strict=True)
        if all(not refers or side.takes_target(own) for refers, side, own in beside):
            return verdict
        return doubted(verdict, "masked")

    def _whole(self, side: Literal[0, 1], target: Target | None) -> Target | None:
        """Return what stands here together with what its reference leads to; None if that cannot
        be said in one subschema.
        """
        own = self._own[side]
        there = _NOTHING if target is None or target.schema is True else target.schema
        if there is False:
            return target
        key = id(own), id(there)
        if key not in self._judge.merged:  # always the same one, so that it is compared once
            at = target.pointer if target else self._sides[side].pointer(self._group.holder)
            merged = _merged(
                own, _object(there), self._sides[side].uses.dialect, refers=target is not None
            )
            self._judge.merged[key] = None if merged is None else Target(at, merged)
        return self._judge.merged[key]


def renamed(judge: "Judge", group: Group, verdicts: list[Verdict]) -> list[Verdict]:
    """Return the verdicts on a group's changes, but on a name by which references may find their
    target, that this is uncertain if any reference finds another one now.
    """
    for fact in group.facts:
        if fact.keyword in _REFERRED_TO:
            break
    else:
        return verdicts
    if judge.keeps_targets:
        return verdicts
    return [
        unsure(verdict) if fact.keyword in _REFERRED_TO else verdict
        for fact, verdict in zip(group.facts, verdicts, strict=True)
    ]


def aside(judge: "Judge", group: Group, verdicts: list[Verdict]) -> list[Verdict]:
    """Return the verdicts on a group's changes, but on a keyword that is none for subschemas and
    yet holds some that references lead to, what follows from these.
    """
    for fact in group.facts:
        if _may_hold(judge, fact):
            break
    else:
        return verdicts
    return [
        _aside(judge, group, at, verdict) if _may_hold(judge, fact) else verdict
        for at, (fact, verdict) in enumerate(zip(group.facts, verdicts, strict=True))
    ]


def _may_hold(judge: "Judge", fact: Fact) -> bool:
    change, keyword = fact.change, fact.keyword
    if change.whole or not (
        isinstance(change.before, dict | list) or isinstance(change.after, dict | list)
    ):
        return False
    before, after = judge.before.dialect, judge.after.dialect
    return keyword not in before.applicators or keyword not in after.applicators


def _aside(judge: "Judge", group: Group, at: int, verdict: Verdict) -> Verdict:
    places = group.subject.places
    before, after = (
        side.uses.below(join(side.pointer(group.holder), group.facts[at].keyword))
        for side in (places.before, places.after)
    )
    leads = [
        judge.need(group, Place(before[pointer], after[pointer], pointer), pointer, pointer)
        for pointer in before.keys() & after.keys()
    ]
    group.subject.leads[group.indexes[at]] = [lead for lead in leads if lead.worst]
    differs = any(lead.worst and lead.worst.worst is not Impact.EDITORIAL for lead in leads)
    return _UNDECIDED if differs else verdict


def _merged(own: Object, there: Object, dialect: Dialect, *, refers: bool) -> Object | None:
    said = {name: held for name, held in own.items() if name not in _NAMING}
    if refers:
        del said["$ref"]
        if dialect.ref_hides_siblings:
            said = {name: held for name, held in said.items() if name in _SAYING}
    if not said:
        return there
    constraining = (said.keys() & dialect.keywords) - _SAYING
    if any(_clash(name, there) for name in constraining) or (constraining and "$ref" in there):
        return None
    return there | said


def _clash(name: str, there: Object) -> bool:
    """Tell whether a keyword means something else if it stands among others."""
    return name in there or any(name in family and family & there.keys() for family in _FAMILIES)


def _is_reference(fact: Fact) -> bool:
    return fact.keyword == "$ref" and fact.name is None


def _object(schema: JSON | Absent) -> Object:
    return schema if isinstance(schema, dict) else {}


def _path(pointer: str) -> str:
    """Return the dotted path of a definition of the document; "" for any other place."""
    tokens = split(pointer)
    is_definition = len(tokens) == 2 and tokens[0] in DEFINING
    return extend("", *tokens) if is_definition else ""
