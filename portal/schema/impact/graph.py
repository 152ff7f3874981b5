"""Units of a document, and in which senses they lead to each other."""

from collections.abc import Collection

from portal.schema.impact.sense import STRAIGHT, Sense, then
from portal.schema.impact.sites import Unit
from portal.schema.value import JSON


class Graph:
    """From the root through all references: in which senses a unit counts for the document."""

    def __init__(self, units: Collection[Unit]) -> None:
        self.units = units
        self.senses: dict[Unit, set[Sense]] = {}
        self.strange: dict[Unit, JSON] = {}  # units that are no definitions
        # Where a unit leads, and in which sense that counts for it
        self.edges: dict[Unit, list[tuple[Unit, Sense]]] = {}

    def solve(self) -> None:
        """Pass on from the root what each unit counts as, until nothing is new."""
        pending = [("", STRAIGHT)]
        senses = self.senses
        while pending:
            unit, sense = pending.pop()
            for target, further in self.edges.get(unit, ()):
                reached = then(sense, further)
                if target not in senses:
                    senses[target] = {reached}
                elif reached in senses[target]:
                    continue
                else:
                    senses[target].add(reached)
                pending.append((target, reached))
