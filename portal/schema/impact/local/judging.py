"""Which topic judges which keyword."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeAlias

from portal.schema.forms import ANY, misfits
from portal.schema.impact.local import (
    annotations,
    arrays,
    combinators,
    contains,
    counts,
    dependencies,
    numbers,
    objects,
    properties,
    strings,
    types,
    values,
)
from portal.schema.impact.local.evaluation import unevaluated
from portal.schema.impact.local.nullability import WRAPPING, constrains, respelled
from portal.schema.impact.local.patterns import is_broken
from portal.schema.impact.local.view import Sides, View
from portal.schema.impact.pair import Fact, Pair
from portal.schema.impact.verdict import Verdict
from portal.schema.keywords import ROWS
from portal.schema.value import JSON

Topic: TypeAlias = Callable[[Sides, Sequence[Fact]], list[Verdict]]

# Keywords with one function are judged together.
TOPICS: Final[dict[str, Topic]] = {
    **dict.fromkeys(annotations.FIXED, annotations.fixed),
    **dict.fromkeys(("definitions", "$defs"), annotations.definitions),
    **dict.fromkeys(annotations.READING, annotations.reading),
    "$schema": annotations.dialect,
    "writeOnly": annotations.write_only,
    **dict.fromkeys(("type", "nullable"), types.judge),
    **dict.fromkeys(("enum", "const"), values.judge),
    "pattern": strings.pattern,
    "format": strings.format_,
    **dict.fromkeys(("maximum", "exclusiveMaximum"), numbers.upper),
    **dict.fromkeys(("minimum", "exclusiveMinimum"), numbers.lower),
    **dict.fromkeys(("multipleOf", "divisibleBy"), numbers.divisor),
    **dict.fromkeys(counts.KEYWORDS, counts.judge),
    "properties": properties.judge,
    "required": properties.required,
    "additionalProperties": objects.additional,
    "unevaluatedProperties": objects.unevaluated,
    "patternProperties": objects.by_pattern,
    "propertyNames": objects.names,
    **dict.fromkeys(("dependencies", "dependentRequired", "dependentSchemas"), dependencies.judge),
    **dict.fromkeys(("items", "prefixItems", "additionalItems"), arrays.items),
    **dict.fromkeys(("contains", "minContains", "maxContains"), contains.judge),
    "uniqueItems": arrays.unique,
    "unevaluatedItems": arrays.unevaluated,
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "extends"), combinators.judge),
    **dict.fromkeys(("not", "disallow"), combinators.negation),
    **dict.fromkeys(("if", "then", "else"), combinators.condition),
}


_OF_PATTERNS: Final = frozenset({"pattern", "patternProperties"})
# By the name of the dialect, the forms of keywords that not just any value has.
_FORMS: Final = {
    name: {keyword: row.form for keyword, row in rows.items() if row.form is not ANY}
    for name, rows in ROWS.items()
}


def shortly(
    before: annotations.Side, after: annotations.Side, facts: Sequence[Fact]
) -> list[Verdict] | None:
    """Return what facts mean that are all about what people read, as most are; else None."""
    for fact in facts:
        if fact.keyword not in annotations.READING:
            return None
    for schema, dialect in (before, after):
        for keyword in annotations.READING & schema.keys():
            if not _FORMS[dialect.name][keyword].accepts(schema[keyword]):
                return None
    return annotations.read(before, after, facts)


def verdicts(pair: Pair, facts: Sequence[Fact]) -> list[Verdict]:
    """Return what each of the facts about one subschema means, in their order."""
    sides = Sides(pair)
    if len(facts) == 1 and facts[0].keyword not in WRAPPING:  # most often
        return unevaluated(sides, facts, _topic(sides, facts[0].keyword)(sides, facts))
    found: dict[int, Verdict] = {}
    by_keyword: dict[str, Topic] = {}
    by_topic: dict[Topic, list[int]] = {}
    null = respelled(sides, facts)
    for index, fact in enumerate(facts):
        if null is not None and constrains(sides, fact):
            found[index] = null
            continue
        topic = by_keyword.get(fact.keyword)
        if topic is None:
            topic = by_keyword[fact.keyword] = _topic(sides, fact.keyword)
        by_topic.setdefault(topic, []).append(index)
    if len(by_topic) == 1 and not found:
        (topic,) = by_topic
        return unevaluated(sides, facts, topic(sides, facts))
    for topic, indexes in by_topic.items():
        found.update(zip(indexes, topic(sides, [facts[index] for index in indexes]), strict=True))
    verdicts = [found[index] for index in range(len(facts))]
    return unevaluated(sides, facts, verdicts)


def _topic(sides: Sides, keyword: str) -> Topic:
    topic: Topic = annotations.vendor
    for view in (sides.before, sides.after):
        if keyword in view.dialect.keywords:
            if keyword in view.schema and _is_malformed(view, keyword):
                return annotations.malformed
            topic = TOPICS[keyword]
    return topic


def _is_malformed(view: View, keyword: str) -> bool:
    form = _FORMS[view.dialect.name].get(keyword)
    if form is None:
        return False
    value = view.schema[keyword]
    if keyword in _OF_PATTERNS and any(map(is_broken, _patterns(value))):
        return True
    if not form.accepts(value):
        return True
    if form.entry is None:
        return False
    if form.entry.entry is None and isinstance(value, dict) and form.of_object:
        return not all(map(form.entry.accepts, value.values()))  # `properties` may be large
    return any(misfits(form, value, ""))


def _patterns(value: JSON) -> Iterable[str]:
    return value if isinstance(value, dict) else [value] if isinstance(value, str) else ()
