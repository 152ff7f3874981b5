"""Each case under cases/: a pair of schemas, all verdicts on it, and values that show them."""

import json
from pathlib import Path
from typing import Any

import pytest

from portal.schema.dialect import named
from portal.schema.impact import Judged, compare
from portal.schema.impact.rules import RULES
from tests.schema.impact.proof.reading import validator

FOLDER = Path(__file__).parent / "cases"
CASES = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.json"))
}


def told(judged: Judged) -> dict[str, Any]:
    change, verdict = judged.change, judged.verdict
    answer = {
        "pointer": change.pointer,
        "keyword": change.keyword,
        "kind": change.kind,
        "rule": verdict.rule,
        "request": verdict.request.value,
        "response": verdict.response.value,
    }
    return answer | ({"context": verdict.context} if verdict.context else {})


@pytest.mark.parametrize("case", CASES)
def test_the_verdicts_are_those_of_the_case(case: str) -> None:
    expected = CASES[case]
    judged = compare(expected["before"], expected["after"], named(expected["dialect"]))
    assert [told(one) for one in judged] == expected["verdicts"]
    assert case.partition("--")[0] in {one["rule"] for one in expected["verdicts"]} & RULES.keys()


SHOWN = [
    (case, side) for case, held in CASES.items() for side in ("request", "response") if side in held
]


@pytest.mark.parametrize(("case", "side"), SHOWN)
def test_the_value_of_a_case_shows_who_is_hurt(case: str, side: str) -> None:
    held = CASES[case]
    dialect = named(held["dialect"])
    before, after = validator(held["before"], dialect), validator(held["after"], dialect)
    assert before(held[side]) is (side == "request")
    assert after(held[side]) is (side == "response")
    hurt = {verdict[side] for verdict in held["verdicts"]}
    assert hurt & {"breaking", "warning"}


def test_what_breaks_is_shown() -> None:
    """All but what is too large for a file, and what no validator here reads."""
    unshown = {
        case
        for case, held in CASES.items()
        for side in ("request", "response")
        for verdict in held["verdicts"]
        if verdict[side] == "breaking" and side not in held and held["dialect"] != "openstack"
    }
    assert unshown == {"max-length-set--very-long"}
