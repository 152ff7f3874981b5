"""Pairs on which a verdict was once wrong, or never came: they stay found."""

import json
from pathlib import Path
from typing import Any

import pytest

from portal.schema.dialect import named
from portal.schema.impact import compare
from tests.schema.impact.proof.proving import examine
from tests.schema.timing import quickly

_FOUND: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("found.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("number", range(len(_FOUND)))
def test_no_verdict_is_refuted_any_more(number: int) -> None:
    found = _FOUND[number]
    pair = found["before"], found["after"], named(found["dialect"])
    with quickly(1.0):
        judged = compare(*pair)
    assert judged
    assert not [decided for decided in examine(*pair, judged) if decided.lie]
