"""Whether a value that shows a change at a place certainly makes a whole document that does.

What stands around a place may refuse such a value for other reasons, or allow it all the same by
another branch. So a place is followed up to the root of its document, and each step must take
whatever value is below it. Where that is not certain, the answer is no.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from portal.schema.impact.holding import CONJOINED, Holding, Step
from portal.schema.impact.sense import IN_PLACE
from portal.schema.impact.sites import Site, Unit
from portal.schema.impact.uses import Uses
from portal.schema.value import JSON

_ROOT: Final = ""


class Reach:
    """Follows places of one document up to its root."""

    def __init__(self, uses: Uses) -> None:
        self.uses = uses
        self._holding = Holding(uses)
        self._known: dict[Unit, bool] = {_ROOT: True}

    def climbs(self, steps: Sequence[Step]) -> bool:
        """Tell whether each of these steps, from the inside out, takes whatever is below it."""
        index = 0
        while index < len(steps):
            step = steps[index]
            index += 1
            if step.keyword in IN_PLACE or step.keyword in CONJOINED:
                if not self._holding.beside(step):
                    return False
                continue
            top = step.holder
            while index < len(steps) and steps[index].keyword in CONJOINED:
                top = steps[index].holder  # it holds of the same value
                index += 1
            if not self._holding.around(step, top):
                return False
        return True

    def takes_any_property(self, holder: dict[str, JSON]) -> bool:
        """Tell whether a subschema certainly takes whatever is below any of its properties."""
        return self._holding.is_plain(holder)

    def by_reference(self, unit: Unit, below: Sequence[Step]) -> bool:
        """Tell whether what is at a place in a unit, by these steps, reaches the root by some
        reference to the unit.
        """
        if unit not in self._led_to:
            return False
        if self.climbs(below) and self._reaches(unit):
            return True
        return any(
            self.climbs([*below, *_steps(site)]) and self._reaches(site[-1])
            for site in self.uses.sites(unit)
            if site[-1] in self._led_to
        )

    @cached_property
    def _led_to(self) -> set[Unit]:
        """The units that may reach the root, going by what is for the same value alone: cheap, and
        in many documents it is all that is needed.
        """
        found = {_ROOT}
        pending = [_ROOT]
        while pending:
            for target, sites in self.uses.references(pending.pop()):
                if target not in found and any(map(self._is_let_through, sites)):
                    found.add(target)
                    pending.append(target)
        return found

    def _is_let_through(self, site: Site) -> bool:
        return all(
            self._holding.beside(step)
            for step in _steps(site)
            if step.keyword not in CONJOINED and step.keyword in IN_PLACE
        )

    def _reaches(self, start: Unit) -> bool:
        """Tell whether a unit reaches the root, as it is."""
        came_from: dict[Unit, Unit | None] = {start: None}
        pending = [start]
        for unit in pending:  # it grows
            if self._known.get(unit):
                at: Unit | None = unit
                while at is not None:
                    self._known[at] = True
                    at = came_from[at]
                return True
            for site in self.uses.sites(unit) if unit not in self._known else ():
                further: Unit = site[-1]
                is_new = further not in came_from and further in self._led_to
                if is_new and self.climbs(_steps(site)):
                    came_from[further] = unit
                    pending.append(further)
        self._known.update(dict.fromkeys(came_from, False))
        return False


def _steps(site: Site) -> list[Step]:
    """Return the steps from where a reference leads up to the unit that has the reference."""
    above, keyword, name, schema, *_ = site
    steps = [Step(schema, "$ref", None, schema)]
    while above is not None:
        steps.append(Step(above[3], keyword, name, schema))
        above, keyword, name, schema, *_ = above
    return steps
