"""When a schema is too old, and when it may be asked for again."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from portal.catalog.models import FetchRequest, Observation, Schema, Source

# How long to leave what fails alone: doubled with each failure in a row, up to the second.
FIRST_RETRY, LAST_RETRY = timedelta(minutes=1), timedelta(hours=6)
COUNTED = 10  # attempts that are looked at: 1 min * 2 ** 9 is past LAST_RETRY
# No server that asks for time gets more (portal.upstream bounds it as well).
_LONGEST_WAIT = timedelta(hours=1)
_undisturbed = ContextVar("undisturbed", default=False)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One time something was asked for: when, and whether nothing usable came."""

    at: datetime
    failed: bool


def refresh(schema: Schema) -> FetchRequest | None:
    """Write down that `schema` is to be fetched if it is older than its source allows.

    Returns the open request: the page is served at once and says that it is being checked. None
    while the schema is fresh, while nobody can be asked, and while a failing one is left alone.
    """
    source = schema.source
    if not source.is_asked or _undisturbed.get():
        return None
    recent = schema.observations.order_by("-number")[:COUNTED]
    attempts = [Attempt(each.at, failed=each.snapshot_id is None) for each in recent]
    if not is_due(attempts, source.max_age) or asks_for_time(source):
        return None
    return FetchRequest.objects.underway(source, schema.name) or FetchRequest.objects.want(
        source, schema.name, reason=FetchRequest.Reason.STALE
    )


@contextmanager
def undisturbed() -> Iterator[None]:
    """Within it, what is too old is not written down: nobody reads the pages that are made."""
    before = _undisturbed.set(True)
    try:
        yield
    finally:
        _undisturbed.reset(before)


def is_due(attempts: Sequence[Attempt], interval: timedelta) -> bool:
    """Whether to ask again, given the latest attempts (newest first) and the wanted interval.

    After failures the wait is doubled each time, and is never longer than LAST_RETRY.
    """
    if not attempts:
        return True
    failures = next((n for n, attempt in enumerate(attempts) if not attempt.failed), len(attempts))
    doubled = FIRST_RETRY * 2 ** (min(failures, COUNTED) - 1)
    wait = min(doubled, LAST_RETRY) if failures else interval
    # Either way: a clock that was set back would else keep us waiting until it has caught up.
    return abs(timezone.now() - attempts[0].at) >= wait


def asks_for_time(source: Source) -> bool:
    """Whether `source` has told us not to come back yet (Retry-After)."""
    now = timezone.now()
    return Observation.objects.filter(
        schema__source=source, retry_at__gt=now, retry_at__lte=now + _LONGEST_WAIT
    ).exists()
