"""The fetch loop grants wishes, one by one and each once, and outlives faults."""

import threading
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from portal.catalog.models import FetchRequest, Schema, Source
from portal.ingest import fetch, loop
from tests.ingest.deployment import Deployment
from tests.ingest.looping import PATIENCE_SECONDS, running, wait_until
from tests.upstream.faulty import Call, answer

pytestmark = pytest.mark.django_db(transaction=True)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def want(source: Source, schema: str = "") -> FetchRequest:
    return FetchRequest.objects.want(source, schema, reason=FetchRequest.Reason.ASKED)


def finished(request: FetchRequest) -> bool:
    request.refresh_from_db()
    return request.finished_at is not None


def grant(request: FetchRequest) -> list[str]:
    """Grant it here and now; the outcomes."""
    loop.grant(request, threading.Event())
    return [result["outcome"] for result in request.results]


class Gate:
    """Holds answers back until it is opened."""

    def __init__(self) -> None:
        self.reached, self._open = threading.Event(), threading.Event()

    def hold(self, call: Call) -> None:
        self.reached.set()
        self._open.wait(PATIENCE_SECONDS)
        answer(b'{"name": "images", "properties": {}}')(call)

    def open(self) -> None:
        self._open.set()


@pytest.fixture
def gate() -> Iterator[Gate]:
    made = Gate()
    yield made
    made.open()


def test_a_wish_is_granted_within_a_second(source: Source) -> None:
    with running():
        time.sleep(loop.POLL_SECONDS)  # it is at work
        request = want(source)
        wait_until(lambda: finished(request))
    assert [result["outcome"] for result in request.results] == ["new"] * 3
    assert request.started_at is not None
    # A second, and as much again for a busy machine.
    assert request.started_at - request.requested_at < timedelta(seconds=2)


def test_results_are_seen_while_the_rest_is_fetched(
    source: Source, deployment: Deployment, gate: Gate
) -> None:
    deployment.set("images", gate.hold)
    request = want(source)
    with running():
        assert gate.reached.wait(PATIENCE_SECONDS)
        request.refresh_from_db()
        assert (request.total, request.finished_at) == (3, None)
        assert [result["schema"] for result in request.results] == ["image"]
        gate.open()
        wait_until(lambda: finished(request))
    assert [result["schema"] for result in request.results] == ["image", "images", "tasks"]


def test_one_schema_is_fetched_alone(source: Source, deployment: Deployment) -> None:
    assert grant(want(source, "tasks")) == ["new"]
    assert deployment.asked() == ["tasks"]


def test_a_slow_source_holds_up_no_other(
    source: Source, deployment: Deployment, gate: Gate
) -> None:
    deployment.set("images", gate.hold)
    other = Source.objects.create(
        name="other", kind="glance", url=deployment.url, chosen=["tasks"]
    )  # fmt: skip
    slow, quick = want(source), want(other)
    with running():
        assert gate.reached.wait(PATIENCE_SECONDS)
        wait_until(lambda: finished(quick))
        assert not finished(slow)
        gate.open()


def test_two_loops_grant_a_wish_once(source: Source, deployment: Deployment) -> None:
    with running(), running():
        for _ in range(5):
            request = want(source, "tasks")
            wait_until(lambda request=request: finished(request))  # type: ignore[misc]
    assert deployment.asked() == ["tasks"] * 5


def test_a_wish_is_claimed_once(source: Source) -> None:
    request = want(source)
    assert list(loop.claim(8)) == [request]
    assert list(loop.claim(8)) == []


def test_no_more_is_claimed_than_there_are_threads_for(source: Source) -> None:
    wishes = [want(source, name) for name in ("image", "images", "tasks")]
    assert list(loop.claim(2)) == wishes[:2]
    assert list(loop.claim(2)) == wishes[2:]


