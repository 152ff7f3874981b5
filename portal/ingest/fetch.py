"""Fetching: ask a source for its documents, and record whatever comes of it.

The command and the loop both come through here.
"""

import logging
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import partial
from typing import cast

from django.utils import timezone

from portal import upstream
from portal.catalog.addresses import BadName
from portal.catalog.models import Observation, Schema, Source
from portal.catalog.models.snapshot import LONGEST_HEADER
from portal.ingest import record
from portal.ingest.reading import read
from portal.ingest.record import Circumstances
from portal.schema.errors import ParseError
from portal.sentence import Sentence
from portal.upstream.errors import (
    ConfigurationError,
    ConnectTimeout,
    Credentials,
    DeadlineExceeded,
    KeystoneUnavailable,
    NameNotFound,
    NoEndpoint,
    Refused,
    TlsError,
    TooManyRequests,
    Unreachable,
    UpstreamError,
)
from portal.upstream.glance import GLANCE_SCHEMAS
from portal.upstream.source import Kind

log = logging.getLogger(__name__)

# Faults that the source's other documents would only meet again. Asking sixteen times with a wrong
# password locks an account.
_OF_THE_SOURCE = (
    ConfigurationError,
    ConnectTimeout,
    Credentials,
    DeadlineExceeded,
    KeystoneUnavailable,
    NameNotFound,
    NoEndpoint,
    Refused,
    TlsError,
    TooManyRequests,
    Unreachable,
)
_Fault = UpstreamError | ParseError | BadName


@dataclass(frozen=True, slots=True)
class Result:
    """What came of asking for one document."""

    schema: str
    outcome: str
    seconds: float
    version: int | None = None
    changes: int = 0
    message: str = ""

    @property
    def is_failure(self) -> bool:
        return self.version is None

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def names(source: Source) -> tuple[str, ...]:
    """The documents that `source` is asked for, also while it can't be asked."""
    try:
        with upstream.connect(config(source)) as connection:
            return connection.names()
    except UpstreamError:  # clouds.yaml lacks the cloud, and only image services have one
        return tuple(source.chosen or GLANCE_SCHEMAS)


def fetch(
    source: Source,
    wanted: Iterable[str] = (),
    on_result: Callable[[Result], None] = lambda result: None,
) -> list[Result]:
    """Ask `source` for `wanted` (all its documents if empty) and record each answer or fault.

    A fault of one document doesn't keep the others from being asked for; a fault of the source as a
    whole, such as wrong credentials, is recorded for each without asking again. Raises nothing that
    an upstream can cause.
    """
    results = []
    connection: upstream.Upstream | None = None
    broken: UpstreamError | None = None
    with ExitStack() as stack:
        for name in tuple(wanted) or names(source):
            started = time.monotonic()
            is_asked = broken is None
            try:
                if broken is not None:
                    raise broken
                connection = connection or stack.enter_context(upstream.connect(config(source)))
                result = _capture(connection, source, name, started)
            except (UpstreamError, ParseError, BadName) as error:
                if isinstance(error, UpstreamError) and _concerns_all(error):
                    broken = error
                result = _failure(source, name, started, error, is_asked=is_asked)
            results.append(result)
            on_result(result)
    return results


def _concerns_all(error: UpstreamError) -> bool:
    """Whether the source's other documents needn't be asked for now."""
    return isinstance(error, _OF_THE_SOURCE) or error.retry_after is not None


def config(source: Source) -> upstream.SourceConfig:
    kind = cast("Kind", source.kind)
    return upstream.SourceConfig(kind, source.url, source.cloud, tuple(source.chosen))


def _capture(connection: upstream.Upstream, source: Source, name: str, started: float) -> Result:
    schema = Schema.objects.named(source, name)
    asked = _validators(schema)
    there = _known_as(schema, connection.names())
    answer = connection.fetch(there, asked)
    etag, last_modified = answer.etag, answer.last_modified
    if isinstance(answer, upstream.NotModified):
        # It need not repeat the validators that it was asked with.
        etag, last_modified = etag or asked.etag, last_modified or asked.last_modified
        how = _circumstances(answer.seconds, etag, last_modified)
        observation = record.not_modified(schema, how)
    else:
        reading = read(answer.body, source.kind, partial(connection.check, there))
        how = _circumstances(answer.seconds, etag, last_modified, answer.content_type)
        observation = record.capture(schema, reading, how)
    snapshot = observation.snapshot
    assert snapshot is not None  # noqa: S101 - a capture has one; mypy can't know
    return Result(
        schema=name,
        outcome=observation.outcome,
        seconds=_since(started),
        version=snapshot.number,
        changes=snapshot.changes.count() if observation.outcome == "new" else 0,
    )


def message(error: _Fault) -> str:
    """What went wrong and, where that is known, what to do about it."""
    if isinstance(error, UpstreamError):
        return Sentence("{fault} {advice}", fault=str(error), advice=error.advice)
    return str(error)


def _failure(source: Source, name: str, started: float, error: _Fault, *, is_asked: bool) -> Result:
    told = message(error)
    if not is_asked:  # else the address of another document would stand here without a reason
        told = Sentence(
            "Not asked, since another document of this source had just failed: {why}", why=told
        )
    else:  # once; a log of sixteen such lines an hour would hide the rest
        log.warning("%s/%s: %s: %s", source, name, error.code, told)
    result = Result(schema=name, outcome=error.code, seconds=_since(started), message=told)
    if not isinstance(error, BadName):  # there is no schema, so nothing to write it down for
        now = timezone.now()
        wait = error.retry_after if isinstance(error, UpstreamError) else None
        how = Circumstances(
            at=now,
            origin=Observation.Origin.FETCHED,
            seconds=result.seconds,
            retry_at=None if wait is None else now + timedelta(seconds=wait),
        )
        record.failure(Schema.objects.named(source, name), how, error.code, told)
    return result


def _known_as(schema: Schema, names: tuple[str, ...]) -> str:
    """What the source itself calls `schema`, which may have been renamed here since."""
    if schema.name in names:
        return schema.name
    had = schema.former_names.filter(name__in=names).first()
    return had.name if had else schema.name


def _validators(schema: Schema) -> upstream.Validators:
    """What the last answer gave to ask "has it changed?" with."""
    last = schema.observations.captures().last()
    if last is None:
        return upstream.Validators()
    return upstream.Validators(etag=last.etag or None, last_modified=last.last_modified or None)


def _circumstances(
    seconds: float, etag: str | None, last_modified: str | None, content_type: str = ""
) -> Circumstances:
    return Circumstances(
        at=timezone.now(),
        origin=Observation.Origin.FETCHED,
        seconds=seconds,
        content_type=_storable(content_type),
        etag=_storable(etag),
        last_modified=_storable(last_modified),
    )


def _storable(header: str | None) -> str:
    """The value of a header, if it can be stored and sent back."""
    return header if header and header.isprintable() and len(header) <= LONGEST_HEADER else ""


def _since(started: float) -> float:
    return round(time.monotonic() - started, 3)
