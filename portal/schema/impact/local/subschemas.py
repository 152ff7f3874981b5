"""A subschema that is as good as true or false on one side, wherever it stands."""

from collections.abc import Callable
from itertools import chain, islice
from typing import TypeAlias

from portal.schema.impact.local.certainty import Certainty
from portal.schema.impact.local.openness import Openness, openness
from portal.schema.impact.local.told import told
from portal.schema.impact.local.view import Sides, View
from portal.schema.impact.verdict import Verdict
from portal.schema.value import JSON

# Given the old view, the new one, and what stood there on either side: whether a value is lost.
Loses: TypeAlias = Callable[[View, View, JSON, JSON], Certainty]


def loses_itself(old: View, new: View, own: JSON, other: JSON) -> Certainty:
    """Tell whether there is a value that one subschema allows and the other refuses."""
    tried = islice(chain(old.guesses.at(own), new.guesses.against(other)), 80)
    allows, refuses = old.validity.holds, new.validity.holds
    shown = any(allows(own, one) is True and refuses(other, one) is False for one in tried)
    return True if shown else None


def replaced(sides: Sides, was: JSON, now: JSON, loses: Loses) -> Verdict:
    """Judge a subschema that was or became true or false: one side at least is as good as that."""
    old = openness(was, sides.before.validity)
    new = openness(now, sides.after.validity)
    if old is new:
        return told("subschema-respelled")
    if new is Openness.CLOSED or old is Openness.OPEN:
        rule = "subschema-forbidden" if new is Openness.CLOSED else "subschema-constrained"
        return told(rule, loses(sides.before, sides.after, was, now))
    rule = "subschema-allowed" if old is Openness.CLOSED else "subschema-freed"
    return told(rule, True, loses(sides.after, sides.before, now, was))