def test_a_wish_whose_loop_has_died_is_taken_up_again(source: Source) -> None:
    request = want(source)
    now = timezone.now()
    FetchRequest.objects.update(started_at=now - HOUR, progress_at=now - MINUTE)
    assert list(loop.claim(8)) == []
    FetchRequest.objects.update(progress_at=now - loop.ABANDONED_AFTER - MINUTE)
    assert list(loop.claim(8)) == [request]
    request.refresh_from_db()
    request.results = [{"schema": "image", "outcome": "new", "version": 1}]
    assert grant(request) == ["new"] * 3


def test_told_to_stop_it_finishes_the_document_and_leaves_the_rest(
    source: Source, deployment: Deployment, gate: Gate
) -> None:
    deployment.set("images", gate.hold)
    request = want(source)
    with running() as stop:
        assert gate.reached.wait(PATIENCE_SECONDS)
        stop.set()
        gate.open()
    assert deployment.asked() == ["image", "images"]
    assert Schema.objects.exclude(current=None).count() == 2
    request.refresh_from_db()
    assert (request.started_at, request.finished_at) == (None, None)
    assert list(loop.claim(8)) == [request]


def test_told_to_stop_at_the_last_document_it_is_done(source: Source) -> None:
    request = want(source, "tasks")
    stop = threading.Event()
    stop.set()
    loop.grant(request, stop)
    assert len(request.results) == 1


def test_a_fault_of_ours_closes_the_wish_and_not_the_loop(
    source: Source, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    fetched = fetch.fetch

    def fail(source: Source, wanted: tuple[str, ...], *rest: object) -> object:
        if wanted == ("image",):
            raise RuntimeError("a fault of ours")
        return fetched(source, wanted, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(fetch, "fetch", fail)
    bad, good = want(source, "image"), want(source, "tasks")
    with running():
        wait_until(lambda: finished(bad) and finished(good))
    assert (len(bad.results), len(good.results)) == (0, 1)
    assert "a fault of ours" in caplog.text


def test_f60_a_database_that_does_not_answer_for_a_while_ends_nothing(
    source: Source, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    claim, hiccups = loop.claim, [OperationalError("locked"), OperationalError("locked")]

    def hiccup(most: int) -> Iterator[FetchRequest]:
        if hiccups:
            raise hiccups.pop()
        return claim(most)

    monkeypatch.setattr(loop, "claim", hiccup)
    monkeypatch.setattr(loop, "PAUSE_SECONDS", 0.1)
    request = want(source)
    with running():
        wait_until(lambda: finished(request))
    assert caplog.text.count("the database does not answer: locked") == 2


def test_f60_what_the_database_interrupts_is_left_for_later(
    source: Source, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise OperationalError("disk full")

    monkeypatch.setattr(fetch.record, "capture", fail)  # type: ignore[attr-defined]
    request = want(source)
    with running():
        wait_until(lambda: "left for later" in caplog.text)
    assert not finished(request)
    assert request.started_at is not None


def test_what_was_granted_long_ago_is_forgotten(source: Source) -> None:
    long_ago = timezone.now() - loop.KEPT_FOR - HOUR
    for schema in ["", "images"] * 12:
        request = want(source, schema)
        request.finished_at = long_ago
        request.results = [{"schema": "images", "version": 1}]
        request.save()
    fresh, waiting = want(source, "image"), want(source, "tasks")
    fresh.finished_at = timezone.now()
    fresh.save()
    loop.forget_old()
    left = FetchRequest.objects.exclude(pk__in=[fresh.pk, waiting.pk])
    # As many of the whole source as tell when it is due.
    assert [each.schema_name for each in left] == [""] * 10
    assert FetchRequest.objects.count() == 12
    source.every = 2 * loop.KEPT_FOR
    assert not loop.is_due(source)


def test_the_loop_forgets_by_itself(source: Source) -> None:
    old = want(source, "images")
    old.finished_at = timezone.now() - loop.KEPT_FOR - MINUTE
    old.save()
    with running():
        wait_until(lambda: not FetchRequest.objects.exists())
