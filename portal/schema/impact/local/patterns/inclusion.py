"""Whether one pattern certainly matches all that another one matches."""

from functools import lru_cache
from typing import Final

from portal.schema.impact.local.patterns.charset import Charset, within
from portal.schema.impact.local.patterns.syntax import Alternatives, Atom, Group, Sequence, read

_LONGEST: Final = 60


@lru_cache(maxsize=1024)
def includes(wider: str, narrower: str) -> bool:
    """Tell whether it is certain that every text of `narrower` matches `wider`."""
    wide, narrow = read(wider), read(narrower)
    return wide is not None and narrow is not None and _covers(wide, narrow)


def _covers(wide: Alternatives, narrow: Alternatives) -> bool:
    return all(any(_spans(outer, inner) for outer in wide) for inner in narrow)


def _spans(wide: Sequence, narrow: Sequence) -> bool:
    """Tell whether each item of one sequence can be laid over the items of the other, in order.

    An item that may stand any number of times covers any number of items of its characters.
    """
    if len(wide) > _LONGEST or len(narrow) > _LONGEST:
        return False
    # The items of `narrow` that can be covered by those of `wide` so far.
    reached = {0}
    for item in wide:
        following = set()
        for count in reached:
            if item.least == 0:
                following.add(count)
            if item.most is None and item.least == 0 and not isinstance(item.atom, Group):
                end = count
                while end < len(narrow) and _made_of(narrow[end].atom, item.atom):
                    end += 1
                    following.add(end)
            if count < len(narrow):
                inner = narrow[count]
                is_as_often = item.least <= inner.least and (
                    item.most is None or (inner.most is not None and inner.most <= item.most)
                )
                if is_as_often and _over(item.atom, inner.atom):
                    following.add(count + 1)
        reached = following
    return len(narrow) in reached


def _over(wide: Atom, narrow: Atom) -> bool:
    if isinstance(wide, Group):
        return isinstance(narrow, Group) and _covers(wide.alternatives, narrow.alternatives)
    return not isinstance(narrow, Group) and within(narrow, wide)


def _made_of(atom: Atom, characters: Charset) -> bool:
    if isinstance(atom, Group):
        return all(_made_of(item.atom, characters) for items in atom.alternatives for item in items)
    return within(atom, characters)
