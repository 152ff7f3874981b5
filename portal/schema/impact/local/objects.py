"""Keywords for the properties that are not listed, and between properties."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice

from portal.schema.impact.local import patterns
from portal.schema.impact.local.boundaries import FRESH
from portal.schema.impact.local.certainty import Certainty
from portal.schema.impact.local.kinds import OBJECTS
from portal.schema.impact.local.openness import Openness, is_open, openness
from portal.schema.impact.local.properties import rest_of
from portal.schema.impact.local.subschemas import replaced
from portal.schema.impact.local.told import told
from portal.schema.impact.local.view import Sides, View, lost
from portal.schema.impact.pair import Fact
from portal.schema.impact.verdict import Verdict
from portal.schema.value import ABSENT, JSON

_ADDITIONAL = ("additionalProperties",)
_OPEN, _CLOSED, _SCHEMA = Openness.OPEN, Openness.CLOSED, Openness.SCHEMA


def additional(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    return [_rest(sides, "additionalProperties", _RULES)] * len(facts)


def unevaluated(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    return [_rest(sides, "unevaluatedProperties", _UNEVALUATED_RULES)] * len(facts)


# By what was left open before and after.
_RULES: Mapping[tuple[Openness, Openness], str] = {
    (_OPEN, _CLOSED): "additional-properties-forbidden",
    (_SCHEMA, _CLOSED): "additional-properties-forbidden",
    (_CLOSED, _OPEN): "additional-properties-allowed",
    (_CLOSED, _SCHEMA): "additional-properties-allowed",
    (_OPEN, _SCHEMA): "additional-properties-narrowed",
    (_SCHEMA, _OPEN): "additional-properties-widened",
}
_UNEVALUATED_RULES: Mapping[tuple[Openness, Openness], str] = {
    (_OPEN, _CLOSED): "unevaluated-properties-added",
    (_SCHEMA, _CLOSED): "unevaluated-properties-added",
    (_CLOSED, _OPEN): "unevaluated-properties-removed",
    (_CLOSED, _SCHEMA): "unevaluated-properties-removed",
    (_OPEN, _SCHEMA): "unevaluated-properties-added",
    (_SCHEMA, _OPEN): "unevaluated-properties-removed",
}


def _rest(sides: Sides, keyword: str, rules: Mapping[tuple[Openness, Openness], str]) -> Verdict:
    was, now = (view.said(keyword, True) for view in (sides.before, sides.after))
    pair = openness(was, sides.before.validity), openness(now, sides.after.validity)
    rule = rules.get(pair)
    if rule is None:
        evaluates = "unevaluatedProperties" in sides.after.dialect.keywords
        silent = sides.before.says(keyword) != sides.after.says(keyword)
        says_more = evaluates and silent
        return told("keyword-without-effect" if says_more else "additional-properties-respelled")
    request = _loses(sides.before, sides.after, keyword)
    response = _loses(sides.after, sides.before, keyword)
    return told(rule, request, response)


def _loses(old: View, new: View, keyword: str) -> Certainty:
    """Tell whether `old` allows an unlisted property that `new` refuses."""
    if not OBJECTS & old.kinds:
        return False
    rest = new.said(keyword, True)
    own = old.said(keyword, True)
    values = islice(chain(old.guesses.at(own), new.guesses.against(rest)), 60)
    guesses = old.guesses.with_property(old.schema, FRESH, list(values))
    return lost(old, new.obeying(keyword), guesses, OBJECTS)


def by_pattern(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    return [_by_pattern(sides, fact) for fact in facts]


def _by_pattern(sides: Sides, fact: Fact) -> Verdict:
    if fact.name is None:
        return told("keyword-respelled")
    was, now = fact.change.before, fact.change.after
    pattern = fact.name
    if was is not ABSENT and now is not ABSENT:
        return replaced(sides, was, now, lambda old, new, own, other: _matching(old, new, pattern))
    view, verb = (sides.before, "added") if was is ABSENT else (sides.after, "removed")
    said = now if was is ABSENT else was
    if _rest_beside(view) is not _OPEN:
        return told(f"pattern-property-{verb}-otherwise", _any(sides), _any(sides))
    if is_open(said, view.validity):  # type: ignore[arg-type]
        return told("keyword-without-effect")
    if verb == "added":
        return told("pattern-property-added", _matching(sides.before, sides.after, pattern))
    return told("pattern-property-removed", True, _matching(sides.after, sides.before, pattern))


def _any(sides: Sides) -> Certainty:
    return None if OBJECTS & (sides.before.kinds | sides.after.kinds) else False


def _rest_beside(view: View) -> Openness:
    """Return what is left open beside the patterns."""
    bare = {name: said for name, said in view.schema.items() if name != "patternProperties"}
    return rest_of(view.with_schema(bare))[0]


def _matching(old: View, new: View, pattern: str) -> Certainty:
    """Tell whether `old` allows a value under a matching name that `new` refuses."""
    return lost(old, new.obeying("patternProperties"), _named(old, new, pattern), OBJECTS)


def _named(old: View, new: View, pattern: str) -> Iterator[JSON]:
    said = new.said("patternProperties")
    below = said.get(pattern, True) if isinstance(said, dict) else True
    values = list(islice(new.guesses.against(below), 20))
    for name in patterns.samples(pattern):
        yield from old.guesses.with_property(old.schema, name, values)


def names(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    was, now = (view.said("propertyNames", True) for view in (sides.before, sides.after))
    request, response = _misnamed(sides.before, sides.after), _misnamed(sides.after, sides.before)
    if is_open(was, sides.before.validity) and is_open(now, sides.after.validity):
        return [told("keyword-respelled")] * len(facts)
    stricter = is_open(was, sides.before.validity) or now is False
    rule = "property-names-added" if stricter else "property-names-removed"
    return [told(rule, request, response)] * len(facts)


def _misnamed(old: View, new: View) -> Certainty:
    if is_open(new.said("propertyNames", True), new.validity):
        return False
    return lost(old, new.obeying("propertyNames"), _misnamed_guesses(old, new), OBJECTS)


def _misnamed_guesses(old: View, new: View) -> Iterator[JSON]:
    tried = islice(new.guesses.against(new.said("propertyNames", True)), 40)
    own = islice(old.guesses.at(old.said("propertyNames", True)), 10)
    for name in chain(tried, own, (FRESH,)):
        if isinstance(name, str):
            values = old.guesses.one(old.said("additionalProperties", True))
            yield from old.guesses.with_property(old.schema, name, values)
