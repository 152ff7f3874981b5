"""Subschemas that apply to the same value."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Final, TypeAlias

from portal.schema.impact.local import kinds
from portal.schema.impact.local.certainty import Certainty
from portal.schema.impact.local.kinds import Kinds
from portal.schema.impact.local.openness import is_closed, is_open
from portal.schema.impact.local.subschemas import replaced
from portal.schema.impact.local.told import told
from portal.schema.impact.local.view import Sides, View, lost
from portal.schema.impact.pair import Fact
from portal.schema.impact.verdict import Verdict
from portal.schema.value import ABSENT, JSON

Loses: TypeAlias = tuple[Certainty, Certainty]  # for requests, for responses
_NAMES: Final = {"allOf": "all-of", "extends": "all-of", "anyOf": "any-of", "oneOf": "one-of"}


def judge(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    """Judge the branches of allOf, anyOf, oneOf and draft 3's extends."""
    loses = {keyword: _both(sides, keyword) for keyword in {fact.keyword for fact in facts}}
    return [_branch(sides, fact, loses[fact.keyword]) for fact in facts]


def _both(sides: Sides, keyword: str) -> Loses:
    return _loses(sides.before, sides.after, keyword), _loses(sides.after, sides.before, keyword)


def _branch(sides: Sides, fact: Fact, loses: Loses) -> Verdict:
    keyword, was, now = fact.keyword, fact.change.before, fact.change.after
    if fact.name is None:
        return _keyword(sides, fact)
    if was is not ABSENT and now is not ABSENT:
        if keyword == "oneOf":
            return told("one-of-branch-changed")
        return replaced(sides, was, now, lambda old, new, own, other: _loses(old, new, keyword))
    if keyword in ("allOf", "extends"):
        return _all_of(sides, fact, loses)
    name = _NAMES[keyword]
    if keyword not in sides.before.schema:
        return told(f"{name}-introduced", loses[0])
    if keyword not in sides.after.schema:
        return told(f"{name}-dropped", True, loses[1])
    return _any_of(fact, loses) if keyword == "anyOf" else _one_of(sides, fact, loses)


def _keyword(sides: Sides, fact: Fact) -> Verdict:
    was, now = fact.change.before, fact.change.after
    if fact.change.kind == "changed" and isinstance(was, list) and isinstance(now, list):
        return told("branches-reordered")
    return told(
        "keyword-respelled" if fact.keyword in ("allOf", "extends") else "keyword-malformed"
    )


def _all_of(sides: Sides, fact: Fact, loses: Loses) -> Verdict:
    is_new = fact.change.before is ABSENT
    said: JSON = fact.change.after if is_new else fact.change.before  # type: ignore[assignment]
    if is_open(said, (sides.after if is_new else sides.before).validity):
        return told("keyword-without-effect")
    if is_new:
        return told("all-of-branch-added", loses[0])
    return told("all-of-branch-removed", True, loses[1])


def _any_of(fact: Fact, loses: Loses) -> Verdict:
    is_new = fact.change.before is ABSENT
    if is_closed(fact.change.after if is_new else fact.change.before):  # type: ignore[arg-type]
        return told("keyword-without-effect")
    if is_new:
        return told("any-of-branch-added", True, loses[1])
    return told("any-of-branch-removed", loses[0])


def _one_of(sides: Sides, fact: Fact, loses: Loses) -> Verdict:
    is_new = fact.change.before is ABSENT
    view = sides.after if is_new else sides.before
    said: JSON = fact.change.after if is_new else fact.change.before  # type: ignore[assignment]
    branches = view.said("oneOf")
    others = (
        [branch for branch in branches if branch is not said] if isinstance(branches, list) else []
    )
    own = possible(said, view)
    disjoint = all(not own & possible(other, view) for other in others)
    if is_new:
        return (
            told("one-of-branch-added-disjoint", True, loses[1])
            if disjoint
            else told("one-of-branch-added")
        )
    return (
        told("one-of-branch-removed-disjoint", loses[0])
        if disjoint
        else told("one-of-branch-removed")
    )


