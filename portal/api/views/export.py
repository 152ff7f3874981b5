"""Everything that is stored, line by line (NDJSON): to be kept elsewhere, and kept up to date.

An observation that first shows a version is followed by the version with its bytes, and by what it
changed. The last line is a cursor: `after` of the next export, which then has what came since.

Each line is the same whenever it is asked for, so that an export can go on where it broke off: it
says nothing that a later capture would change, and its words are English for everybody.
"""

import base64
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Max, Min
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from drf_spectacular.types import OpenApiTypes
from rest_framework.request import Request
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
_MAY_CHANGE: Final = {"is_current", "last_captured_at"}


@describe(
    "export_read",
    "All observations, versions with their bytes, and changes, line by line (NDJSON)",
    {(200, _MEDIA_TYPE): OpenApiTypes.STR},
    more="`line` says what each is: observation, as in the list of captures; version and change, "
    "as in those lists, without what may change; cursor, the last one. `cursor` of a line is what "
    "`after` takes to go on behind all that belongs to its observation. Each line is the same "
    "bytes whenever it is asked for, until a source or a schema is renamed.",
)
class Export(Read):
    parameters = (_AFTER,)
    content_negotiation_class = OneForAll

    def get(self, request: Request) -> HttpResponseBase:
        after, until = int(self.asked.get("after", "0")), _last()
        headers = {"Cache-Control": "no-store", "Content-Language": "en"}
        response = StreamingHttpResponse(
            _lines(after, until), content_type=_MEDIA_TYPE, headers=headers
        )
        response.of_no_language = True  # type: ignore[attr-defined]
        return response


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
            with translation.override("en"):  # and not while others are asked
                lines = list(_of(seen))
            yield from lines
        reached = found[-1].pk
    yield _json({"line": "cursor", "after": max(after, until)})


def _of(seen: Observation) -> Iterator[bytes]:
    yield _line("observation", ObservationSerializer(seen).data, seen, seen.pk)
    if seen.snapshot and _first(seen.snapshot) == seen.pk:
        yield from _version(seen.snapshot, seen.pk)


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
    yield _line("version", _lasting(version), snapshot, cursor, body_base64=body)
    for change in version.changes.all():
        yield _line("change", ChangeSerializer(change).data, snapshot, cursor)


def _lasting(version: Snapshot) -> dict[str, Any]:
    """What of a version never changes."""
    told: dict[str, Any] = VersionSerializer(version).data
    captures = {name: told["captures"][name] for name in ("before", "first")}
    lasting = {name: told[name] for name in told if name not in _MAY_CHANGE}
    return lasting | {"captures": captures}


def _line(
    kind: str,
    told: Mapping[str, Any],
    of: Observation | Snapshot,
    cursor: int,
    **more: str,
) -> bytes:
    place = {"source": of.schema.source.name, "schema": of.schema.name}
    return _json({"line": kind, "cursor": cursor, **place, **told, **more})


def _json(row: dict[str, Any]) -> bytes:
    return json.dumps(row, cls=JSONEncoder, ensure_ascii=False).encode() + b"\n"
