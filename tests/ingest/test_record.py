"""What is written down of each fetch and import: all of it or nothing, and each version once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from portal.catalog.models import Content, Observation, Property, Schema, Snapshot
from portal.ingest import record
from portal.ingest.record import Circumstances, OutOfOrder
from portal.search import index
from tests.ingest.making import as_served, capture, make_schema, with_properties

pytestmark = pytest.mark.django_db
A, B = with_properties("id"), with_properties("id", "name")


def circumstances() -> Circumstances:
    return Circumstances(at=timezone.now(), origin=Observation.Origin.FETCHED)


def outcomes(schema: Schema) -> list[tuple[str, int | None]]:
    return list(schema.observations.order_by("number").values_list("outcome", "snapshot__number"))


def test_the_first_document_is_version_1() -> None:
    schema = make_schema()
    snapshot = capture(schema, A)
    assert (snapshot.number, snapshot.property_count, snapshot.dialect) == (1, 1, "openstack")
    assert bytes(snapshot.content.body) == as_served(A)
    assert snapshot.content.size == len(as_served(A))
    assert schema.current == snapshot


def test_a_change_that_is_taken_back_is_a_version_again() -> None:
    schema = make_schema()
    assert [capture(schema, document).number for document in (A, B, A)] == [1, 2, 3]
    assert outcomes(schema) == [("new", 1), ("new", 2), ("new", 3)]


def test_the_same_document_is_only_observed() -> None:
    schema = make_schema()
    assert capture(schema, A) == capture(schema, A)
    assert outcomes(schema) == [("new", 1), ("unchanged", 1)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"title": "T", "properties": {}}, {"properties": {}, "title": "T"}),
        (with_properties("id", "name"), with_properties("name", "id")),
        (with_properties(id={"enum": [1, 2]}), with_properties(id={"enum": [2, 1]})),
        (with_properties(id={"maximum": 1}), with_properties(id={"maximum": 1.0})),
    ],
)
def test_f44_what_says_the_same_in_another_order_is_no_version(
    before: object, after: object
) -> None:
    schema = make_schema()
    capture(schema, before)
    capture(schema, after)
    assert outcomes(schema) == [("new", 1), ("unchanged", 1)]


def test_bytes_are_stored_once_however_often_they_come() -> None:
    for name in ("images", "tasks"):
        schema = make_schema(name)
        for document in (A, B, A):
            capture(schema, document)
    assert Snapshot.objects.count() == 6
    assert Content.objects.count() == 2


def test_a_fault_leaves_the_snapshot() -> None:
    schema = make_schema()
    snapshot = capture(schema, A)
    seen = record.failure(schema, circumstances(), "not-found", "It is gone.")
    schema.refresh_from_db()
    assert schema.current == snapshot
    assert (seen.snapshot, seen.outcome, seen.message) == (None, "not-found", "It is gone.")
    assert outcomes(schema) == [("new", 1), ("not-found", None)]


def test_not_modified_is_a_capture_of_the_current_version() -> None:
    schema = make_schema()
    snapshot = capture(schema, A)
    seen = record.not_modified(schema, circumstances())
    assert (seen.snapshot, seen.outcome) == (snapshot, "not-modified")


def test_an_import_must_not_come_before_the_last_capture() -> None:
    schema = make_schema()
    capture(schema, A, at=datetime(2020, 1, 2, tzinfo=UTC), in_order=True)
    with pytest.raises(OutOfOrder, match="from the oldest to the newest"):
        capture(schema, B, at=datetime(2020, 1, 1, tzinfo=UTC), in_order=True)
    assert outcomes(schema) == [("new", 1)]
    capture(schema, B, at=datetime(2020, 1, 2, tzinfo=UTC), in_order=True)
    assert outcomes(schema) == [("new", 1), ("new", 2)]


def test_f58_a_clock_that_goes_back_does_not_change_the_order() -> None:
    schema = make_schema()
    now = timezone.now()
    for hours, document in [(0, A), (-5, B), (-9, A)]:
        capture(schema, document, at=now + timedelta(hours=hours))
    assert outcomes(schema) == [("new", 1), ("new", 2), ("new", 3)]
    assert schema.current is not None
    assert schema.current.number == 3


def test_a_snapshot_that_cannot_be_derived_from_is_not_stored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    schema = make_schema()
    capture(schema, A)

    def fail(*_: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(index, "schema", fail)  # the last step
    with pytest.raises(RuntimeError):
        capture(schema, B)
    schema.refresh_from_db()
    assert schema.current is not None
    assert schema.current.number == 1
    assert outcomes(schema) == [("new", 1)]
    assert Content.objects.count() == 1
    assert not Property.objects.filter(name="name").exists()


def at_once(work: list[Callable[[], object]]) -> None:
    """Do all of it at one time, each on a connection of its own."""
    start = Barrier(len(work))

    def run(each: Callable[[], object]) -> None:
        start.wait()
        try:
            each()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(work)) as pool:
        for done in [pool.submit(run, each) for each in work]:
            done.result()


@pytest.mark.django_db(transaction=True)
def test_f57_two_fetchers_of_one_document_make_one_version() -> None:
    schema = make_schema()
    at_once([lambda: capture(Schema.objects.get(pk=schema.pk), A)] * 2)
    assert outcomes(schema) == [("new", 1), ("unchanged", 1)]


@pytest.mark.django_db(transaction=True)
def test_f56_many_writers_meet_no_lock_error() -> None:
    schemas = [make_schema(f"schema-{number}") for number in range(6)]

    def write(schema: Schema) -> None:
        for document in [A, B] * 5:
            capture(schema, document)

    at_once([lambda schema=schema: write(schema) for schema in schemas])  # type: ignore[misc]
    assert [schema.snapshots.count() for schema in schemas] == [10] * 6
