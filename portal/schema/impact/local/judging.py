"""Which topic judges which keyword."""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from portal.schema.forms import misfits
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
from portal.schema.impact.local.nullability import constrains, respelled
from portal.schema.impact.local.view import Sides, View
from portal.schema.impact.pair import Fact, Pair
from portal.schema.impact.verdict import Verdict
from portal.schema.keywords import ROWS

Topic: TypeAlias = Callable[[Sides, Sequence[Fact]], list[Verdict]]

# Keywords with one function are judged together.
TOPICS: Final[dict[str, Topic]] = {
    **dict.fromkeys(annotations.FIXED, annotations.fixed),
    **dict.fromkeys(("definitions", "$defs"), annotations.definitions),
    **dict.fromkeys(("description", "readOnly"), annotations.reading),
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


def verdicts(pair: Pair, facts: Sequence[Fact]) -> list[Verdict]:
    """Return what each of the facts about one subschema means, in their order."""
    sides = Sides(pair)
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
    row = ROWS[view.dialect.name].get(keyword)
    if row is None:
        return False
    value = view.schema[keyword]
    return not row.form.accepts(value) or (
        row.form.entry is not None and any(misfits(row.form, value, ""))
    )
