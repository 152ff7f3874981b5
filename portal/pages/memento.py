"""Pages in time (RFC 7089): a page of what is current is its own TimeGate (pattern 1.1).

`?at=2024-06-24` says the same as Accept-Datetime, for people: both lead to the pinned page.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import TypeAlias
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import gettext as _

from portal.catalog import addresses
from portal.catalog.models import Property, Schema, Snapshot
from portal.history import address, mementos
from portal.history.blame import had
from portal.history.versions import versions_of

_View: TypeAlias = Callable[..., HttpResponse]


def gate(view: _View) -> _View:
    """`view` of what is current, leading to the version of a time where one is asked for."""

    @wraps(view)
    def led(request: HttpRequest, schema: Schema, pointer: str = "") -> HttpResponse:
        wanted = _wanted(request, schema)
        if wanted is None:
            response = view(request, schema, **({"pointer": pointer} if pointer else {}))
        else:
            query = request.GET.copy()
            query.pop("at", None)
            url = _url(schema, pointer, wanted.number)
            response = HttpResponseRedirect(f"{url}?{query.urlencode()}" if query else url)
        patch_vary_headers(response, [mementos.HEADER])
        _link(response, schema, pointer)
        return response

    return led


def memento(view: _View) -> _View:
    """`view` of a pinned version, which says so in its headers."""

    @wraps(view)
    def dated(request: HttpRequest, schema: Schema, number: int, pointer: str = "") -> HttpResponse:
        at = {"pointer": pointer} if pointer else {}
        response = view(request, schema, number=number, **at)
        version = mementos.dated(schema.snapshots.filter(number=number)).first()
        if version is not None and response.status_code == 200:
            captured_at: datetime = getattr(version, "first_captured_at")  # noqa: B009
            response["Memento-Datetime"] = http_date(captured_at.timestamp())
            _link(response, schema, pointer, number)
        return response

    return dated


def timemap(request: HttpRequest, schema: Schema) -> HttpResponse:
    """The pinned pages of the schema, or of its `property`, in time (section 5)."""
    pointer = ""
    versions = versions_of(schema, tallied=False)[::-1]
    if "property" in request.GET:
        pointer = addresses.pointer_from(request.GET["property"])
        stored = Property.objects.filter(
            schema=schema, pointer_hash=Property.hash_of(pointer)
        ).first()
        if stored is None:
            raise Http404(_("%(schema)s has no such property.") % {"schema": schema})
        versions = [each for each in versions if had(stored, each.number)]
    found = [(_absolute(_url(schema, pointer, each.number)), each.first.at) for each in versions]
    original, own = _absolute(_url(schema, pointer)), _absolute(_timemap(schema, pointer))
    text = mementos.timemap(original, own, found)
    return HttpResponse(text, content_type=mementos.LINK_FORMAT)


def _wanted(request: HttpRequest, schema: Schema) -> Snapshot | None:
    """The version that is asked for by its time; None if none is."""
    if "at" in request.GET:
        try:
            return address.version(schema, request.GET["at"])
        except address.UnknownVersion as error:
            raise Http404(_("%(fault)s.") % {"fault": error}) from error
        except address.AddressError as error:
            raise BadRequest(str(error)) from error
    header = request.headers.get(mementos.HEADER)
    if header is None:
        return None
    try:
        return mementos.at(schema, mementos.moment_of(header))
    except ValueError as error:
        raise BadRequest(f"{mementos.HEADER}: {header}") from error


def _link(response: HttpResponse, schema: Schema, pointer: str, number: int | None = None) -> None:
    """The relations of RFC 5829 and of RFC 7089, in the Link header."""
    latest = schema.current.number if schema.current else 0
    history = addresses.versions_url(schema.source.name, schema.name)
    related = {"version-history": history}
    if latest and not pointer:
        related["latest-version"] = _url(schema, "", latest)
        if number is not None and number > 1:
            related["predecessor-version"] = _url(schema, "", number - 1)
        if number is not None and number < latest:
            related["successor-version"] = _url(schema, "", number + 1)
    told = [f'<{_absolute(url)}>; rel="{relation}"' for relation, url in related.items()]
    original, own = _absolute(_url(schema, pointer)), _absolute(_timemap(schema, pointer))
    if "Link" in response:  # a page has said which its neighbours are (portal.pages.discovery)
        told = [response["Link"]]
    response["Link"] = ", ".join([*told, mementos.links(original, own)])


def _url(schema: Schema, pointer: str, number: int | None = None) -> str:
    at = (schema.source.name, schema.name)
    if pointer:
        return addresses.property_url(*at, pointer, number)
    return addresses.schema_url(*at, number)


def _timemap(schema: Schema, pointer: str) -> str:
    url = f"{addresses.schema_url(schema.source.name, schema.name)}-/timemap/"
    if not pointer:
        return url
    path = addresses.decode(addresses.property_path(pointer))
    return f"{url}?{urlencode({'property': path})}"


def _absolute(path: str) -> str:
    return f"{settings.PORTAL_URL}{path}"
