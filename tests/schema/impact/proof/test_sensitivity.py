"""The proof itself is tried: it finds out verdicts that were made wrong on purpose."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import jsonschema_rs
import pytest

from portal.schema.dialect import Dialect
from portal.schema.impact import Impact, Judged, Verdict, compare
from portal.schema.impact.contexts import CONTEXTS
from portal.schema.impact.rules import RULES
from tests.schema.impact.proof.aim import aim
from tests.schema.impact.proof.edits import EDITS
from tests.schema.impact.proof.pairs import pairs
from tests.schema.impact.proof.proving import NOTHING, counter_example
from tests.schema.impact.proof.reading import as_read
from tests.schema.impact.proof.trial import tried

_SOON = 60  # pairs, after which a wrong verdict is found at the latest
_DRAFTS = {
    "draft4": jsonschema_rs.Draft4,
    "draft6": jsonschema_rs.Draft6,
    "draft7": jsonschema_rs.Draft7,
    "2019-09": jsonschema_rs.Draft201909,
    "2020-12": jsonschema_rs.Draft202012,
}
_LOST = "tells of no value that the other side refuses, but there is one"


def _says(rule: str, request: Impact, response: Impact) -> bool:
    return (RULES[rule].request.impact, RULES[rule].response.impact) == (request, response)


_NARROWING = [rule for rule in RULES if _says(rule, Impact.BREAKING, Impact.SAFE)]
_WIDENING = [rule for rule in RULES if _says(rule, Impact.SAFE, Impact.BREAKING)]
_EDITORIAL = [rule for rule in RULES if _says(rule, Impact.EDITORIAL, Impact.EDITORIAL)]


def lying(rule: str, lie: Callable[[Verdict], Verdict]) -> Any:
    """Return compare() with another verdict wherever a rule gives its own."""

    def compared(before: Any, after: Any, dialect: Dialect) -> Sequence[Judged]:
        return [
            replace(one, verdict=lie(one.verdict))
            if one.verdict.rule == rule and not one.verdict.context
            else one
            for one in compare(before, after, dialect)
        ]

    return compared


@pytest.mark.parametrize("rule", sorted(_NARROWING + _WIDENING))
def test_swapped_sides_are_found(rule: str) -> None:
    swapped = lying(rule, lambda said: replace(said, request=said.response, response=said.request))
    assert tried(rule, _SOON, swapped, patience=1).lies


@pytest.mark.parametrize("rule", sorted(_NARROWING + _WIDENING))
def test_a_breaking_change_that_is_called_safe_is_found(rule: str) -> None:
    calmed = lying(rule, lambda said: replace(said, request=Impact.SAFE, response=Impact.SAFE))
    assert tried(rule, _SOON, calmed, patience=1).lies


@pytest.mark.parametrize("rule", sorted(_EDITORIAL))
def test_an_editorial_change_that_is_called_breaking_is_found(rule: str) -> None:
    raised = lying(rule, lambda said: replace(said, request=Impact.BREAKING))
    assert tried(rule, _SOON, raised, patience=1).lies


@pytest.mark.parametrize("context", sorted(CONTEXTS))
def test_a_context_that_is_forgotten_is_found(context: str) -> None:
    """A rule's own verdict is wrong somewhere, wherever a context takes its place."""

    def forgetful(before: Any, after: Any, dialect: Dialect) -> Sequence[Judged]:
        return [
            replace(one, verdict=_own(one.verdict)) if one.verdict.context == context else one
            for one in compare(before, after, dialect)
        ]

    rules = [*sorted(_NARROWING + _WIDENING), "read-only-off"]
    assert any(tried(rule, 30, forgetful, patience=1).lies for rule in rules)


def _own(verdict: Verdict) -> Verdict:
    """Return what the rule says without a context; the same where it has no verdict of its own."""
    rule = RULES[verdict.rule]
    request = rule.request.impact or verdict.request
    return Verdict(verdict.rule, request, rule.response.impact or verdict.response)


def test_instances_show_what_set_theory_shows() -> None:
    """jsonschema_rs can subtract one schema from another: where a value is left, instances show
    one, and where none is left, none does.
    """
    decided = {
        jsonschema_rs.canonical.Satisfiability.YES: 0,
        jsonschema_rs.canonical.Satisfiability.NO: 0,
    }
    for rule in sorted(EDITS):
        for before, after, dialect in pairs(rule, 25):
            draft = _DRAFTS.get(dialect.name)
            if draft is None or "readOnly" in repr((before, after)):
                continue
            try:
                left = _left(before, after, dialect, draft)
            except (ValueError, jsonschema_rs.ReferencingError):
                continue  # no valid schema, or one that is beyond it
            if left in decided:
                found = counter_example(
                    "request", before, after, dialect, aim(before, after, dialect)
                )
                is_left = left == jsonschema_rs.canonical.Satisfiability.YES
                assert (found is not NOTHING) == is_left, (before, after, dialect.name)
                decided[left] += 1
    assert min(decided.values()) > 500


def _left(before: Any, after: Any, dialect: Dialect, draft: int) -> Any:
    old, new = (
        jsonschema_rs.canonicalize(
            as_read(document, dialect), draft=draft, validate_formats=True, offline=True
        )
        for document in (before, after)
    )
    return old.subtract(new).satisfiability()
