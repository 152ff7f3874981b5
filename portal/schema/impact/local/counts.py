"""Limits of lengths and counts: of strings, arrays and objects."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from portal.schema.impact.local import kinds
from portal.schema.impact.local.certainty import Certainty
from portal.schema.impact.local.kinds import Kinds
from portal.schema.impact.local.told import told
from portal.schema.impact.local.validity.scalars import is_number
from portal.schema.impact.local.view import Sides, View, lost
from portal.schema.impact.pair import Fact
from portal.schema.impact.verdict import Verdict
from portal.schema.value import JSON

_IDLE: Final = "limit-without-effect"


class _Counted(NamedTuple):
    """A keyword: the name of its rules, what it concerns, the keyword of the other end."""

    name: str
    concerned: Kinds
    other: str
    is_upper: bool


_COUNTED: Final = {
    "maxLength": _Counted("max-length", kinds.STRINGS, "minLength", True),
    "minLength": _Counted("min-length", kinds.STRINGS, "maxLength", False),
    "maxItems": _Counted("max-items", kinds.ARRAYS, "minItems", True),
    "minItems": _Counted("min-items", kinds.ARRAYS, "maxItems", False),
    "maxProperties": _Counted("max-properties", kinds.OBJECTS, "minProperties", True),
    "minProperties": _Counted("min-properties", kinds.OBJECTS, "maxProperties", False),
}
KEYWORDS: Final = frozenset(_COUNTED)


def judge(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    return [_one(sides, fact.keyword) for fact in facts]


def _one(sides: Sides, keyword: str) -> Verdict:
    of = _COUNTED[keyword]
    was, now = (_limit(view, keyword, of) for view in (sides.before, sides.after))
    if was == now:
        return told("limit-respelled")
    if was is None or now is None:
        rule = f"{of.name}-set" if was is None else f"{of.name}-unset"
    else:
        rule = f"{of.name}-{'lowered' if now < was else 'raised'}"
    request = _loses(sides.before, sides.after, keyword, of)
    response = _loses(sides.after, sides.before, keyword, of)
    return told(rule, request, response, _IDLE)


def _limit(view: View, keyword: str, of: _Counted) -> float | None:
    """Return the limit; a lower one of 0 is none."""
    said = view.said(keyword)
    if not is_number(said) or (said == 0 and not of.is_upper):
        return None
    return said


def _loses(old: View, new: View, keyword: str, of: _Counted) -> Certainty:
    """Tell whether `old` allows a value that is beyond the limit of `new`."""
    was, now = _limit(old, keyword, of), _limit(new, keyword, of)
    if now is None or not of.concerned & old.kinds:
        return False
    if was is not None and (was <= now if of.is_upper else was >= now):
        return False
    if old.is_alone(keyword):
        return True
    if _is_empty(old, was, of):
        return False
    return lost(old, new.obeying(keyword), _beyond(old, of, now), of.concerned)


def _is_empty(old: View, was: float | None, of: _Counted) -> bool:
    """Tell whether the limits of both ends contradict each other."""
    there = old.said(of.other)
    if was is None or not is_number(there):
        return False
    return there > was if of.is_upper else there < was


def _beyond(old: View, of: _Counted, now: float) -> Iterator[JSON]:
    """Yield guesses at values of `old` that are just beyond a limit, or far beyond it."""
    aimed: dict[str, JSON] = {**old.schema, "type": [*of.concerned]}
    there = old.said(of.other)
    if of.is_upper:
        least = int(now) + 1
        aimed[of.other] = max(least, there) if is_number(there) else least
    else:
        most = int(now) - 1
        aimed[of.other] = min(most, there) if is_number(there) else most
    yield from old.guesses.at(aimed)
    yield from old.guesses.at({**old.schema, "type": [*of.concerned]})
