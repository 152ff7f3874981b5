"""What most units of a document refer to, found in a quarter of the time a Walk takes."""

from collections.abc import Iterable, Mapping, Set
from typing import Final

from portal.schema.dialect import Dialect
from portal.schema.impact.sense import INSIDE, STRAIGHT, Sense
from portal.schema.value import JSON

# What a walk does where it meets a keyword, if not a step into what it holds
TURNS: Final = -1
REFERS: Final = -2

_NOTHING: Final[dict[Sense, set[str]]] = {}  # many units refer to nothing


class Plain:
    """Finds the $refs of units that have nothing else to look at: no sites are made of them.

    `steps` has what a walk does at each keyword, and `turning` those that change the sense of what
    stands below.
    """

    def __init__(self, steps: Mapping[str, int], turning: Set[str], dialect: Dialect) -> None:
        self._steps = steps
        self._is_idle = frozenset(steps).isdisjoint
        self._is_straight = turning.isdisjoint
        self._in_map, self._hides = dialect.in_map, dialect.ref_hides_siblings

    def texts(self, start: dict[str, JSON]) -> dict[Sense, set[str]] | None:
        """Return the texts of the $refs of a unit, by the sense in which they count; None if there
        is anything in it that needs a closer look.
        """
        if self._is_idle(start):
            return _NOTHING
        straight, inside = set[str](), set[str]()
        own = start.get("$ref")
        if self._hides and isinstance(own, str) and self._is_straight(start):
            straight.add(own)
        elif not self._collect(start, straight, inside):
            return None
        if {text[:1] for text in straight | inside} - {"#"}:
            return None  # it may name another document
        return {STRAIGHT: straight, INSIDE: inside} if straight else {INSIDE: inside}

    def _collect(self, start: dict[str, JSON], straight: set[str], inside: set[str]) -> bool:
        """Add the texts; return whether that is all there is."""
        is_idle, is_straight, hides = self._is_idle, self._is_straight, self._hides
        steps, in_map = self._steps, self._in_map
        near = [start]  # what is to be looked at, in place
        far: list[dict[str, JSON]] = []  # and inside
        for schemas, texts, is_far in ((near, straight, False), (far, inside, True)):
            for schema in schemas:  # it grows
                for keyword, value in schema.items():
                    step = steps.get(keyword)
                    if step is None:
                        continue
                    if step == TURNS:
                        return False
                    if step == REFERS:
                        if isinstance(value, str):
                            texts.add(value)
                        continue
                    children: Iterable[JSON] = ()
                    if isinstance(value, dict):
                        children = value.values() if keyword in in_map else (value,)
                    elif isinstance(value, list):
                        children = value
                    found, later = (inside, far) if is_far or step else (straight, near)
                    for child in children:
                        if not isinstance(child, dict):
                            continue
                        if "$ref" not in child:
                            if not is_idle(child):
                                later.append(child)
                        elif (
                            hides
                            and isinstance(text := child["$ref"], str)
                            and (len(child) == 1 or is_straight(child))
                        ):
                            found.add(text)
                        else:
                            later.append(child)
        return True
