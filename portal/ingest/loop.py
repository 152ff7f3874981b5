"""The fetch loop: grants what requests wish for, and wishes for what is due.

One loop runs beside the web server. It asks the database for work twice a second, so that a wish is
granted within one; each request has a thread of its own, so that a slow source holds up no other.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.db.models import Q
from django.utils import timezone

from portal.catalog import freshness
from portal.catalog.models import FetchRequest, Source
from portal.ingest import fetch
from portal.sentence import as_json

log = logging.getLogger(__name__)

POLL_SECONDS = 0.5
PAUSE_SECONDS = 5.0  # while the database doesn't answer
AT_ONCE = 8
# The database is restarting, full, or busy for long.
_HICCUPS = (InterfaceError, OperationalError)
# A request whose loop has died is taken up again; no single document takes this long.
ABANDONED_AFTER = timedelta(minutes=2)
# What was granted is of use to whoever follows its page, and then to nobody.
KEPT_FOR = timedelta(days=30)
FORGET_SECONDS = 3600.0
CHORE_SECONDS = 60.0


class Stopped(Exception):
    """The loop was told to stop while a request was under way."""


def run(stop: threading.Event, chore: Callable[[threading.Event], object] | None = None) -> None:
    """Work until `stop` is set; then finish the documents under way, and leave the rest.

    Once a minute `chore` is done as well, in a thread of its own. It gets `stop`; whatever it
    raises is logged.
    """
    running: set[Future[None]] = set()
    doing: Future[None] | None = None
    forgotten_at = time.monotonic() - FORGET_SECONDS
    begun_at = time.monotonic() - CHORE_SECONDS
    with ThreadPoolExecutor(AT_ONCE + 1, thread_name_prefix="fetch") as pool:
        while not stop.wait(POLL_SECONDS):
            running = {each for each in running if not each.done()}
            is_idle = doing is None or doing.done()
            if chore and is_idle and time.monotonic() - begun_at >= CHORE_SECONDS:
                begun_at = time.monotonic()
                doing = pool.submit(_done, chore, stop)
            try:
                want_what_is_due()
                # What had to wait for a thread would look abandoned.
                for request in claim(AT_ONCE - len(running)):
                    running.add(pool.submit(_granted, request, stop))
                if time.monotonic() - forgotten_at >= FORGET_SECONDS:
                    forget_old()
                    forgotten_at = time.monotonic()
            except _HICCUPS as error:
                log.warning("the database does not answer: %s", error)
                close_old_connections()
                stop.wait(PAUSE_SECONDS)


def want_what_is_due() -> None:
    """Write down a request for each source whose interval has passed."""
    for source in Source.objects.asked().exclude(every=None):
        if is_due(source):
            FetchRequest.objects.want(source, reason=FetchRequest.Reason.DUE)


def is_due(source: Source) -> bool:
    """Whether the interval of `source` has passed since all its documents were last fetched."""
    whole = source.fetch_requests.filter(schema_name="").exclude(finished_at=None)
    attempts = [
        freshness.Attempt(each.finished_at, each.has_failed)
        for each in whole.order_by("-pk")[: freshness.COUNTED]
        if each.finished_at is not None
    ]
    return (
        source.every is not None
        and freshness.is_due(attempts, source.every)
        and not freshness.asks_for_time(source)
    )


def forget_old() -> None:
    """Delete the requests that were granted long ago, but for those that `is_due` looks at."""
    old = FetchRequest.objects.filter(finished_at__lt=timezone.now() - KEPT_FOR)
    for source in set(old.order_by().values_list("source", flat=True)):
        whole = FetchRequest.objects.filter(source=source, schema_name="")
        latest = whole.exclude(finished_at=None).order_by("-pk")[: freshness.COUNTED]
        old.filter(source=source).exclude(pk__in=list(latest.values_list("pk", flat=True))).delete()


def claim(most: int) -> Iterator[FetchRequest]:
    """At most so many requests that nobody works on, the oldest first; now they are ours."""
    now = timezone.now()
    waiting = Q(started_at=None) | Q(progress_at__lt=now - ABANDONED_AFTER)
    wanted = FetchRequest.objects.filter(waiting, finished_at=None).select_related("source")
    for request in wanted.order_by("pk")[:most]:
        # The condition once more: of several loops only one finds the row as it was.
        if FetchRequest.objects.filter(waiting, pk=request.pk, finished_at=None).update(
            started_at=now, progress_at=now
        ):
            request.started_at = request.progress_at = now
            yield request


def grant(request: FetchRequest, stop: threading.Event) -> None:
    """Fetch what `request` asks for, writing down each result as it comes.

    Raises Stopped if `stop` is set in between.
    """

    def progress(result: fetch.Result) -> None:
        told = {"message": as_json(result.message)}  # said in the reader's language
        request.results.append(result.as_dict() | told)
        request.progress_at = timezone.now()
        request.save(update_fields=["results", "progress_at"])
        if stop.is_set() and len(request.results) < request.total:
            raise Stopped

    source = request.source
    wanted = (request.schema_name,) if request.schema_name else fetch.names(source)
    request.results, request.total = [], len(wanted)
    request.save(update_fields=["results", "total"])
    fetch.fetch(source, wanted, progress)


def _done(chore: Callable[[threading.Event], object], stop: threading.Event) -> None:
    try:
        chore(stop)
    except _HICCUPS as error:
        log.warning("a chore is left for later, the database does not answer: %s", error)
    except Exception:
        log.exception("a chore failed")
    finally:
        connection.close()


def _granted(request: FetchRequest, stop: threading.Event) -> None:
    try:
        _close(request, stop)
    except _HICCUPS as error:
        log.warning("%s is left for later, the database does not answer: %s", request, error)
    finally:
        connection.close()


def _close(request: FetchRequest, stop: threading.Event) -> None:
    """Grant `request`, and write down that it is closed, or open to the next loop."""
    try:
        grant(request, stop)
        request.finished_at = timezone.now()
    except Stopped:
        request.started_at = request.progress_at = None
    except _HICCUPS:
        raise
    except Exception:
        # A fault of ours must not end the loop, nor come back with every look.
        log.exception("fetching %s failed", request)
        request.finished_at = timezone.now()
    request.save(update_fields=["started_at", "progress_at", "finished_at"])
