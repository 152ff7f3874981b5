"""A source with an interval is fetched as a whole, without anybody asking."""

import threading
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.catalog.models import FetchRequest, Source
from portal.ingest import fetch, loop
from tests.ingest.deployment import Deployment
from tests.ingest.looping import running, wait_until
from tests.upstream.faulty import answer

pytestmark = pytest.mark.django_db(transaction=True)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _hourly(source: Source) -> None:
    source.every = HOUR
    source.save()


def whole(source: Source, ago: timedelta, *, failed: bool = False) -> None:
    """All its documents were asked for so long ago."""
    FetchRequest.objects.create(
        source=source,
        reason=FetchRequest.Reason.DUE,
        finished_at=timezone.now() - ago,
        results=[{"schema": "image", "version": None if failed else 1}],
    )


def test_a_new_source_is_due(source: Source) -> None:
    loop.want_what_is_due()
    request = FetchRequest.objects.get()
    assert (request.source, request.schema_name, request.reason) == (source, "", "due")


def test_it_is_due_again_after_the_interval(source: Source) -> None:
    whole(source, HOUR - MINUTE)
    assert not loop.is_due(source)
    FetchRequest.objects.all().delete()
    whole(source, HOUR)
    assert loop.is_due(source)


def test_a_reader_who_has_one_document_fetched_does_not_put_it_off(source: Source) -> None:
    whole(source, HOUR)
    reader = FetchRequest.objects.want(source, "images", reason=FetchRequest.Reason.STALE)
    loop.grant(reader, threading.Event())
    assert loop.is_due(source)


def test_after_failures_it_backs_off(source: Source) -> None:
    for ago in (3 * HOUR, 2 * HOUR, 3 * MINUTE):
        whole(source, ago, failed=True)
    assert not loop.is_due(source)
    FetchRequest.objects.update(finished_at=timezone.now() - 4 * MINUTE)
    assert loop.is_due(source)


def test_a_source_that_fails_is_not_asked_at_every_look(
    source: Source, deployment: Deployment
) -> None:
    deployment.set_all(answer(b"", 401))
    with running():
        wait_until(lambda: FetchRequest.objects.exclude(finished_at=None).exists())
        time.sleep(3 * loop.POLL_SECONDS)
    assert deployment.asked() == ["image"]


def test_f26_it_waits_as_long_as_the_source_asks(source: Source, deployment: Deployment) -> None:
    deployment.set_all(answer(b"", 503, retry_after="600"))
    fetch.fetch(source)
    assert not loop.is_due(source)


def test_a_source_that_was_removed_is_never_due(source: Source) -> None:
    source.retired_at = timezone.now()
    source.save()
    loop.want_what_is_due()
    assert not FetchRequest.objects.exists()
