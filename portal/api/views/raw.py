"""The bytes of a version, exactly as they were served."""

import re

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from rest_framework.request import Request

from portal.api import conditional, digest, links, mementos
from portal.api.negotiation import OneForAll
from portal.api.openapi import OF_BYTES, OF_VERSION, describe
from portal.api.views.base import FOR_EVER, Read
from portal.api.views.below_schema import snapshot, version_links
from portal.catalog import documents
from portal.catalog.models import Schema, Snapshot

_JSON = "application/json"
_JSON_TYPE = re.compile(
    r"application/(?:[a-z0-9.-]+\+)?json(?:; *charset=[a-z0-9-]+)?", re.IGNORECASE
)


@describe(
    "versions_raw",
    "The bytes of a version, exactly as served",
    OpenApiTypes.OBJECT,
    path=("source", "schema", "number"),
    headers=OF_VERSION | OF_BYTES,
)
class Raw(Read):
    parameters = ()
    content_negotiation_class = OneForAll

    def get(self, request: Request, schema: Schema, number: int) -> HttpResponseBase:
        found = snapshot(schema, number)
        empty = HttpResponse(content_type=_content_type(found), headers=_headers(schema, found))
        at = (schema.source.name, schema.name)
        mementos.mark(empty, found, links.schema(*at), links.timemap(*at))
        empty["Last-Modified"] = empty["Memento-Datetime"]
        # The digest is of these bytes, so nothing on the way may compress them: not a cache
        # (no-transform), and not GZipMiddleware, which reads this.
        request._request.META.pop("HTTP_ACCEPT_ENCODING", None)
        # The bytes are read only when they are needed.
        instead = conditional.instead(request._request, empty)
        if instead is None:
            empty.content = documents.raw(found)
        final = instead or empty
        final.of_no_language = True  # type: ignore[attr-defined]
        return final


def _headers(schema: Schema, version: Snapshot) -> dict[str, str]:
    sha256 = version.content_id
    name = re.sub(r"[^A-Za-z0-9.-]+", "-", f"{schema.source.name}-{schema.name}-{version.number}")
    return {
        "Cache-Control": f"{FOR_EVER}, no-transform",
        "Content-Disposition": content_disposition_header(False, f"{name}.json") or "inline",
        "ETag": f'"{sha256}"',
        "Link": version_links(schema, version.number),
        "Repr-Digest": digest.field(bytes.fromhex(sha256)),  # known before they are read
        "X-Content-Type-Options": "nosniff",
    }


def _content_type(version: Snapshot) -> str:
    """What the source called it, if that is JSON; a page of HTML it never was."""
    observation = version.observations.exclude(content_type="").order_by("number").first()
    served = observation.content_type if observation else ""
    return served if _JSON_TYPE.fullmatch(served) else _JSON
