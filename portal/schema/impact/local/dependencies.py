"""`dependentRequired`, `dependentSchemas` and what they were before: `dependencies`."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from portal.schema.impact.local.certainty import Certainty
from portal.schema.impact.local.kinds import OBJECTS
from portal.schema.impact.local.openness import is_open
from portal.schema.impact.local.told import told
from portal.schema.impact.local.view import Sides, View, lost
from portal.schema.impact.pair import Fact
from portal.schema.impact.verdict import Verdict
from portal.schema.value import ABSENT, JSON, Absent

Demands = dict[str, list[str]]


def judge(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    return [_one(sides, fact) for fact in facts]


def _one(sides: Sides, fact: Fact) -> Verdict:
    was, now = fact.change.before, fact.change.after
    if fact.name is None:  # dependentRequired as a whole, or an empty one of the others
        return _required(sides, fact.keyword, _demands(was), _demands(now))
    if any(isinstance(side, list | str) or side is ABSENT for side in (was, now)) and not any(
        isinstance(side, dict | bool) for side in (was, now)
    ):
        demanded = [{} if side is ABSENT else _demands({fact.name: side}) for side in (was, now)]
        return _required(sides, fact.keyword, *demanded)
    return _schema(sides, fact, was, now)


def _demands(said: JSON | Absent) -> Demands:
    entries = said.items() if isinstance(said, dict) else ()
    return {
        name: [one for one in ([held] if isinstance(held, str) else held) if isinstance(one, str)]
        for name, held in entries
        if isinstance(held, list | str)
    }


def _required(sides: Sides, keyword: str, was: Demands, now: Demands) -> Verdict:
    old = {(name, other) for name, others in was.items() for other in others if other != name}
    new = {(name, other) for name, others in now.items() for other in others if other != name}
    if old == new:
        return told("keyword-respelled")
    request = _alone(sides.before, sides.after, keyword, new - old)
    response = _alone(sides.after, sides.before, keyword, old - new)
    if old and new and not old < new and not old > new:
        return told("dependent-required-changed", request, response)
    rule = "dependent-required-added" if old < new else "dependent-required-removed"
    return told(rule, request, response)


def _alone(old: View, new: View, keyword: str, pairs: set[tuple[str, str]]) -> Certainty:
    """Tell whether `old` allows an object with one property and without the other."""
    return lost(old, new.obeying(keyword), _lacking(old, pairs), OBJECTS) if pairs else False


def _lacking(view: View, pairs: set[tuple[str, str]]) -> Iterator[JSON]:
    for name, other in islice(sorted(pairs), 10):
        required = view.said("required")
        names = [*(required if isinstance(required, list) else []), name]
        yield from view.guesses.objects({**view.schema, "required": names}, other)


def _schema(sides: Sides, fact: Fact, was: JSON | Absent, now: JSON | Absent) -> Verdict:
    name = fact.name or ""
    freed = [side is ABSENT or is_open(side, sides.before.validity) for side in (was, now)]
    if all(freed):
        return told("keyword-respelled")
    if was is not ABSENT and now is not ABSENT and not any(freed):
        return told("dependent-schema-changed", _any(sides), _any(sides))
    if freed[0]:
        request = _outside(sides.before, sides.after, fact.keyword, name, now)
        return told("dependent-schema-added", request)
    response = _outside(sides.after, sides.before, fact.keyword, name, was)
    return told("dependent-schema-removed", True, response)


def _any(sides: Sides) -> Certainty:
    return None if OBJECTS & (sides.before.kinds | sides.after.kinds) else False


def _outside(old: View, new: View, keyword: str, name: str, said: JSON | Absent) -> Certainty:
    below: JSON = True if said is ABSENT else said
    values = old.guesses.of_property(old.schema, name)
    bases = chain(old.guesses.objects(old.schema, ""), islice(new.guesses.against(below), 60))
    objects = (
        {**base, name: value} for base in bases if isinstance(base, dict) for value in values
    )
    return lost(old, new.obeying(keyword), objects, OBJECTS)
