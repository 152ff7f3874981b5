"""Versions in time (RFC 7089): an address of what is current is its own TimeGate (pattern 1.1)."""

from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import gettext as _

from portal.api.parameters import Parameter, bad
from portal.api.problems import Problem
from portal.catalog.models import Schema, Snapshot
from portal.history import address, mementos

AT: Final = Parameter(
    "at",
    "As it was then: a day (until its end, UTC) as in 2019-04-10, a time, or a version's number. "
    "Leads to the pinned version.",
)


def asked(request: HttpRequest, schema: Schema, at: str | None) -> Snapshot | None:
    """The version that `at`, or else Accept-Datetime, asks for; None if neither is there.

    Raises Problem: there is none, or it is no time.
    """
    if at is not None:
        return _at(schema, at)
    wanted = request.headers.get(mementos.HEADER)
    if wanted is None:
        return None
    try:
        moment = mementos.moment_of(wanted)
    except ValueError as error:
        detail = _("Accept-Datetime is a date as in Thu, 31 May 2007 20:35:00 GMT, not %(value)r.")
        raise Problem("bad-header", detail % {"value": wanted}, header=mementos.HEADER) from error
    found = mementos.at(schema, moment)
    if found is None:
        detail = _("Nothing of %(schema)s has been captured.")
        raise Problem("not-found", detail % {"schema": schema})
    return found


def _at(schema: Schema, text: str) -> Snapshot:
    try:
        return address.version(schema, text)
    except address.UnknownVersion as error:
        detail = _("%(fault)s.") % {"fault": error}
        raise Problem("not-found", detail, parameter=AT.name) from error
    except address.AddressError as error:
        raise bad(AT.name, _("%(fault)s.") % {"fault": error}) from error


def led_to(url: str) -> HttpResponse:
    """The answer of a TimeGate (section 4.2.1): what was asked for is at `url`."""
    return HttpResponseRedirect(url, headers={"Cache-Control": "no-cache"})


def mark_gate(response: HttpResponse, original: str, timemap: str) -> None:
    """Say in the headers of `response` that it is a TimeGate's (section 4.2)."""
    patch_vary_headers(response, [mementos.HEADER])
    _add_links(response, original, timemap)


def mark(response: HttpResponse, version: Snapshot, original: str, timemap: str) -> None:
    """Say in the headers of `response` that it is the memento of `original` (section 4.2.3).

    `version` came through history.mementos.dated, or stored.versions.
    """
    captured_at: datetime = getattr(version, "first_captured_at")  # noqa: B009 - an annotation
    response["Memento-Datetime"] = http_date(captured_at.timestamp())
    _add_links(response, original, timemap)


def _add_links(response: HttpResponse, original: str, timemap: str) -> None:
    links = mementos.links(original, timemap)
    response["Link"] = f"{response['Link']}, {links}" if "Link" in response else links
