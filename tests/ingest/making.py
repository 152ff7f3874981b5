"""How the tests of what is stored make sources and versions: through the portal's own code."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from portal.catalog.models import Observation, Schema, Snapshot, Source
from portal.ingest import record
from portal.ingest.reading import read


def as_served(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def make_schema(name: str = "images", *, source: str = "cloud", **settings: Any) -> Schema:
    """A schema of a source, which is made if it is not there."""
    values = {"kind": "glance"} | settings
    owner, _ = Source.objects.get_or_create(name=source, defaults=values)
    return Schema.objects.named(owner, name)


def capture(schema: Schema, document: object, at: datetime | None = None, **how: Any) -> Snapshot:
    """Record that `schema` was served as `document`; the snapshot that it is."""
    reading = read(as_served(document), schema.source.kind)
    origin = Observation.Origin.FETCHED
    circumstances = replace(record.Circumstances(at or timezone.now(), origin), **how)
    snapshot = record.capture(schema, reading, circumstances).snapshot
    assert snapshot is not None
    schema.refresh_from_db()
    return snapshot


def with_properties(*names: str, **schemas: Any) -> dict[str, Any]:
    """A document with these properties: strings, or whatever is given."""
    return {"properties": {name: {"type": "string"} for name in names} | schemas}
