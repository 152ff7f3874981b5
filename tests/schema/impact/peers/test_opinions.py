"""What is said of other tools is in step with our rules."""

from collections import Counter

import pytest

from portal.schema.impact import Impact
from portal.schema.impact.peers import OPINIONS, PEERS, Opinion
from portal.schema.impact.peers import reasons as all_reasons
from portal.schema.impact.rules import RULES
from tests.schema.impact.proof.proving import SIDES

_HARMLESS = {Impact.SAFE, Impact.EDITORIAL}


def _name(opinion: Opinion) -> str:
    return f"{opinion.peer}/{opinion.rule}"


def _differs(opinion: Opinion) -> bool:
    """Tell whether our rule says anything else than the peer on a side that the peer judges."""
    for side in SIDES:
        theirs, ours = getattr(opinion, side), getattr(RULES[opinion.rule], side).impact
        harmless = theirs is not None and {theirs.impact, ours} <= _HARMLESS
        if theirs is not None and theirs.impact is not ours and not harmless:
            return True
    return False


@pytest.mark.parametrize("opinion", OPINIONS, ids=_name)
def test_is_about_a_rule_and_gives_a_reason_where_it_differs(opinion: Opinion) -> None:
    assert opinion.rule in RULES
    assert opinion.request or opinion.response
    assert (opinion.why is not None) == _differs(opinion)


@pytest.mark.parametrize("peer", PEERS)
def test_has_one_opinion_on_a_rule(peer: str) -> None:
    counted = Counter(opinion.rule for opinion in OPINIONS if opinion.peer == peer)
    assert counted
    assert set(counted.values()) == {1}


@pytest.mark.parametrize("opinion", OPINIONS, ids=_name)
def test_its_word_for_the_impact_is_known(opinion: Opinion) -> None:
    for side in SIDES:
        said = getattr(opinion, side)
        assert said is None or said.impact in PEERS[opinion.peer].levels


def test_every_reason_is_used_and_in_both_languages() -> None:
    known = {
        text
        for name in vars(all_reasons)
        if name.isupper()
        for text in [getattr(all_reasons, name)]
    }
    assert known == {opinion.why for opinion in OPINIONS if opinion.why is not None}
    assert all(text.en and text.zh for text in known)
