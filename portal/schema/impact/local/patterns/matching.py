"""Whether a text matches, by following all ways through the pattern at once."""

from typing import Final

from portal.schema.impact.local.certainty import Certainty
from portal.schema.impact.local.patterns import charset
from portal.schema.impact.local.patterns.syntax import Atom, Group, Item, Sequence, read

_MOST_STEPS: Final = 20_000


class _TooLong(Exception):
    """It took too many steps."""


def matches(pattern: str, text: str) -> Certainty:
    """Tell whether a text matches a pattern; None if that cannot be told."""
    alternatives = read(pattern)
    if alternatives is None:
        return None
    walk = _Walk(text)
    try:
        return any(len(text) in walk.sequence(one, {0}) for one in alternatives)
    except _TooLong:
        return None


class _Walk:
    """From each place in a text that can be reached to those that can be reached next."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._left = _MOST_STEPS

    def sequence(self, items: Sequence, places: set[int]) -> set[int]:
        for item in items:
            places = self._item(item, places)
        return places

    def _item(self, item: Item, places: set[int]) -> set[int]:
        reached = set(places) if item.least == 0 else set()
        times = 0
        while places and (item.most is None or times < item.most):
            places = self._once(item.atom, places)
            times += 1
            if times >= item.least:
                if places <= reached:
                    break
                reached |= places
        return reached

    def _once(self, atom: Atom, places: set[int]) -> set[int]:
        self._left -= len(places) + 1
        if self._left < 0:
            raise _TooLong
        if isinstance(atom, Group):
            return set().union(*(self.sequence(one, places) for one in atom.alternatives))
        text = self._text
        return {at + 1 for at in places if at < len(text) and charset.has(atom, text[at])}
