"""What each rule says holds: instances decide, in at least 200 pairs of documents for each."""

import pytest

from portal.schema.impact import Impact
from portal.schema.impact.rules import RULES
from tests.schema.impact.proof.edits import EDITS
from tests.schema.impact.proof.proving import SIDES
from tests.schema.impact.proof.trial import ENOUGH, Trial, tried

# A verdict of these leaves open what follows, or has no fixed one: no instance decides on it.
_OPEN = (Impact.WARNING, None)


@pytest.fixture(scope="module")
def trials() -> dict[str, Trial]:
    """The trials held so far: each is needed twice."""
    return {}


@pytest.fixture
def trial(rule: str, trials: dict[str, Trial]) -> Trial:
    if rule not in trials:
        trials[rule] = tried(rule)
    return trials[rule]


def test_every_rule_can_be_tried() -> None:
    assert set(EDITS) == set(RULES)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_no_verdict_is_refuted(trial: Trial) -> None:
    assert not trial.lies, f"\n{trial}"


@pytest.mark.parametrize("rule", sorted(RULES))
def test_enough_pairs_are_judged(trial: Trial) -> None:
    """By the rule, by its own verdict, and in a way that instances can decide on."""
    assert trial.pairs >= ENOUGH
    assert trial.plain >= ENOUGH / 4
    for side in SIDES:
        impact = getattr(RULES[trial.rule], side).impact
        assert impact in _OPEN or trial.decided[side, impact] >= ENOUGH / 8, side
