"""Keywords that look at arrays."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Final

from portal.schema.impact.local.certainty import Certainty
from portal.schema.impact.local.kinds import ARRAYS
from portal.schema.impact.local.openness import Openness, is_open, openness
from portal.schema.impact.local.same import is_same
from portal.schema.impact.local.subschemas import replaced
from portal.schema.impact.local.told import told
from portal.schema.impact.local.validity.scalars import is_number
from portal.schema.impact.local.view import Sides, View, lost
from portal.schema.impact.pair import Fact
from portal.schema.impact.verdict import Verdict
from portal.schema.value import ABSENT, JSON

_OPEN, _CLOSED, _SCHEMA = Openness.OPEN, Openness.CLOSED, Openness.SCHEMA
_REST: Final = ("items", "additionalItems")  # what all that is not listed must be
_ALL: Final = ("items", "prefixItems", "additionalItems")
Changes = Mapping[tuple[Openness, Openness], str]


def _by_openness(more: str, less: str, forbidden: str, allowed: str) -> Changes:
    """Return the rules by what was left open before and after."""
    return {
        (_OPEN, _SCHEMA): more,
        (_SCHEMA, _OPEN): less,
        (_OPEN, _CLOSED): forbidden,
        (_SCHEMA, _CLOSED): forbidden,
        (_CLOSED, _OPEN): allowed,
        (_CLOSED, _SCHEMA): allowed,
    }


_ITEMS: Final = _by_openness(
    "items-added", "items-removed", "subschema-forbidden", "subschema-allowed"
)
_FURTHER: Final = _by_openness(
    *("additional-items-narrowed", "additional-items-widened"),
    *("additional-items-forbidden", "additional-items-allowed"),
)
_UNEVALUATED: Final = _by_openness(
    *("unevaluated-items-added", "unevaluated-items-removed"),
    *("unevaluated-items-added", "unevaluated-items-removed"),
)


def prefix(view: View) -> list[JSON]:
    """Return the subschemas of single positions."""
    keyword = "prefixItems" if "prefixItems" in view.dialect.keywords else "items"
    said = view.said(keyword)
    return said if isinstance(said, list) else []


def rest(view: View) -> JSON:
    """Return the subschema of the items that have no position of their own."""
    said = view.said("items", True)
    return view.said("additionalItems", True) if isinstance(said, list) else said


def items(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    """Judge `items`, `prefixItems` and `additionalItems` together."""
    if not ARRAYS & (sides.before.kinds | sides.after.kinds):
        return [told("keyword-without-effect")] * len(facts)
    same = is_same(prefix(sides.before), prefix(sides.after))
    if same and is_same(rest(sides.before), rest(sides.after)):
        silent = "keyword-without-effect" if _evaluates(sides) else "items-respelled"
        return [told(silent)] * len(facts)
    return [_items(sides, fact) for fact in facts]


def _items(sides: Sides, fact: Fact) -> Verdict:
    if fact.name:
        return _position(sides, fact)
    if fact.keyword == "additionalItems" and not _has_positions(sides):
        return told("keyword-without-effect")
    was, now = prefix(sides.before), prefix(sides.after)
    if fact.name is None and fact.change.kind != "changed":
        return told("keyword-respelled")  # an empty array
    if fact.name is None and (was or now):
        return told("items-changed")
    return _rest(sides, _FURTHER if _has_positions(sides) else _ITEMS)


def _has_positions(sides: Sides) -> bool:
    return bool(prefix(sides.before) or prefix(sides.after))


def _evaluates(sides: Sides) -> bool:
    """Tell whether it may matter to other keywords that one looks at the items at all."""
    return "unevaluatedItems" in sides.after.dialect.keywords


def _rest(sides: Sides, rules: Changes) -> Verdict:
    was, now = rest(sides.before), rest(sides.after)
    pair = openness(was, sides.before.validity), openness(now, sides.after.validity)
    if pair not in rules:
        if pair[0] is _SCHEMA:
            return told("items-changed")
        return told("keyword-without-effect" if _evaluates(sides) else "items-respelled")
    request = _loses(sides.before, sides.after, _REST)
    return told(rules[pair], request, _loses(sides.after, sides.before, _REST))


def _loses(old: View, new: View, keywords: tuple[str, ...]) -> Certainty:
    """Tell whether `old` allows an array with an item that these keywords of `new` refuse."""
    guesses = _arrays(old, new, max(len(prefix(old)), len(prefix(new))))
    return lost(old, new.obeying(*keywords), guesses, ARRAYS)


def _arrays(old: View, new: View, at: int) -> Iterator[JSON]:
    """Yield arrays of `old` whose last item, at an index, `new` may refuse."""
    own = prefix(old)[at] if at < len(prefix(old)) else rest(old)
    there = prefix(new)[at] if at < len(prefix(new)) else rest(new)
    head = [one for below in _schemas(old, at) for one in old.guesses.one(below)]
    for value in chain(islice(new.guesses.against(there), 40), old.guesses.at(own)):
        yield [*head, value]
        yield [*head, *[value] * max(1, _least(old) - len(head))]


def _schemas(view: View, length: int) -> list[JSON]:
    listed = prefix(view)[:length]
    return listed + [rest(view)] * min(length - len(listed), 20)


def _least(view: View) -> int:
    said = view.said("minItems", 0)
    return min(int(said), 1_000) if is_number(said) else 0


def _position(sides: Sides, fact: Fact) -> Verdict:
    """Judge one position that came, went, or became true or false."""
    was, now, index = fact.change.before, fact.change.after, int(fact.name or 0)
    if was is not ABSENT and now is not ABSENT:
        return replaced(sides, was, now, lambda old, new, own, other: _at(old, new, index))
    view, other = (sides.before, sides.after) if was is ABSENT else (sides.after, sides.before)
    said: JSON = now if was is ABSENT else was  # type: ignore[assignment]
    left = openness(rest(view), view.validity)
    rule = f"prefix-item-{'added' if was is ABSENT else 'removed'}-{_LEFT[left]}"
    if left is _OPEN and is_open(said, other.validity):
        return told("keyword-without-effect")
    request, response = _at(sides.before, sides.after, index), _at(sides.after, sides.before, index)
    return told(rule, request, response)


_LEFT: Final = {_OPEN: "open", _CLOSED: "closed", _SCHEMA: "otherwise"}


def _at(old: View, new: View, index: int) -> Certainty:
    return lost(old, new.obeying(*_ALL), _arrays(old, new, index), ARRAYS)


def unevaluated(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    keyword = "unevaluatedItems"
    was, now = (view.said(keyword, True) for view in (sides.before, sides.after))
    pair = openness(was, sides.before.validity), openness(now, sides.after.validity)
    if pair not in _UNEVALUATED:
        return [told("keyword-without-effect")] * len(facts)
    request = lost(
        sides.before,
        sides.after.obeying(keyword),
        _unevaluated(sides.before, sides.after),
        ARRAYS,
    )
    response = lost(
        sides.after,
        sides.before.obeying(keyword),
        _unevaluated(sides.after, sides.before),
        ARRAYS,
    )
    return [told(_UNEVALUATED[pair], request, response)] * len(facts)


def _unevaluated(old: View, new: View) -> Iterator[JSON]:
    head = [one for below in prefix(old) for one in old.guesses.one(below)]
    for value in islice(new.guesses.against(new.said("unevaluatedItems", True)), 40):
        yield [*head, value]


def unique(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    was, now = (said is True for said in sides.of("uniqueItems"))
    if was == now:
        return [told("limit-respelled")] * len(facts)
    request, response = _twice(sides.before, sides.after), _twice(sides.after, sides.before)
    rule = "unique-items-on" if now else "unique-items-off"
    return [told(rule, request, response)] * len(facts)


def _twice(old: View, new: View) -> Certainty:
    """Tell whether `old` allows an array with an item twice, if that matters to `new`."""
    most = old.said("maxItems")
    if new.said("uniqueItems") is not True or (is_number(most) and most < 2):
        return False
    return lost(old, new.obeying("uniqueItems"), _twins(old), ARRAYS)


def _twins(view: View) -> Iterator[JSON]:
    size = max(2, _least(view))
    for one in view.guesses.one(rest(view)):
        yield [one] * size
    for one in chain.from_iterable(map(view.guesses.one, prefix(view)[:1])):
        yield [one] * size
    yield from view.guesses.at({**view.schema, "type": "array", "minItems": size})
