"""Many values against many subschemas at once, in processes that are stopped where they hang."""

from typing import Any

import pytest

from portal.schema.value import JSON
from portal.validation import batch, limits, process
from tests.validation.scene import read

SCHEMAS = {
    "count": {"type": "integer", "minimum": 5},
    "place": {"$ref": "#/definitions/place"},
    "id": {"type": "string", "pattern": "^[0-9]+$"},
}
BACKTRACKING = r"(.*)*x\1"  # a reference back, so that no engine can do without trying
DEFINITIONS = {"place": {"type": "string", "format": "ipv4"}}


@pytest.fixture(autouse=True)
def in_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is outside of tests."""
    monkeypatch.setattr(batch, "run", process.run)


def passing(values: dict[str, list[JSON]], name: str = "draft7", **schemas: Any) -> dict[str, Any]:
    """Those of the values of each property that pass, by its name."""
    document = read({"properties": SCHEMAS | schemas, "definitions": DEFINITIONS}, name)
    found = batch.passing(document, {f"/properties/{each}": said for each, said in values.items()})
    return {pointer.rpartition("/")[2]: said for pointer, said in found.items()}


def test_only_those_that_are_valid_pass_in_their_order() -> None:
    values: dict[str, list[JSON]] = {
        "count": [5, 4, 7, "5", 4.5],
        "place": ["192.0.2.1", "here", None],
        "id": ["1", "1\n", "x", ""],
    }
    assert passing(values) == {"count": [5, 7], "place": ["192.0.2.1"], "id": ["1"]}


def test_nothing_is_asked_of_the_engine_where_there_is_nothing_to_ask(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(batch, "run", None)
    assert passing({}) == {}


@pytest.mark.parametrize(
    "odd",
    [
        {"pattern": "(["},  # no pattern: nobody knows what it may do to the rest
        {"$ref": "https://elsewhere.example/schema"},
    ],
)
def test_nothing_is_known_where_the_engine_refuses_the_document(odd: Any) -> None:
    assert passing({"count": [5], "odd": [5]}, odd=odd) == {}


def test_a_subschema_that_leads_nowhere_is_left_out() -> None:
    found = passing({"count": [5], "odd": [5], "id": ["1"]}, odd={"$ref": "#/definitions/none"})
    assert found == {"count": [5], "id": ["1"]}


def test_draft_3_is_not_known_to_the_engine() -> None:
    assert passing({"count": [5]}, "draft3") == {}


def test_it_goes_on_behind_what_it_hangs_at() -> None:
    hanging = {"type": "string", "pattern": BACKTRACKING}
    values: dict[str, list[JSON]] = {"count": [5, 1], "hangs": ["a" * 60], "id": ["7"]}
    assert passing(values, hangs=hanging) == {"count": [5], "id": ["7"]}


def test_there_is_an_end_to_the_time_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BATCH_SECONDS", 0)
    assert passing({"count": [5]}) == {}
    monkeypatch.setattr(limits, "BATCH_SECONDS", 60)
    monkeypatch.setattr(batch, "_MOST_PROCESSES", 1)
    hanging = {"type": "string", "pattern": BACKTRACKING}
    assert passing({"hangs": ["a" * 60], "id": ["7"]}, hangs=hanging) == {}
