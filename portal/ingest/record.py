"""Writing down what was seen: an observation always, a snapshot when the document is a new one."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from portal.catalog.models import Content, Notice, Observation, Schema, Snapshot
from portal.ingest import derive
from portal.ingest.reading import Reading


class OutOfOrder(ValueError):
    """A document dated before the schema's last capture; versions are recorded in their order."""

    def __init__(self, schema: Schema, at: datetime, last: datetime) -> None:
        super().__init__(
            f"{schema} was last captured at {last.isoformat()}; a document of {at.isoformat()} "
            "can't come after it. Import a schema's versions from the oldest to the newest"
        )


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When, how and from where a document came, or failed to."""

    at: datetime
    origin: str
    seconds: float = 0.0
    provenance: str = ""
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    retry_at: datetime | None = None
    # Imports are dated by hand, so their order is checked; a fetch happens when it happens.
    in_order: bool = False


def capture(schema: Schema, reading: Reading, how: Circumstances) -> Observation:
    """Record that `schema` was served as `reading`: a new snapshot only if it says something new.

    All or nothing, and one at a time: whoever comes second compares with what the first has stored.
    Raises OutOfOrder.
    """
    with transaction.atomic():
        schema = _locked(schema)
        current = schema.current
        if how.in_order:
            _check_order(schema, how.at)
        if current is not None and current.digest == reading.digest:
            return _observe(schema, how, "unchanged", current)
        snapshot = _store(schema, reading, 1 if current is None else current.number + 1)
        observation = _observe(schema, how, "new", snapshot)
        derive.snapshot(snapshot, reading.document)
        if snapshot.changes.exists():
            Notice.objects.write(snapshot)
        return observation


def not_modified(schema: Schema, how: Circumstances) -> Observation:
    """Record that the source says its document is still the current snapshot (HTTP 304)."""
    with transaction.atomic():
        schema = _locked(schema)
        return _observe(schema, how, "not-modified", schema.current)


def failure(schema: Schema, how: Circumstances, outcome: str, message: str) -> Observation:
    """Record that nothing usable came, by the name of the fault. The last good snapshot stays."""
    with transaction.atomic():
        return _observe(_locked(schema), how, outcome, None, message)


def _locked(schema: Schema) -> Schema:
    """`schema` as it is now, ours until the transaction ends.

    The row lock is PostgreSQL's; on SQLite the immediate transaction has the whole database.
    """
    Schema.objects.select_for_update().get(pk=schema.pk)
    return Schema.objects.select_related("source", "current").get(pk=schema.pk)


def _check_order(schema: Schema, at: datetime) -> None:
    last = schema.observations.captures().last()
    if last is not None and at < last.at:
        raise OutOfOrder(schema, at, last.at)


def _store(schema: Schema, reading: Reading, number: int) -> Snapshot:
    content, _ = Content.objects.get_or_create(
        sha256=hashlib.sha256(reading.body).hexdigest(),
        defaults={"body": reading.body, "size": len(reading.body)},
    )
    snapshot = Snapshot.objects.create(
        schema=schema,
        number=number,
        content=content,
        digest=reading.digest,
        dialect=reading.document.dialect.name,
        property_count=len(reading.document.properties),
    )
    schema.current = snapshot
    schema.save(update_fields=["current"])
    return snapshot


def _observe(
    schema: Schema, how: Circumstances, outcome: str, snapshot: Snapshot | None, message: str = ""
) -> Observation:
    last = schema.observations.order_by("-number").values_list("number", flat=True).first()
    return Observation.objects.create(
        schema=schema,
        number=(last or 0) + 1,
        at=how.at,
        seconds=how.seconds,
        origin=how.origin,
        outcome=outcome,
        message=message,
        provenance=how.provenance,
        snapshot=snapshot,
        content_type=how.content_type,
        etag=how.etag,
        last_modified=how.last_modified,
        retry_at=how.retry_at,
    )
