"""Pairs of documents for a rule: its edit, what may stand beside it, and where it may stand."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from zlib import crc32

from portal.schema.dialect import Dialect
from tests.schema.impact.proof.draw import Draw
from tests.schema.impact.proof.edits import EDITS
from tests.schema.impact.proof.places import placed
from tests.schema.impact.proof.vocabulary import siblings


class Pair(NamedTuple):
    before: Any
    after: Any
    dialect: Dialect


def pairs(rule: str, count: int) -> Iterator[Pair]:
    """Yield pairs of documents whose difference a rule may have to judge, the same in each run."""
    seed = crc32(rule.encode())
    for number in range(count):
        draw = Draw(seed + number)
        states = EDITS[rule](draw)
        if states is None:
            continue
        before, after = states
        if isinstance(before, dict) and isinstance(after, dict) and draw.chance(0.45):
            more = siblings(draw, frozenset(before) | frozenset(after))
            before, after = more | before, more | after
        if draw.chance(0.5):
            before, after = placed(draw, before, after)
        yield Pair(before, after, draw.dialect)
