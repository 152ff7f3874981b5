"""A judge that computes with sets of values, npm's json-schema-diff, never contradicts us."""

import json
from pathlib import Path
from typing import Any

import pytest

from portal.schema.dialect import DRAFT7
from portal.schema.impact import Impact, compare
from tests.schema.impact.proof.proving import SIDES

_FOLDER = Path(__file__).parents[3] / "recordings/json-schema-diff-1.0.0"
_PAIRS: list[dict[str, Any]] = json.loads((_FOLDER / "pairs.json").read_text(encoding="utf-8"))
_BREAKS = {"request": "removed", "response": "added"}


@pytest.mark.parametrize("number", range(len(_PAIRS)))
def test_no_verdict_contradicts_it(number: int) -> None:
    pair = _PAIRS[number]
    judged = compare(pair["before"], pair["after"], DRAFT7)
    for side in SIDES:
        impacts = {getattr(one.verdict, side) for one in judged}
        if Impact.BREAKING in impacts:
            assert pair[_BREAKS[side]], (side, pair, [one.verdict for one in judged])
        elif Impact.WARNING not in impacts:
            assert not pair[_BREAKS[side]], (side, pair, [one.verdict for one in judged])


def test_both_are_certain_of_most() -> None:
    """A judge that only warned would contradict nobody."""
    certain = sum(
        Impact.WARNING
        not in {getattr(one.verdict, side) for one in compare(p["before"], p["after"], DRAFT7)}
        for p in _PAIRS
        for side in SIDES
    )
    assert certain > len(_PAIRS) * len(SIDES) / 2
