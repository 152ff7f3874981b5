"""Verdicts against instances: a harmless one with a counter-example is a lie, and so is a breaking
one without any.

A pair of documents decides what a rule says of a side if no other rule says anything grave of
that side: then the counter-example is due to this one.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final, Literal

from portal.schema.dialect import Dialect
from portal.schema.impact import Impact, Judged, Verdict
from tests.schema.impact.proof.aim import aim
from tests.schema.impact.proof.reading import validator
from tests.schema.impact.proof.views import left_out, stripped, without_demand

Side = Literal["request", "response"]
Compare = Callable[[Any, Any, Dialect], Sequence[Judged]]

SIDES: Final[tuple[Side, ...]] = ("request", "response")
_LEFT_OUT: Final = {"request": "readOnly", "response": "writeOnly"}
_HARMLESS: Final = (Impact.SAFE, Impact.EDITORIAL)
NOTHING: Final = object()


@dataclass(frozen=True, slots=True)
class Decided:
    """What a pair of documents shows of one rule on one side. `lie` says how it is wrong."""

    rule: str
    side: Side
    impact: Impact
    context: str
    lie: str = ""


def examine(before: Any, after: Any, dialect: Dialect, judged: Sequence[Judged]) -> list[Decided]:
    """Return what a pair of documents decides. Raises ValueError if one is no valid schema."""
    validator(before, dialect)
    validator(after, dialect)
    instances = aim(before, after, dialect)
    return [
        decided
        for side in SIDES
        for decided in _side(side, before, after, dialect, judged, instances)
    ]


def _side(
    side: Side,
    before: Any,
    after: Any,
    dialect: Dialect,
    judged: Sequence[Judged],
    instances: Iterable[Any],
) -> Iterable[Decided]:
    impacts = {one.verdict: getattr(one.verdict, side) for one in judged}
    grave = {verdict: impact for verdict, impact in impacts.items() if impact not in _HARMLESS}
    found = counter_example(side, before, after, dialect, instances)
    if not grave:
        lie = "" if found is NOTHING else f"{json.dumps(found)} shows that it breaks"
        for verdict, impact in impacts.items():
            yield Decided(verdict.rule, side, impact, verdict.context, lie)
    elif set(grave.values()) == {Impact.BREAKING} and len(rules := _told({*grave})) == 1:
        lie = "nothing shows that it breaks" if found is NOTHING else ""
        verdict = next(verdict for verdict in grave if verdict.rule in rules)
        yield Decided(verdict.rule, side, Impact.BREAKING, verdict.context, lie)


def _told(verdicts: set[Verdict]) -> set[str]:
    """Return the rules that say something of their own: that a required property went says all that
    its going from `required` does.
    """
    rules = {verdict.rule for verdict in verdicts}
    went = any(rule.startswith("property-removed-required") for rule in rules)
    return rules - {"required-removed"} if went else rules


def counter_example(
    side: Side, before: Any, after: Any, dialect: Dialect, instances: Iterable[Any]
) -> Any:
    """Return an instance that what came before (for responses: after) lets through and the other
    does not, or NOTHING.
    """
    keyword = _LEFT_OUT[side]
    names = left_out(keyword, before, after, dialect)
    asked = [
        without_demand(one, keyword, left_out(keyword, one, one, dialect), dialect)
        for one in (before, after)
    ]
    if asked != [before, after]:
        instances = chain(instances, aim(asked[0], asked[1], dialect))
    was, will = (validator(one, dialect) for one in asked)
    if side == "response":
        was, will = will, was
    for instance in instances:
        seen = stripped(instance, names)
        if was(seen) and not will(seen):
            return seen
    return NOTHING
