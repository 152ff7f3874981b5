"""When a schema is asked for again: once it is old, but not at once after a fault."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from portal.catalog import freshness
from portal.catalog.freshness import Attempt
from portal.catalog.models import FetchRequest, Observation, Schema
from portal.ingest import record
from tests.ingest.making import capture, make_schema, with_properties

HOUR = timedelta(hours=1)


def attempts(ago: timedelta, *, failures: int) -> list[Attempt]:
    """So many failures in a row, the last of them so long ago, after a success."""
    at = timezone.now() - ago
    return [Attempt(at, failed=True)] * failures + [Attempt(at, failed=False)]


@pytest.fixture
def schema(db: None) -> Schema:
    return make_schema(url="https://image.example.org", max_age=HOUR)


def failed(schema: Schema, at: datetime, retry_at: datetime | None = None) -> None:
    origin = Observation.Origin.FETCHED
    how = record.Circumstances(at=at, origin=origin, retry_at=retry_at)
    record.failure(schema, how, "unavailable", "It is down.")


def test_what_was_never_asked_for_is_due() -> None:
    assert freshness.is_due([], HOUR)


def test_what_was_captured_is_due_after_the_interval() -> None:
    assert not freshness.is_due(attempts(HOUR * 0.9, failures=0), HOUR)
    assert freshness.is_due(attempts(HOUR, failures=0), HOUR)


@pytest.mark.parametrize(
    ("failures", "minutes"), [(1, 1), (2, 2), (3, 4), (8, 128), (9, 256), (10, 360), (50, 360)]
)
def test_the_wait_doubles_with_each_failure_within_bounds(failures: int, minutes: int) -> None:
    wait = timedelta(minutes=minutes)
    assert not freshness.is_due(attempts(wait * 0.99, failures=failures), HOUR)
    assert freshness.is_due(attempts(wait, failures=failures), HOUR)


def test_f58_a_clock_that_was_set_back_keeps_nobody_waiting() -> None:
    assert freshness.is_due(attempts(timedelta(days=-365), failures=0), HOUR)


def test_a_page_that_is_fresh_wishes_for_nothing(schema: Schema) -> None:
    capture(schema, with_properties("id"))
    assert freshness.refresh(schema) is None
    assert not FetchRequest.objects.exists()


def test_a_page_that_is_too_old_wishes_once(schema: Schema) -> None:
    capture(schema, with_properties("id"), at=timezone.now() - HOUR)
    request = freshness.refresh(schema)
    assert request is not None
    assert (request.schema_name, request.reason) == ("images", "stale")
    assert freshness.refresh(schema) == request


def test_a_page_waits_for_the_fetch_of_the_whole_source(schema: Schema) -> None:
    whole = FetchRequest.objects.want(schema.source, reason=FetchRequest.Reason.DUE)
    assert freshness.refresh(schema) == whole
    assert FetchRequest.objects.count() == 1


def test_a_page_leaves_what_fails_alone_for_a_while(schema: Schema) -> None:
    capture(schema, with_properties("id"), at=timezone.now() - HOUR)
    failed(schema, timezone.now())
    assert freshness.refresh(schema) is None
    failed(schema, timezone.now() - timedelta(minutes=2))
    assert freshness.refresh(schema) is not None


def test_f26_a_source_that_asks_for_time_gets_it_for_all_its_schemas(schema: Schema) -> None:
    asked = timezone.now() - timedelta(minutes=5)
    failed(schema, asked, retry_at=asked + timedelta(minutes=10))
    other = make_schema("tasks")
    assert freshness.refresh(schema) is None
    assert freshness.refresh(other) is None
    Observation.objects.update(retry_at=asked + timedelta(minutes=4))
    assert freshness.refresh(other) is not None


def test_f58_a_time_asked_for_has_a_bound_whatever_the_clock_says(schema: Schema) -> None:
    failed(schema, timezone.now() - HOUR, retry_at=timezone.now() + timedelta(days=365))
    assert freshness.refresh(schema) is not None


@pytest.mark.parametrize("settings", [{"url": ""}, {"retired_at": timezone.now()}])
def test_nobody_is_asked_for_a_source_that_is_recorded_or_removed(
    schema: Schema, settings: dict[str, object]
) -> None:
    for name, value in settings.items():
        setattr(schema.source, name, value)
    assert freshness.refresh(schema) is None
