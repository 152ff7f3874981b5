"""The evidence of a version, as a zip file."""

import hashlib
import io

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from portal.catalog import addresses
from portal.catalog.models import Schema
from portal.history import evidence
from portal.pages.templatetags.portal import raw_url


def bundle(request: HttpRequest, source: str, rest: str, number: str) -> HttpResponse:
    """Version `number` of the schema that the decoded address `rest` names, with what vouches
    for it. Its bytes are the same until the version is captured again.
    """
    schema = _schema(source, rest)
    canonical = addresses.evidence_url(schema.source.name, schema.name, int(number))
    if request.path != addresses.decode(canonical):
        return HttpResponsePermanentRedirect(canonical)
    version = schema.snapshots.select_related("schema__source").filter(number=number).first()
    if version is None:
        raise Http404(_("There is no version %(number)s of this schema.") % {"number": number})
    packed = io.BytesIO()
    evidence.write(version, packed, f"{settings.PORTAL_URL}{raw_url(schema, version.number)}")
    data = packed.getvalue()
    etag = f'"{hashlib.sha256(data).hexdigest()}"'
    disposition = content_disposition_header(True, f"{evidence.name(version)}.zip")
    response = HttpResponse(
        data,
        content_type="application/zip",
        headers={
            # Captures are added to it; and nothing on the way may compress what the tag is of.
            "Cache-Control": "no-cache, no-transform",
            "Content-Disposition": disposition or "attachment",
            "ETag": etag,
        },
    )
    request.META.pop("HTTP_ACCEPT_ENCODING", None)  # GZipMiddleware reads this
    final = get_conditional_response(request, etag=etag, response=response) or response
    final.of_no_language = True  # type: ignore[attr-defined]
    return final


def _schema(source: str, rest: str) -> Schema:
    try:
        if "\0" in rest:  # PostgreSQL can't be asked for it
            raise Schema.DoesNotExist
        schema, tail = Schema.objects.at(source, rest)
    except Schema.DoesNotExist as error:
        raise Http404(_("There is no such schema")) from error
    if tail:
        raise Http404(_("There is no such schema"))
    return schema
