"""Keywords that constrain no value."""

from collections.abc import Sequence
from typing import Final

from portal.schema.dialect import by_uri
from portal.schema.impact.local.subschemas import loses_itself, replaced
from portal.schema.impact.local.told import told
from portal.schema.impact.local.view import Sides, View
from portal.schema.impact.pair import Fact
from portal.schema.impact.verdict import Verdict
from portal.schema.readonly import read_only
from portal.schema.value import ABSENT, JSON

# The keywords whose rule is the same whatever changed about them.
_FIXED: Final = {
    **dict.fromkeys(("$comment", "deprecated", "examples", "title"), "documentation-changed"),
    **dict.fromkeys(("$id", "id", "$anchor"), "identifier-changed"),
    **dict.fromkeys(("is_base", "links", "name"), "vendor-keyword-changed"),
    **dict.fromkeys(
        ("$dynamicAnchor", "$dynamicRef", "$recursiveAnchor", "$recursiveRef"),
        "dynamic-reference-changed",
    ),
    **dict.fromkeys(("contentEncoding", "contentMediaType", "contentSchema"), "content-changed"),
    "$ref": "reference-unresolved",
    "$vocabulary": "dialect-changed",
    "default": "default-changed",
}
FIXED: Final = frozenset(_FIXED)


def fixed(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    return [told(_FIXED[fact.keyword]) for fact in facts]


def vendor(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    return [told("vendor-keyword-changed")] * len(facts)


def malformed(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    return [told("keyword-malformed")] * len(facts)


def definitions(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    return [_definition(sides, fact) for fact in facts]


def _definition(sides: Sides, fact: Fact) -> Verdict:
    was, now = fact.change.before, fact.change.after
    if fact.name is None:
        return told("keyword-respelled")
    if was is ABSENT or now is ABSENT:
        return told("definition-added" if was is ABSENT else "definition-removed")
    return replaced(sides, was, now, loses_itself)


def dialect(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    named = [_named(view) for view in (sides.before, sides.after)]
    return [told("dialect-respelled" if named[0] == named[1] else "dialect-changed")] * len(facts)


def _named(view: View) -> object:
    served = view.schema.get("$schema")
    if not isinstance(served, str):
        return view.dialect.name
    known = by_uri(served)
    return served if known is None else known.name


def reading(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    """Judge `readOnly` and `description`, which may say the same in prose."""
    marked, marks = _marked(sides.before), _marked(sides.after)
    was = marked or sides.before.said("readOnly") is True
    now = marks or sides.after.said("readOnly") is True
    if was == now:
        of_both = told("read-only-respelled" if was else "keyword-respelled")
    else:
        of_both = told("read-only-on" if now else "read-only-off")
    of_text = told("documentation-changed") if marked == marks else of_both
    return [of_both if fact.keyword == "readOnly" else of_text for fact in facts]


def _marked(view: View) -> bool:
    text: JSON = view.said("description") if view.dialect.prose_read_only else None
    return isinstance(text, str) and "(" in text and read_only(False, text) is not None


def write_only(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    was, now = (said is True for said in sides.of("writeOnly"))
    rule = "keyword-respelled" if was == now else "write-only-on" if now else "write-only-off"
    return [told(rule)] * len(facts)
