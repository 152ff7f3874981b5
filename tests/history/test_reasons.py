"""The reason of each side is one that can be why."""

from portal.history import reasons
from portal.schema.impact import Impact, Verdict
from portal.schema.impact.contexts import CONTEXTS
from portal.schema.impact.rules import RULES

B, W, S = Impact.BREAKING, Impact.WARNING, Impact.SAFE


def test_a_mask_never_says_why_a_side_is_safe() -> None:
    """As in not: {maxLength: 5} beside another branch: exchanged, and then masked."""
    found = reasons.of(Verdict("max-length-raised", W, S, "masked"))
    assert found.request == CONTEXTS["masked"].reason
    assert found.response == CONTEXTS["inverted"].reason


def test_a_read_only_property_says_nothing_of_responses() -> None:
    found = reasons.of(Verdict("type-replaced", S, W, "read-only"))
    assert found.request == CONTEXTS["read-only"].reason
    assert found.response == CONTEXTS["masked"].reason
    assert reasons.of(Verdict("type-replaced", W, S, "write-only")).request == found.response


def test_what_a_reference_leads_to_has_its_own_reason() -> None:
    rule = RULES["reference-changed"]
    assert reasons.of(Verdict("reference-changed", B, S)).request == rule.request.reason
    found = reasons.of(Verdict("reference-changed", S, B, "read-only"))
    assert found.response == rule.response.reason
    assert found.request == CONTEXTS["read-only"].reason
    found = reasons.of(Verdict("reference-changed", B, S, "demanded"))
    assert found.response == rule.response.reason
    assert found.request == CONTEXTS["demanded"].reason


def test_a_side_that_the_context_did_not_change_keeps_the_reason_of_the_rule() -> None:
    found = reasons.of(Verdict("read-only-off", B, S, "demanded"))
    assert found.request == CONTEXTS["demanded"].reason
    assert found.response == RULES["read-only-off"].response.reason
