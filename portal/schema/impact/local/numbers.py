"""Limits of numbers, and what must divide them."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from portal.schema.impact.local.boundaries import around
from portal.schema.impact.local.certainty import Certainty
from portal.schema.impact.local.kinds import NUMBERS, Kinds
from portal.schema.impact.local.told import told
from portal.schema.impact.local.validity.scalars import exact, is_number
from portal.schema.impact.local.view import Sides, View, lost
from portal.schema.impact.pair import Fact
from portal.schema.impact.verdict import Verdict
from portal.schema.value import JSON

_IDLE: Final = "limit-without-effect"
_UPPER: Final = ("maximum", "exclusiveMaximum")
_LOWER: Final = ("minimum", "exclusiveMinimum")
_DIVISORS: Final = ("multipleOf", "divisibleBy")


class _Bound(NamedTuple):
    """How far numbers may go, away from zero of the axis that `sign` gives; then comparable.

    `value` is the bound times the sign, so that a smaller one is always tighter.
    """

    value: Fraction
    inclusive: bool


def upper(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    return [_judge(sides, _UPPER, 1, ("maximum", "lowered", "raised"))] * len(facts)


def lower(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    return [_judge(sides, _LOWER, -1, ("minimum", "raised", "lowered"))] * len(facts)


def _judge(
    sides: Sides, keywords: tuple[str, str], sign: int, words: tuple[str, str, str]
) -> Verdict:
    name, tighter, looser = words
    both = sides.before.kinds | sides.after.kinds
    was, now = (_bound(view, keywords, sign, both) for view in (sides.before, sides.after))
    if was == now:
        return told("limit-respelled")
    if was is None or now is None:
        rule = f"{name}-set" if was is None else f"{name}-unset"
    else:
        rule = f"{name}-{tighter}" if now < was else f"{name}-{looser}"
    request = _loses(sides.before, sides.after, keywords, sign)
    response = _loses(sides.after, sides.before, keywords, sign)
    return told(rule, request, response, _IDLE)


def _bound(view: View, keywords: tuple[str, str], sign: int, of: Kinds) -> _Bound | None:
    """Return the tighter of the two bounds; if there are only integers, the last one within it."""
    plain, exclusive = view.said(keywords[0]), view.said(keywords[1])
    bounds = [
        _Bound(exact(value) * sign, is_inclusive)
        for value, is_inclusive in ((plain, exclusive is not True), (exclusive, False))
        if is_number(value)
    ]
    if not bounds:
        return None
    bound = min(bounds)
    if "number" in of:
        return bound
    last = bound.value.__floor__()
    return _Bound(Fraction(last - (last == bound.value and not bound.inclusive)), True)


def _loses(old: View, new: View, keywords: tuple[str, str], sign: int) -> Certainty:
    """Tell whether `old` allows a number beyond the bound of `new`."""
    was, now = (_bound(view, keywords, sign, old.kinds) for view in (old, new))
    if now is None or not NUMBERS & old.kinds or (was is not None and was <= now):
        return False
    if old.is_alone(*keywords):
        return True
    if _is_empty(old):
        return False
    return lost(old, new.obeying(*keywords), _beyond(old, new, keywords, sign), NUMBERS)


def _is_empty(old: View) -> bool:
    """Tell whether there is no number between both bounds."""
    upper, lower = _bound(old, _UPPER, 1, old.kinds), _bound(old, _LOWER, -1, old.kinds)
    if upper is None or lower is None:
        return False
    room = upper.value + lower.value  # the lower one has the other sign
    return room < 0 or (room == 0 and not (upper.inclusive and lower.inclusive))


def _beyond(old: View, new: View, keywords: tuple[str, str], sign: int) -> Iterator[JSON]:
    aimed = dict(old.schema)
    opposite = _LOWER if sign > 0 else _UPPER
    for keyword in keywords:
        if is_number(value := new.said(keyword)):
            yield from around(value)
            yield value + 2 * sign
            for other in opposite:  # so that multiples beyond the bound are guessed
                aimed.setdefault(other, value)
    yield from old.guesses.at({**aimed, "type": "number"})


def divisor(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    was, now = (_divisor(view) for view in (sides.before, sides.after))
    request = _indivisible(sides.before, sides.after, was, now)
    response = _indivisible(sides.after, sides.before, now, was)
    if was == now:
        return [told("limit-respelled")] * len(facts)
    if was is None or now is None:
        rule = "multiple-of-added" if was is None else "multiple-of-removed"
    elif now % was == 0:
        rule = "multiple-of-to-multiple"
    else:
        rule = "multiple-of-to-divisor" if was % now == 0 else "multiple-of-unrelated"
    return [told(rule, request, response, _IDLE)] * len(facts)


def _divisor(view: View) -> Fraction | None:
    found = [value for keyword in _DIVISORS if is_number(value := view.said(keyword))]
    return exact(found[0]) if found else None


def _indivisible(old: View, new: View, was: Fraction | None, now: Fraction | None) -> Certainty:
    """Tell whether `old` allows a number that the divisor of `new` does not divide."""
    if now is None or not NUMBERS & old.kinds:
        return False
    steps = was or (Fraction(1) if "number" not in old.kinds else None)
    if steps is not None and steps % now == 0:
        return False
    guesses = old.guesses.at({**old.schema, "type": "number"})
    return lost(old, new.obeying(*_DIVISORS), guesses, NUMBERS)
