"""`properties` and `required`."""

from collections.abc import Sequence
from itertools import chain

from portal.schema.impact.local.certainty import Certainty
from portal.schema.impact.local.kinds import OBJECTS, typed
from portal.schema.impact.local.openness import Openness, is_closed, is_open, openness
from portal.schema.impact.local.subschemas import replaced
from portal.schema.impact.local.told import told
from portal.schema.impact.local.validity.objects import IN_PLACE
from portal.schema.impact.local.view import Sides, View, lost
from portal.schema.impact.pair import Fact
from portal.schema.impact.rule import Impact
from portal.schema.impact.verdict import Verdict
from portal.schema.value import ABSENT, JSON

_IDLE = "property-without-effect"


def judge(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    return [_one(sides, fact) for fact in facts]


def _one(sides: Sides, fact: Fact) -> Verdict:
    if fact.name is None:
        return told("keyword-respelled")
    was, now = fact.change.before, fact.change.after
    if was is ABSENT:
        return _added(sides, fact.name, now)  # type: ignore[arg-type]
    if now is ABSENT:
        return _removed(sides, fact.name, was)
    name = fact.name
    return replaced(
        sides,
        was,
        now,
        lambda old, new, own, other: _loses(old, new, name, own, other),
    )


def _added(sides: Sides, name: str, now: JSON) -> Verdict:
    before, after = sides.before, sides.after
    if not OBJECTS & (before.kinds | after.kinds):
        return told(_IDLE)
    left, rest = rest_of(before)
    if left is Openness.CLOSED:
        return told(_IDLE if is_closed(now) else "property-added-closed")
    if left is Openness.SCHEMA:
        return _added_otherwise(sides, rest, now)
    if is_open(now, after.validity):
        return told("property-added-unconstrained")
    if is_closed(now):
        return told("subschema-forbidden", _loses(before, after, name, True, now))
    return told("property-added-open")


def _added_otherwise(sides: Sides, rest: JSON, now: JSON) -> Verdict:
    """Judge a property to which the subschema for unlisted ones applied before, or may have."""
    if rest is None:
        return told("property-added-otherwise")
    plainly = _by_types(sides, rest, now)
    if plainly is not None:
        return told(plainly)
    differs = sides.pair.inside(rest, now)
    harmless = (Impact.SAFE, Impact.EDITORIAL)
    if differs is None or (differs.request in harmless and differs.response in harmless):
        return told("property-added-unconstrained")
    if differs.request in harmless:
        return told("property-added-wider")
    return told(
        "property-added-narrower" if differs.response in harmless else "property-added-otherwise"
    )


def _by_types(sides: Sides, rest: JSON, now: JSON) -> str | None:
    """Return the rule for a property where unlisted ones had nothing but a type to fit, as they
    mostly do; None if it is not as plain as that. Comparing the two would take ten times as long.
    """
    before, after = sides.before, sides.after
    if not isinstance(rest, dict) or not isinstance(now, dict):
        return None
    limiting = set(filter(after.validity.concerns, now))
    if set(filter(before.validity.concerns, rest)) != {"type"} or "$ref" in limiting:
        return None
    old, new = typed(rest, before.dialect), typed(now, after.dialect)
    if old is None or new is None:
        return None
    if limiting - {"type", "nullable"}:  # within its types it allows less
        return "property-added-narrower" if new <= old else "property-added-otherwise"
    if old == new:
        return "property-added-unconstrained"
    if new < old:
        return "property-added-narrower"
    return "property-added-wider" if new > old else "property-added-otherwise"


def _removed(sides: Sides, name: str, was: JSON) -> Verdict:
    before, after = sides.before, sides.after
    if not OBJECTS & (before.kinds | after.kinds):
        return told(_IDLE)
    left, _ = rest_of(after)
    if is_closed(was):
        idle = told(_IDLE)
        forbade = told("subschema-allowed", True, _loses(after, before, name, True, was))
        return idle if left is Openness.CLOSED else forbade
    is_closed_now = left is Openness.CLOSED
    if _demands(before, name) and not _demands(after, name):
        sent = _is_sent(before, after, name, was) if is_closed_now else True
        closed = "-closed" if is_closed_now else ""
        return told(f"property-removed-required{closed}", sent, _may_lack(after, name))
    if is_closed_now:
        sent = _is_sent(before, after, name, was) if sides.pair.may_show() else None
        return told("property-removed-closed", sent, True)
    return told("property-removed-open" if left is Openness.OPEN else "property-removed-otherwise")


def rest_of(view: View) -> tuple[Openness, JSON]:
    """Return what is left open to properties that are not listed, and the subschema for them.

    That is None where it is not the only one that may apply to such a property.
    """
    if view.said("patternProperties"):
        return Openness.SCHEMA, None
    for keyword in ("additionalProperties", "unevaluatedProperties"):
        if view.says(keyword):
            said = view.said(keyword)
            if keyword == "unevaluatedProperties" and IN_PLACE & view.schema.keys():
                return (Openness.OPEN if is_open(said, view.validity) else Openness.SCHEMA), None
            return openness(said, view.validity), said
    return Openness.OPEN, True


def _loses(old: View, new: View, name: str, own: JSON, other: JSON) -> Certainty:
    """Tell whether `old` allows an object with a value under a name that `new` refuses there."""
    new.validity.restart()

    def test(value: JSON) -> Certainty:
        if not isinstance(value, dict) or name not in value:
            return True
        return new.validity.holds(other, value[name])

    values = chain(old.guesses.at(own), new.guesses.against(other))
    return lost(old, test, old.guesses.with_property(old.schema, name, list(values)[:40]), OBJECTS)


def _is_sent(before: View, after: View, name: str, was: JSON) -> Certainty:
    """Tell whether `before` allows an object with a property that `after` forbids."""

    def test(value: JSON) -> Certainty:
        return not (isinstance(value, dict) and name in value)

    if OBJECTS & before.kinds and before.base is not None and name in before.base:
        return True
    values = before.guesses.one(was)
    return lost(before, test, before.guesses.with_property(before.schema, name, values), OBJECTS)


def _may_lack(view: View, name: str) -> Certainty:
    """Tell whether there is an object without a property."""

    def test(value: JSON) -> Certainty:
        return not isinstance(value, dict) or name in value

    if OBJECTS & view.kinds and view.base is not None and name not in view.base:
        return True
    return lost(view, test, view.guesses.objects(view.schema, name), OBJECTS)


def _demands(view: View, name: str) -> bool:
    names = view.said("required")
    if isinstance(names, list):
        return name in names
    declared = view.said("properties")
    below = declared.get(name) if isinstance(declared, dict) else None
    draft3 = view.dialect.name == "draft3"
    return draft3 and isinstance(below, dict) and below.get("required") is True


def required(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    return [_required(sides, fact) for fact in facts]


def _required(sides: Sides, fact: Fact) -> Verdict:
    change = fact.change
    if change.member:
        name = str(change.after if change.kind == "added" else change.before)
        return _demand(
            sides,
            [name] if change.kind == "removed" else [],
            [name] if change.kind == "added" else [],
        )
    was, now = sides.of("required")
    if isinstance(was, bool) or isinstance(now, bool):
        return _flag(sides, fact, was is True, now is True)
    return _demand(sides, _names(was), _names(now))


def _names(said: JSON) -> list[str]:
    return [name for name in said if isinstance(name, str)] if isinstance(said, list) else []


def _demand(sides: Sides, was: list[str], now: list[str]) -> Verdict:
    gone, come = (
        [name for name in was if name not in now],
        [name for name in now if name not in was],
    )
    if not gone and not come:
        return told("required-respelled")
    if come:
        return told(
            "required-added", _lacks_one(sides.before, come), True, "required-without-effect"
        )
    return told("required-removed", True, _lacks_one(sides.after, gone), "required-without-effect")


def _lacks_one(view: View, names: list[str]) -> Certainty:
    answers = [_may_lack(view, name) for name in names[:20]]
    return True if True in answers else None if None in answers or len(names) > 20 else False


def _flag(sides: Sides, fact: Fact, was: bool, now: bool) -> Verdict:
    """Judge draft 3's flag, which stands in the property and speaks of the object around it."""
    if was == now:
        return told("required-respelled")
    if fact.change.property != fact.change.pointer or "/properties/" not in fact.change.pointer:
        return told("required-without-effect")
    return told("required-added" if now else "required-removed")
