"""F51, F52: whatever the document says, an answer comes, and the next check works.

Within 2 s on a machine that does nothing else; here, where others run beside it, within a time that
still tells an answer from a hang: engines took minutes for these.
"""

import os
import subprocess
import time
from typing import Any

import pytest

from portal.validation import limits
from portal.validation.check import check
from portal.validation.outcome import Fails, GaveUp, Unusable
from tests.validation.scene import code, nested, read, result

MOST_SECONDS = 12.0

BACKTRACKING = r"(.*)*x\1"  # a reference back, so that no engine can do without trying
LINEAR = ["^(a+)+$", "^(a|a)*$", "^(a|aa)+$", r"^(\w+\s?)*$", "^(.*a){20}$"]


def _workers() -> list[str]:
    """The processes of checks that are there, zombies included."""
    listed = subprocess.run(
        ["ps", "-o", "stat=,args=", "--ppid", str(os.getpid())], capture_output=True, text=True
    ).stdout
    return [line for line in listed.splitlines() if "validation" in line or line.startswith("Z")]


def timed(instance: Any, schema: Any) -> Any:
    """The outcome, which has come in time and has left no process behind."""
    began = time.monotonic()
    outcome = result(instance, schema).outcome
    assert time.monotonic() - began < MOST_SECONDS
    assert _workers() == []
    return outcome


def test_a_pattern_that_backtracks_for_ever_is_stopped() -> None:
    assert timed("a" * 60, {"pattern": BACKTRACKING}) == GaveUp("time")
    assert code("a", {"pattern": "a"}) == "passes"


def test_giving_up_is_never_a_pass() -> None:
    """An engine that gave up on a pattern would call its negation valid."""
    assert timed("a" * 60, {"not": {"pattern": BACKTRACKING}}) == GaveUp("time")


@pytest.mark.parametrize("pattern", LINEAR)
def test_patterns_that_others_hang_on_are_answered(pattern: str) -> None:
    assert isinstance(timed("a" * 10_000 + "!", {"pattern": pattern}), Fails)


@pytest.mark.parametrize("pattern", ["^(?:a{0,5000}){0,5000}$", "(a{1000}){1000}"])
def test_a_pattern_that_would_fill_the_memory_is_refused(pattern: str) -> None:
    assert isinstance(timed("a", {"pattern": pattern}), Unusable)


def test_two_to_the_22_branches() -> None:
    outcome = timed(1, nested(22))
    assert isinstance(outcome, Fails | GaveUp)
    assert code("a string", nested(22)) == "passes"


def test_two_to_the_60_branches_are_stopped() -> None:
    assert timed(1, nested(60)) == GaveUp("time")
    assert code("a", {"type": "string"}) == "passes"


def test_what_is_known_is_told_although_the_rest_takes_too_long() -> None:
    """It fails in the first item already; listing 300 000 errors takes longer than there is."""
    outcome = timed([1] * 300_000, {"items": {"type": "string"}})
    assert isinstance(outcome, Fails)
    assert outcome.violations[0].pointer == "/0"
    assert len(outcome.violations) + (outcome.more or 0) in {1, 300_000}


def test_more_errors_than_are_listed_are_counted() -> None:
    outcome = timed([1] * 1_000, {"items": {"type": "string"}})
    assert isinstance(outcome, Fails)
    assert (len(outcome.violations), outcome.more) == (100, 900)


def test_one_that_hangs_does_not_keep_the_others_waiting() -> None:
    documents = [read({"pattern": BACKTRACKING}), read({"type": "string"}), read(nested(60))]
    began = time.monotonic()
    hangs, fits, hangs_too = (each.outcome.code for each in check("a" * 60, documents, ""))
    assert time.monotonic() - began < MOST_SECONDS
    assert (hangs, fits, hangs_too) == ("gave-up", "passes", "passes")


def test_a_large_document_and_a_large_instance() -> None:
    properties = {f"p{each}": {"type": "string", "enum": ["a", "b"]} for each in range(20_000)}
    instance = {f"p{each}": "a" for each in range(20_000)}
    assert result(instance, {"properties": properties}).outcome.code == "passes"
    outcome = result(instance | {"p7": "c"}, {"properties": properties}).outcome
    assert isinstance(outcome, Fails)
    assert [each.pointer for each in outcome.violations] == ["/p7"]


def test_long_names_fill_nothing() -> None:
    """An error for each of many members below a long name: their pointers would take gigabytes."""
    instance = {"n" * 400_000: [1] * 20_000}
    schema = {"additionalProperties": {"items": {"type": "string"}}}
    outcome = timed(instance, schema)
    assert isinstance(outcome, Fails)
    assert all(len(each.message) < 2_000 for each in outcome.violations)


def test_long_ways_through_references_are_told_in_time() -> None:
    """Each of 91 errors has 20 causes, up to 180 steps away; four times."""
    served = {
        "$ref": "#/definitions/d",
        "definitions": {
            "d": {
                "properties": {
                    "a": {"$ref": "#/definitions/d"},
                    "z": {"oneOf": [{"type": "string"}] * 20},
                }
            }
        },
    }
    instance: dict[str, Any] = {"z": 1}
    for _ in range(90):
        instance = {"a": instance, "z": 1}
    began = time.monotonic()
    found = check(instance, [read(served)] * 4, "")
    assert time.monotonic() - began < MOST_SECONDS
    for each in found:
        assert isinstance(each.outcome, Fails)
        deepest = max(each.outcome.violations, key=lambda error: len(error.pointer))
        assert deepest.schema_pointer == "/definitions/d/properties/z/oneOf"
        at = [cause.schema_pointer for cause in deepest.causes]
        assert at == [f"/definitions/d/properties/z/oneOf/{n}/type" for n in range(20)]


def test_violations_that_take_too_long_to_tell_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """At least one is told, and that nobody knows how many others there are."""
    monkeypatch.setattr(limits, "LISTING_SECONDS", -60)
    outcome = result([1] * 20, {"items": {"type": "string"}}).outcome
    assert isinstance(outcome, Fails)
    assert (len(outcome.violations), outcome.more) == (1, None)


def test_four_large_documents_are_answered_in_time() -> None:
    """Of 1.5 MB each: giving them to the engine takes most of the time that there is."""
    long = {"type": "string", "description": "x" * 100, "enum": ["a", "b"], "maxLength": 3}
    documents = [
        read({"properties": {f"p{number}_{each}": long for each in range(15_000)}})
        for number in range(4)
    ]
    began = time.monotonic()
    found = check({}, documents, "")
    assert time.monotonic() - began < MOST_SECONDS
    assert {each.outcome.code for each in found} <= {"passes", "gave-up"}
