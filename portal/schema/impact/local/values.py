"""`enum` and `const`: the values that are listed."""

from collections.abc import Sequence

from portal.schema.impact.local.certainty import Certainty
from portal.schema.impact.local.same import distinct, is_same
from portal.schema.impact.local.told import told
from portal.schema.impact.local.view import Sides, View, lost
from portal.schema.impact.pair import Fact
from portal.schema.impact.verdict import Verdict
from portal.schema.value import JSON

_KEYWORDS = ("enum", "const")
_IDLE = "values-without-effect"


def judge(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    if all(fact.change.member for fact in facts) and not _says_const(sides):
        others = [
            [keyword for keyword in view.schema if keyword != "enum"]
            for view in (sides.before, sides.after)
        ]
        return [_member(sides, fact, *others) for fact in facts]
    return [_whole(sides)] * len(facts)


def _says_const(sides: Sides) -> bool:
    return sides.before.says("const") or sides.after.says("const")


def _member(sides: Sides, fact: Fact, old: list[str], new: list[str]) -> Verdict:
    """Judge one value that came to `enum` or went from it, if all else allows it, by the other
    keywords of either side; so `enum` may list a million.
    """
    if fact.change.kind == "added":
        value: JSON = fact.change.after  # type: ignore[assignment]
        is_allowed = sides.after.validity.obeys(sides.after.schema, new, value)
        return told("enum-value-added", True, is_allowed, _IDLE)
    value = fact.change.before  # type: ignore[assignment]
    is_allowed = sides.before.validity.obeys(sides.before.schema, old, value)
    return told("enum-value-removed", is_allowed, idle=_IDLE)


def _whole(sides: Sides) -> Verdict:
    """Judge what `enum` and `const` say together."""
    was, now = _listed(sides.before), _listed(sides.after)
    if was is None or now is None:
        return _unlisted(sides, was, now)
    if was.keys() == now.keys():
        return told("values-respelled")
    request = _any_allowed(sides.before, [was[text] for text in was.keys() - now.keys()])
    response = _any_allowed(sides.after, [now[text] for text in now.keys() - was.keys()])
    only_const = sides.before.says("const") and sides.after.says("const")
    if was.keys() < now.keys():
        return told("enum-value-added", True, response, _IDLE)
    if was.keys() > now.keys():
        return told("enum-value-removed", request, True, _IDLE)
    return told("const-changed" if only_const else "values-replaced", request, response, _IDLE)


def _unlisted(sides: Sides, was: object, now: object) -> Verdict:
    if was is None and now is None:  # a dialect on either side that does not know the keyword
        return told("vendor-keyword-changed")
    if was is None:
        rule = "const-added" if sides.after.says("const") else "enum-introduced"
        return told(rule, _loses(sides.before, sides.after), True, _IDLE)
    rule = "const-removed" if sides.before.says("const") else "enum-dropped"
    return told(rule, True, _loses(sides.after, sides.before), _IDLE)


def _listed(view: View) -> dict[str, JSON] | None:
    """Return the values that are listed by their canonical forms; None if none are."""
    enum = view.said("enum")
    listed = distinct(enum) if isinstance(enum, list) else None
    if not view.says("const"):
        return listed
    const = view.said("const")
    if listed is None:
        return distinct([const])
    return {text: value for text, value in listed.items() if is_same(value, const)}


def _any_allowed(view: View, values: list[JSON]) -> Certainty:
    answers = [view.allows(value) for value in values]
    if True in answers:
        return True
    return None if None in answers else False


def _loses(old: View, new: View) -> Certainty:
    """Tell whether `old`, which lists no values, allows one that `new` does not list."""
    return lost(old, new.obeying(*_KEYWORDS), old.guesses.at(old.schema))
