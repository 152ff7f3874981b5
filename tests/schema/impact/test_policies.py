"""Warnings that are a choice."""

import pytest

from portal.schema.impact import Impact
from portal.schema.impact.examples import examples
from portal.schema.impact.policies import POLICIES, Policy
from portal.schema.impact.rules import RULES
from portal.schema.value import ABSENT


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.rules[0])
def test_a_choice_is_a_warning_that_a_value_shows(policy: Policy) -> None:
    assert policy.reason.en
    assert policy.reason.zh
    for rule in policy.rules:
        assert getattr(RULES[rule], policy.side).impact is Impact.WARNING
        assert getattr(examples()[rule], policy.side) is not ABSENT


def test_no_choice_is_told_twice() -> None:
    told = [(rule, policy.side) for policy in POLICIES for rule in policy.rules]
    assert len(told) == len(set(told))
