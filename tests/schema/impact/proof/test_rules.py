"""What each rule says holds: instances decide, in at least 200 pairs of documents for each."""

import pytest

from portal.schema.impact import Impact
from portal.schema.impact.rules import RULES
from tests.schema.impact.proof.edits import EDITS
from tests.schema.impact.proof.proving import SIDES
from tests.schema.impact.proof.trial import ENOUGH, tried

# A verdict of these leaves open what follows, or has no fixed one: no instance decides on it.
_OPEN = (Impact.WARNING, None)


def test_every_rule_can_be_tried() -> None:
    assert set(EDITS) == set(RULES)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_no_verdict_is_refuted(rule: str) -> None:
    """In enough pairs that it judges, by its own verdict, and so that instances can decide."""
    trial = tried(rule)
    assert not trial.lies, f"\n{trial}"
    assert trial.pairs >= ENOUGH
    assert trial.plain >= ENOUGH / 4
    for side in SIDES:
        impact = getattr(RULES[rule], side).impact
        assert impact in _OPEN or trial.decided[side, impact] >= ENOUGH / 8, side
