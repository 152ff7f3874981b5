"""`contains`, with how often."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, TypeAlias

from portal.schema.impact.local.arrays import rest
from portal.schema.impact.local.certainty import Certainty
from portal.schema.impact.local.kinds import ARRAYS
from portal.schema.impact.local.told import told
from portal.schema.impact.local.validity.scalars import is_number
from portal.schema.impact.local.view import Sides, View, lost
from portal.schema.impact.pair import Fact
from portal.schema.impact.verdict import Verdict
from portal.schema.value import JSON

Often: TypeAlias = tuple[float, float | None]  # at least, at most
_ANY_NUMBER: Final[Often] = (0, None)
_MOST: Final = 200


def judge(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    """Judge `contains`, `minContains` and `maxContains` together."""
    was, now = _wanted(sides.before), _wanted(sides.after)
    if {was, now} <= {None, _ANY_NUMBER}:
        return [told("keyword-without-effect")] * len(facts)
    request, response = _loses(sides.before, sides.after), _loses(sides.after, sides.before)
    if was is None or now is None:
        rule = "contains-added" if was is None else "contains-removed"
        return [told(rule, request, response)] * len(facts)
    return [told(_rule(fact.keyword, was, now), request, response) for fact in facts]


def _wanted(view: View) -> Often | None:
    """Return how often such an item must be there; None if nothing says so."""
    if not view.says("contains"):
        return None
    least, most = view.said("minContains", 1), view.said("maxContains")
    return least if is_number(least) else 1, most if is_number(most) else None


def _rule(keyword: str, was: Often, now: Often) -> str:
    if keyword == "contains":
        return "contains-changed"
    index = 0 if keyword == "minContains" else 1
    old, new = was[index], now[index]
    if old == new:
        return "limit-respelled"
    if old is None or new is None:
        return "max-contains-set" if old is None else "max-contains-unset"
    return f"{('min', 'max')[index]}-contains-{'raised' if new > old else 'lowered'}"


def _loses(old: View, new: View) -> Certainty:
    """Tell whether `old` allows an array with too few or too many such items for `new`."""
    if not new.says("contains"):
        return False
    return lost(old, new.obeying("contains"), _guesses(old, new), ARRAYS)


def _guesses(old: View, new: View) -> Iterator[JSON]:
    """Yield arrays with about as many such items as either side wants, and with others."""
    wanted = new.said("contains")
    such = old.guesses.one({"allOf": [rest(old), wanted]})
    against = islice(new.guesses.against(wanted), 20)
    other = [one for one in against if old.validity.holds(rest(old), one) is True][:2]
    yield from old.guesses.at(old.schema)
    limits = [limit for often in (_wanted(old), _wanted(new)) for limit in often or ()]
    around = {min(int(limit), _MOST) for limit in limits if limit is not None}
    for size in sorted({0, 1, 2} | around | {size + 1 for size in around}):
        yield [*other[:1]] * size
        for one in such:
            yield [one] * size
            yield [one] * size + other
