"""Keywords that constrain no value."""

from collections.abc import Sequence
from typing import Final, TypeAlias

from portal.schema.dialect import Dialect, by_uri
from portal.schema.impact.local.subschemas import loses_itself, replaced
from portal.schema.impact.local.told import told
from portal.schema.impact.local.view import Sides, View
from portal.schema.impact.pair import Fact
from portal.schema.impact.sense import says_read_only
from portal.schema.impact.verdict import Verdict
from portal.schema.value import ABSENT, JSON

Side: TypeAlias = tuple[dict[str, JSON], Dialect]

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
READING: Final = frozenset({"description", "readOnly"})  # known in every dialect


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
    before, after = sides.before, sides.after
    return read((before.schema, before.dialect), (after.schema, after.dialect), facts)


def read(before: Side, after: Side, facts: Sequence[Fact]) -> list[Verdict]:
    """Judge them where nothing else is known of the two sides, as reading() does."""
    marked, marks = _marked(before), _marked(after)
    was = marked or before[0].get("readOnly") is True
    now = marks or after[0].get("readOnly") is True
    if was == now:
        of_both = told("read-only-respelled" if was else "keyword-respelled")
    else:
        of_both = told("read-only-on" if now else "read-only-off")
    of_text = told("documentation-changed") if marked == marks else of_both
    return [of_both if fact.keyword == "readOnly" else of_text for fact in facts]


def _marked(side: Side) -> bool:
    schema, dialect = side
    return dialect.prose_read_only and says_read_only(schema)


def write_only(sides: Sides, facts: Sequence[Fact]) -> list[Verdict]:
    was, now = (said is True for said in sides.of("writeOnly"))
    rule = "keyword-respelled" if was == now else "write-only-on" if now else "write-only-off"
    return [told(rule)] * len(facts)
