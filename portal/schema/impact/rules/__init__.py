"""Every rule by its id: the table that judges, and that people can look up."""

from itertools import chain
from typing import Final

from portal.schema.impact.rule import Rule
from portal.schema.impact.rules import (
    annotations,
    arrays,
    combinators,
    limits,
    objects,
    properties,
    references,
    strings,
    types,
    values,
)

# In the order in which the page of the rules shows them.
FAMILIES: Final[dict[str, tuple[Rule, ...]]] = {
    "properties": properties.RULES,
    "types": types.RULES,
    "values": values.RULES,
    "strings": strings.RULES,
    "limits": limits.RULES,
    "arrays": arrays.RULES,
    "objects": objects.RULES,
    "combinators": combinators.RULES,
    "annotations": annotations.RULES,
    "references": references.RULES,
}


def by_id(*rules: Rule) -> dict[str, Rule]:
    """Return rules by their ids; raise ValueError if two have the same."""
    table = {rule.id: rule for rule in rules}
    if len(table) < len(rules):
        raise ValueError("Two rules have the same id")
    return table


RULES: Final[dict[str, Rule]] = by_id(*chain.from_iterable(FAMILIES.values()))
