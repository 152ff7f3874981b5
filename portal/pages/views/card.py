"""The picture of a version, or of a property in it, for the previews of links."""

import hashlib

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.catalog import addresses
from portal.catalog.models import Schema
from portal.links import places
from portal.links.places import Nowhere, Place, Several
from portal.pages import picture, summary

_FOR_EVER = "public, max-age=31536000, immutable"  # RFC 8246


@require_safe
def card(request: HttpRequest, source: str, rest: str, number: str, path: str = "") -> HttpResponse:
    """Version `number` of the schema at the decoded address `rest`; with `path`, a property of it.

    It is in English, the same for everybody, and never changes.
    """
    place = _place(source, f"{rest}/versions/{number}/{path or ''}".rstrip("/"))
    assert place.schema is not None and place.number is not None  # noqa: PT018, S101 - see _place
    pointer = place.stored.pointer if place.stored else ""
    canonical = addresses.card_url(place.source.name, place.schema.name, place.number, pointer)
    if request.path != addresses.decode(canonical):
        return HttpResponsePermanentRedirect(canonical)
    drawn = _drawn(place, place.schema)
    etag = f'"{hashlib.sha256(drawn).hexdigest()}"'
    response = HttpResponse(
        drawn, content_type="image/png", headers={"Cache-Control": _FOR_EVER, "ETag": etag}
    )
    request.META.pop("HTTP_ACCEPT_ENCODING", None)  # it is compressed already
    final = get_conditional_response(request, etag=etag, response=response) or response
    setattr(final, "of_no_language", True)  # noqa: B010 - for pages.language
    return final


def _drawn(place: Place, schema: Schema) -> bytes:
    """The picture of what is pinned."""
    with translation.override("en"):
        told = summary.of(place)
        assert told is not None  # noqa: S101 - a version was captured
        flags = ", ".join(str(flag.word) for flag in told.flags)
        facts = (told.types, told.values_told, flags, told.size, told.changed)
    where = f"{told.where}, version {place.number}"
    name = told.name if place.stored else schema.name
    return picture.png(where, name, tuple(each for each in facts if each and each.isascii()))


def _place(source: str, rest: str) -> Place:
    """Raises Http404."""
    try:
        place = places.below(places.named_source(source), rest)
    except (Nowhere, Several) as error:
        raise Http404(_("There is no such version.")) from error
    if place.pinned is None or place.is_comparison:
        raise Http404(_("There is no such version."))
    return place
