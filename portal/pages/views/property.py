"""A property: its facts, its history, and what other sources say; also long after it has gone."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal import reading
from portal.catalog import documents
from portal.catalog.models import Property, Schema
from portal.history import elsewhere
from portal.history.blame import Blame, Versions, events
from portal.history.versions import Version, versions_of
from portal.links.places import Place
from portal.pages import (
    blame,
    citing,
    discovery,
    drawn,
    examples,
    factsheet,
    freshness,
    served,
    table,
)
from portal.pages.rows import Link
from portal.pages.table import Table
from portal.schema import pointer as json_pointer
from portal.schema.document import Document
from portal.schema.errors import UnknownProperty
from portal.schema.properties import Property as Found
from portal.schema.references import enclosing


def current(request: HttpRequest, schema: Schema, pointer: str) -> HttpResponse:
    """The property as the current version has it, or as the last one had it that did."""
    try:
        stored = _stored(schema, pointer)
    except Property.DoesNotExist:
        return _by_name(request, schema, pointer)
    return _page(request, schema, stored, None)


def pinned(request: HttpRequest, schema: Schema, number: int, pointer: str) -> HttpResponse:
    """The property as version `number` has it, for ever."""
    try:
        stored = _stored(schema, pointer)
    except Property.DoesNotExist as error:
        raise _never(schema, pointer) from error
    return _page(request, schema, stored, number)


def _stored(schema: Schema, pointer: str) -> Property:
    """The property at `pointer`. Raises Property.DoesNotExist."""
    stored = Property.objects.at(schema, pointer)
    stored.schema = schema  # else it would be asked for again
    return stored


def _by_name(request: HttpRequest, schema: Schema, pointer: str) -> HttpResponse:
    """A short address names a property by its last word; lead to it, or let the reader choose."""
    tokens = json_pointer.split(pointer)
    if len(tokens) != 2 or tokens[0] != "properties":
        raise _never(schema, pointer)
    choices = list(
        Property.objects.filter(schema=schema, name=tokens[1]).select_related("schema__source")
    )
    present = [each for each in choices if each.last_id == schema.current_id]
    if not choices:
        raise _never(schema, pointer)
    if len(present or choices) == 1:
        return HttpResponseRedirect((present or choices)[0].get_absolute_url())
    context = {"schema": schema, "name": tokens[1], "choices": choices}
    return render(request, "pages/choices.html", context, status=300)


def _never(schema: Schema, pointer: str) -> Http404:
    if not pointer:
        return Http404(_("%(schema)s itself is no property.") % {"schema": schema})
    return Http404(
        _(
            "%(schema)s has never had a property %(name)s there; one that has gone would keep its "
            "page."
        )
        % {"schema": schema, "name": reading.label(json_pointer.split(pointer)[-1])}
    )


def _page(
    request: HttpRequest, schema: Schema, stored: Property, number: int | None
) -> HttpResponse:
    """The property in version `number`; in the last one that has it, where that is None."""
    versions = {version.number: version for version in versions_of(schema, tallied=False)}
    version = versions.get(stored.last.number if number is None else number)
    if version is None:
        raise Http404(
            _("There is no version %(number)s of %(schema)s; the newest is %(newest)s.")
            % {"number": number, "schema": schema, "newest": max(versions)}
        )
    is_gone = stored.is_gone and number is None
    told = _said(schema, stored, version, versions, is_past=is_gone or number is not None)
    context = {
        "schema": schema,
        "version": version,
        "is_pinned": number is not None,
        "is_gone": is_gone,
        "stored": stored,
        "copies": citing.copies(request, stored, version.number),
        "against": f"{schema}@{version.number}",
        "current_url": stored.get_absolute_url(),
        "first_seen": versions[stored.first.number].first,
        "last_seen": versions[stored.last.number].last,
        **told,
    }
    if is_gone:
        gone = told["history"][0]
        context |= {"gone": gone, "came_beside": blame.came_beside(stored, gone)}
    elif number is None:
        context["freshness"] = freshness.of(schema)
    pinned = None if number is None else version.snapshot
    about = discovery.of(Place(schema.source, schema, stored, pinned), versions.values())
    response = render(request, "pages/property.html", context | {"discovery": about})
    return about.tell(response)


def _said(
    schema: Schema,
    stored: Property,
    version: Version,
    versions: Versions,
    *,
    is_past: bool,
) -> dict[str, Any]:
    """What that version says of the property and since when, and what other schemas say.

    Raises Http404.
    """
    document = documents.of(version.snapshot)
    found = _found(document, schema, stored, version)
    newest_first = sorted(versions.values(), key=lambda each: -each.number)
    rows = table.of(schema, newest_first, version, pinned=is_past)
    known = documents.facts(document, found)
    read = reading.of_property(known)
    since = Blame(stored, version, versions)
    told = events(stored, versions, since.said)
    others = elsewhere.of(stored, read)
    clouds = elsewhere.clouds(stored, others)
    stretches = served.stretches(found.schema.served, stored, version, versions, since)
    return {
        "property": found,
        "trail": _trail(found, rows),
        "reading": read,
        "facts": factsheet.facts(document, known, read, rows.at, since),
        "unsaid": read.unsaid,
        "arrival": since.arrival,
        "type_since": since.since("type"),
        "since": blame.table(since, stored, rows.at),
        "tells_members": since.tells_members,
        "history": [blame.entry(event, stored, rows.at) for event in told],
        "untouched": blame.untouched(stored, told),
        "rows": drawn.rows(rows.inside(stored.pointer)),
        "stretches": stretches,
        "lines": sum(each.text.count("\n") + 1 for each in stretches),
        "examples": examples.of(stored, version.snapshot),
        "anomalies": [
            each for each in document.anomalies if stored.pointer in enclosing(each.pointer)
        ],
        "elsewhere": others,
        "clouds": clouds,
        "value_rows": elsewhere.table(read.values, clouds),
    }


def _found(document: Document, schema: Schema, stored: Property, version: Version) -> Found:
    """The property as `document`, that of the version, has it. Raises Http404."""
    try:
        return document.property(stored.pointer)
    except UnknownProperty as error:
        raise Http404(
            _("Version %(number)s of %(schema)s has no property %(path)s.")
            % {"number": version.number, "schema": schema, "path": reading.label(stored.path)}
        ) from error


def _trail(found: Found, rows: Table) -> list[Link]:
    """The properties that enclose this one, from the outside in."""
    trail = list[Link]()
    row = rows.by_pointer[found.pointer]
    while row.parent is not None:
        row = rows.by_pointer[row.parent]
        if row.is_property:
            trail.insert(0, Link(row.label, row.url))
    return trail
