"""`type` and `nullable`."""

from collections.abc import Iterator, Sequence

from portal.schema.impact.local import kinds
from portal.schema.impact.local.certainty import Certainty
from portal.schema.impact.local.kinds import NULL, Kinds
from portal.schema.impact.local.told import told
from portal.schema.impact.local.view import Sides, View, lost
from portal.schema.impact.pair import Fact
from portal.schema.impact.verdict import Verdict
from portal.schema.value import JSON

_IDLE = "type-without-effect"


def judge(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    """Judge null by itself where it came or went by itself, and the other types together."""
    before, after = sides.before, sides.after
    was = kinds.typed(before.schema, before.dialect)
    now = kinds.typed(after.schema, after.dialect)
    if was is None or now is None:
        return [_untold(sides, fact) for fact in facts]
    if was == now:
        return [told("type-respelled")] * len(facts)
    return [_one(sides, fact, was, now) for fact in facts]


def _one(sides: Sides, fact: Fact, was: Kinds, now: Kinds) -> Verdict:
    part = kinds.ALL
    if _is_of_null(fact, sides):
        part = NULL
    elif fact.change.member:
        part -= NULL
    gone, come = (was - now) & part, (now - was) & part
    name = "null" if gone | come == NULL else "type"
    request = _loses(sides, sides.before, sides.after, gone)
    response = _loses(sides, sides.after, sides.before, come)
    if gone and come:
        return told("type-replaced", request, response, _IDLE)
    if gone:
        return told("null-removed" if name == "null" else "type-narrowed", request, idle=_IDLE)
    if come:
        return told("null-added" if name == "null" else "type-widened", True, response, _IDLE)
    return told("type-respelled")


def _is_of_null(fact: Fact, sides: Sides) -> bool:
    if fact.keyword == "nullable":
        return True
    change, view = fact.change, sides.after if fact.change.kind == "added" else sides.before
    member = change.after if change.kind == "added" else change.before
    return change.member and isinstance(member, str) and kinds.named(member, view.dialect) == NULL


def _loses(sides: Sides, old: View, new: View, gone: Kinds) -> Certainty:
    """Tell whether `old` allows a value of a kind that is gone in `new`."""
    if not gone or old.is_alone():
        return bool(gone)
    if gone == NULL:
        return old.allows(None)
    if old.values is None and not sides.pair.may_show():
        return None
    return lost(old, new.obeying("type"), _of(old, gone), gone)


def _of(view: View, gone: Kinds) -> Iterator[JSON]:
    whole: JSON = {**view.schema, "type": [*sorted(gone)]}
    return (value for value in view.guesses.at(whole) if kinds.kind(value) in gone)


def _untold(sides: Sides, fact: Fact) -> Verdict:
    """Judge a union with schemas in it (draft 3), or a type that is none."""
    if sides.before.dialect.name != "draft3" or sides.after.dialect.name != "draft3":
        return told("keyword-malformed")
    if not fact.change.member:
        came, went = "type" not in sides.before.schema, "type" not in sides.after.schema
        rule = "type-narrowed" if came else "type-widened" if went else "type-replaced"
    else:
        rule = "type-widened" if fact.change.kind == "added" else "type-narrowed"
    return told(rule, None, None, _IDLE)
