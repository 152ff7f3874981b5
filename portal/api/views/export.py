"""Everything that is stored, line by line (NDJSON): to be kept elsewhere, and kept up to date.

An observation that first shows a version is followed by the version with its bytes, and by what it
changed. The last line is a cursor: `after` of the next export, which then has what came since.
"""

import base64
import json
from collections.abc import Iterator
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Max, Min
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from rest_framework.request import Request
from rest_framework.serializers import Serializer
from rest_framework.utils.encoders import JSONEncoder

from portal.api import stored
from portal.api.negotiation import OneForAll
from portal.api.openapi import describe
from portal.api.parameters import Parameter
from portal.api.serializers.capture import ObservationSerializer
from portal.api.serializers.change import ChangeSerializer
from portal.api.serializers.version import VersionSerializer
from portal.api.views.base import Read
from portal.catalog import documents
from portal.catalog.models import Observation, Snapshot

_MEDIA_TYPE: Final = "application/x-ndjson"
_AFTER = Parameter(
    "after", "The cursor of what is there already.", pattern="^(0|[1-9][0-9]{0,17})$"
)
_CHUNK: Final = 200


@describe(
    "export_read",
    "All observations, versions with their bytes, and changes, line by line (NDJSON)",
    {(200, _MEDIA_TYPE): OpenApiTypes.STR},
)
class Export(Read):
    parameters = (_AFTER,)
    content_negotiation_class = OneForAll

    def get(self, request: Request) -> HttpResponseBase:
        after, until = int(self.asked.get("after", "0")), _last()
        return StreamingHttpResponse(
            _lines(after, until), content_type=_MEDIA_TYPE, headers={"Cache-Control": "no-store"}
        )


def _last() -> int:
    """The key of the last observation up to which none is still being written.

    Keys are given out before what they stand for is committed, so a greater one may be seen first.
    Writers hold the table until they are done, on SQLite the whole database; who has waited for
    them has seen them all.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {Observation._meta.db_table} IN SHARE MODE")
        last: int | None = Observation.objects.aggregate(last=Max("pk"))["last"]
    return last or 0


def _lines(after: int, until: int) -> Iterator[bytes]:
    reached = after
    while found := list(_observations(reached, until)):
        for seen in found:
            yield _line("observation", ObservationSerializer(seen), seen, seen.pk)
            if seen.snapshot and _first(seen.snapshot) == seen.pk:
                yield from _version(seen.snapshot, seen.pk)
        reached = found[-1].pk
    yield _json({"line": "cursor", "after": max(after, until)})


def _observations(after: int, until: int) -> Any:
    rows = Observation.objects.filter(pk__gt=after, pk__lte=until).order_by("pk")
    return rows.select_related("snapshot__content", "schema__source")[:_CHUNK]


def _first(snapshot: Snapshot) -> int | None:
    first: int | None = snapshot.observations.aggregate(first=Min("pk"))["first"]
    return first


def _version(snapshot: Snapshot, cursor: int) -> Iterator[bytes]:
    version = stored.version(snapshot.schema, snapshot.number)
    if version is None:  # purged at this moment
        return
    body = base64.b64encode(documents.raw(snapshot)).decode()
    yield _line("version", VersionSerializer(version), snapshot, cursor, body_base64=body)
    for change in version.changes.all():
        yield _line("change", ChangeSerializer(change), snapshot, cursor)


def _line(
    kind: str,
    serializer: "Serializer[Any]",
    of: Observation | Snapshot,
    cursor: int,
    **more: str,
) -> bytes:
    place = {"source": of.schema.source.name, "schema": of.schema.name}
    return _json({"line": kind, "cursor": cursor, **place, **serializer.data, **more})


def _json(row: dict[str, Any]) -> bytes:
    return json.dumps(row, cls=JSONEncoder, ensure_ascii=False).encode() + b"\n"
