"""Keywords by which `unevaluatedProperties` and `unevaluatedItems` know what was looked at.

Whatever comes or goes there also changes what is left to these two.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from portal.schema.impact.local.kinds import ARRAYS, OBJECTS, Kinds
from portal.schema.impact.local.view import Sides
from portal.schema.impact.pair import Fact
from portal.schema.impact.rule import Impact
from portal.schema.impact.verdict import Verdict

_IN_PLACE: Final = frozenset(
    {"$dynamicRef", "$recursiveRef", "$ref", "allOf", "anyOf", "dependentSchemas", "else", "if"}
    | {"not", "oneOf", "then"}
)
# Their topics look at unevaluatedProperties as at additionalProperties, which it is like here.
_AS_ADDITIONAL: Final = frozenset({"patternProperties", "properties"})
_LEFT_TO: Final[dict[str, tuple[Kinds, frozenset[str]]]] = {
    "unevaluatedItems": (
        ARRAYS,
        _IN_PLACE | {"additionalItems", "contains", "items", "prefixItems"},
    ),
    "unevaluatedProperties": (
        OBJECTS,
        _IN_PLACE | {"additionalProperties", "patternProperties", "properties"},
    ),
}


def unevaluated(sides: Sides, facts: Sequence[Fact], verdicts: list[Verdict]) -> list[Verdict]:
    """Return verdicts that take back what is called safe where an unevaluated* stands beside."""
    schemas = sides.before.schema, sides.after.schema
    if all(map(_LEFT_TO.keys().isdisjoint, schemas)):
        return verdicts  # nearly always
    for left_to, (concerned, evaluating) in _LEFT_TO.items():
        if left_to not in schemas[0] and left_to not in schemas[1]:
            continue
        if not concerned & (sides.before.kinds | sides.after.kinds):
            continue
        if not any(_IN_PLACE & schema.keys() for schema in schemas):
            evaluating -= _AS_ADDITIONAL
        verdicts = [
            _uncertain(verdict) if fact.keyword in evaluating else verdict
            for fact, verdict in zip(facts, verdicts, strict=True)
        ]
    return verdicts


def _uncertain(verdict: Verdict) -> Verdict:
    if Impact.SAFE not in (verdict.request, verdict.response):
        return verdict
    request, response = (
        Impact.WARNING if impact is Impact.SAFE else impact
        for impact in (verdict.request, verdict.response)
    )
    return replace(verdict, request=request, response=response, context="uncertain")