def possible(schema: JSON, view: View) -> Kinds:
    """Return the kinds of values that a branch allows, or more."""
    if isinstance(schema, dict) and "$ref" in schema:
        target = view.resolve(schema)
        schema = True if target is None else target
    if not isinstance(schema, dict):
        return frozenset() if schema is False else kinds.ALL
    branch = view.with_schema(schema)
    if branch.values is not None:
        return branch.kinds & frozenset(map(kinds.kind, branch.values))
    return branch.kinds


def _loses(old: View, new: View, keyword: str) -> Certainty:
    """Tell whether `old` allows a value that a keyword of `new` refuses."""
    if not new.says(keyword) or _lets_all_through(old, new, keyword):
        return False
    return lost(old, new.obeying(keyword), _guesses(old, new, keyword))


def _lets_all_through(old: View, new: View, keyword: str) -> bool:
    """Tell whether it is certain that a keyword of `new` refuses nothing that `old` allows."""
    said = new.said(keyword)
    if keyword == "not":
        return not possible(said, new) & old.kinds
    if keyword == "anyOf" and isinstance(said, list):
        return any(is_open(branch, new.validity) for branch in said)
    return False


def _guesses(old: View, new: View, keyword: str) -> Iterator[JSON]:
    said = new.said(keyword)
    branches: list[JSON] = said if isinstance(said, list) else [said]
    yield from islice(old.guesses.at(old.schema), 30)
    if keyword in ("not", "disallow"):
        forbidden: list[JSON] = [{"type": said}] if keyword == "disallow" else branches
        yield from chain.from_iterable(map(new.guesses.at, forbidden))
    against = chain.from_iterable(new.guesses.against(branch) for branch in branches[:10])
    for value in islice(against, 60):
        yield value
        if isinstance(value, dict):
            yield from (
                {**base, **value} for base in islice(old.guesses.objects(old.schema, ""), 1)
            )


def negation(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    """Judge `not`, and draft 3's `disallow`."""
    keyword = facts[0].keyword
    request = _loses(sides.before, sides.after, keyword)
    response = _loses(sides.after, sides.before, keyword)
    return [_negation(sides, fact, request, response) for fact in facts]


def _negation(sides: Sides, fact: Fact, request: Certainty, response: Certainty) -> Verdict:
    if fact.name is None and fact.change.kind == "changed" and fact.keyword == "disallow":
        both = isinstance(fact.change.before, list) and isinstance(fact.change.after, list)
        return told("branches-reordered" if both else "keyword-malformed")
    forbade, forbids = _forbids(sides.before, fact.keyword), _forbids(sides.after, fact.keyword)
    if not forbade and not forbids:
        return told("keyword-without-effect")
    if not forbade:
        return told("not-added", request)
    if not forbids:
        return told("not-removed", True, response)
    more = fact.change.before is ABSENT or fact.change.after is True or fact.change.after == {}
    return told("not-widened", request) if more else told("not-narrowed", True, response)


def _forbids(view: View, keyword: str) -> bool:
    return view.says(keyword) and view.said(keyword) not in (False, [])


_CONDITION: Final = ("if",)


def condition(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    """Judge `if`, `then` and `else` together."""
    was, now = _is_condition(sides.before), _is_condition(sides.after)
    if not was and not now:
        return [told("keyword-without-effect")] * len(facts)
    request = _loses(sides.before, sides.after, "if")
    response = _loses(sides.after, sides.before, "if")
    if not was or not now:
        rule = "condition-removed" if was else "condition-added"
        return [told(rule, request, response)] * len(facts)
    return [_consequence(fact, request, response) for fact in facts]


def _consequence(fact: Fact, request: Certainty, response: Certainty) -> Verdict:
    if fact.keyword != "if" and fact.change.kind == "added":
        return told("condition-added", request)
    if fact.keyword != "if" and fact.change.kind == "removed":
        return told("condition-removed", True, response)
    return told("condition-changed")


def _is_condition(view: View) -> bool:
    return view.says("if") and (view.says("then") or view.says("else"))
