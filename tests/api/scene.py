"""What the tests of the API share: reading its answers, and sources that say what a test needs."""

import json
from datetime import UTC, datetime
from typing import Any, Protocol

from django.http import HttpResponse
from django.utils import timezone

from portal.catalog.models import Observation, Schema, Source
from portal.ingest import record
from portal.ingest.reading import read

DAY_ONE = datetime(2024, 6, 1, tzinfo=UTC)


class Get(Protocol):
    """Asks for what is at `path` below /api/v1/, or at a whole address that the API gave."""

    def __call__(self, path: str, **headers: str) -> HttpResponse: ...


def body(response: HttpResponse) -> Any:
    """What the answer says, read as JSON."""
    return json.loads(response.content)


def results(response: HttpResponse) -> Any:
    """The rows of a list."""
    assert response.status_code == 200, response.content
    return body(response)["results"]


def say(source: Source, name: str, document: Any, at: datetime | None = None, **how: Any) -> Schema:
    """Let `source` say `document`, now unless told otherwise."""
    schema = Schema.objects.named(source, name)
    served = document if isinstance(document, bytes) else json.dumps(document).encode()
    circumstances = record.Circumstances(
        at=at or timezone.now(), origin=Observation.Origin.FETCHED, **how
    )
    record.capture(schema, read(served, source.kind), circumstances)
    schema.refresh_from_db()
    return schema


def widget(**properties: Any) -> dict[str, Any]:
    """A schema document with these properties."""
    return {"type": "object", "properties": properties}
