"""`pattern` and `format`."""

from collections.abc import Iterator, Sequence

from portal.schema.impact.local import formats, patterns
from portal.schema.impact.local.certainty import Certainty
from portal.schema.impact.local.kinds import STRINGS
from portal.schema.impact.local.told import told
from portal.schema.impact.local.view import Sides, View, lost
from portal.schema.impact.pair import Fact
from portal.schema.impact.verdict import Verdict
from portal.schema.value import JSON


def pattern(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    was, now = sides.of("pattern")
    request = _loses(sides.before, sides.after, "pattern")
    response = _loses(sides.after, sides.before, "pattern")
    return [told(_pattern_rule(was, now), request, response)] * len(facts)


def _pattern_rule(was: JSON, now: JSON) -> str:
    if not isinstance(was, str):
        return "pattern-added"
    if not isinstance(now, str):
        return "pattern-removed"
    wider, narrower = patterns.includes(now, was), patterns.includes(was, now)
    if wider:
        return "pattern-respelled" if narrower else "pattern-generalized"
    return "pattern-specialized" if narrower else "pattern-changed"


def format_(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    was, now = sides.of("format")
    request = _loses(sides.before, sides.after, "format")
    response = _loses(sides.after, sides.before, "format")
    checked = _is_checked(sides.before, was), _is_checked(sides.after, now)
    if not all(checked) or {was, now} & formats.OF_OTHER_KINDS:
        return [told("format-unknown", request, response)] * len(facts)
    return [told(_format_rule(was, now), request, response)] * len(facts)


def _format_rule(was: JSON, now: JSON) -> str:
    if was is None:
        return "format-added"
    if now is None:
        return "format-removed"
    if (was, now) in formats.INCLUDED:
        return "format-generalized"
    return "format-specialized" if (now, was) in formats.INCLUDED else "format-changed"


def _is_checked(view: View, name: JSON) -> bool:
    return name is None or name in formats.CHECKED[view.dialect.name]


def _loses(old: View, new: View, keyword: str) -> Certainty:
    if not new.says(keyword):
        return None if STRINGS & old.kinds else False
    if keyword == "pattern" and patterns.includes(str(new.said(keyword)), _own(old)):
        return False
    return lost(old, new.obeying(keyword), _guesses(old, new, keyword), STRINGS)


def _own(view: View) -> str:
    """Return the pattern of a view; without one, a pattern that everything matches."""
    said = view.said("pattern")
    return said if isinstance(said, str) else ""


def _guesses(old: View, new: View, keyword: str) -> Iterator[JSON]:
    said = new.said(keyword)
    if keyword == "pattern" and isinstance(said, str):
        yield from patterns.counters(said)
    yield from old.guesses.at({**old.schema, "type": "string"})
    yield from formats.SAMPLES
