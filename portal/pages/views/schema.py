"""A schema: all properties of its current version, or of a pinned one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.vary import vary_on_headers

from portal import reading
from portal.catalog import addresses
from portal.catalog.models import Schema
from portal.history import address, namesakes, timeline
from portal.history.matrix import offers
from portal.history.versions import Version, versions_of
from portal.links.places import Place
from portal.pages import (
    discovery,
    drawn,
    factsheet,
    filtering,
    freshness,
    table,
)
from portal.pages.filtering import CHANGED
from portal.pages.rows import Row
from portal.pages.table import MOST_SHOWN, Table

# A document longer than this is linked to instead of being shown at the end of the page.
_LONGEST_SHOWN = 100_000  # bytes
_LONGEST_OUTLINE = 120  # entries


@vary_on_headers("HX-Request")
def current(request: HttpRequest, schema: Schema) -> HttpResponse:
    return _page(request, schema, None)


@vary_on_headers("HX-Request")
def pinned(request: HttpRequest, schema: Schema, number: int) -> HttpResponse:
    return _page(request, schema, number)


def _page(request: HttpRequest, schema: Schema, number: int | None) -> HttpResponse:
    versions = versions_of(schema, tallied=False)
    version = _chosen(versions, number)
    context: dict[str, object] = {
        "schema": schema,
        "version": version,
        "is_pinned": number is not None,
        "is_current": version is not None and version.snapshot.pk == schema.current_id,
    }
    if version is not None:
        rows = table.of(schema, versions, version, pinned=number is not None)
        is_fragment = "HX-Request" in request.headers
        if is_fragment and {"under", "open"} & request.GET.keys():
            return _part(request, rows)
        context |= _filtered(request, schema, rows, is_pinned=number is not None)
        if is_fragment:
            return render(request, "pages/_filtered.html", context)
        context |= _history(schema, versions, version) | _said(schema, version, rows)
        # Always, and not on demand: what a version brought belongs to it, and never changes.
        context["marks"] = rows.marks if number is not None else None
    if number is None:
        context["freshness"] = freshness.of(schema)
    shown = version.snapshot if version and number else None
    about = discovery.of(Place(schema.source, schema, pinned=shown), versions)
    response = render(request, "pages/schema.html", context | {"discovery": about})
    return about.tell(response)


def _chosen(versions: list[Version], number: int | None) -> Version | None:
    if number is None:
        return versions[0] if versions else None
    for version in versions:
        if version.number == number:
            return version
    if not versions:
        raise Http404(_("There is no version %(number)s of this schema; it has none.")
                      % {"number": number})  # fmt: skip
    raise Http404(
        _("There is no version %(number)s of this schema; the newest is %(newest)s.")
        % {"number": number, "newest": versions[0].number}
    )


def _history(schema: Schema, versions: list[Version], version: Version) -> dict[str, object]:
    """The versions as a strip and as a slider, and the ones next to the version that is shown."""
    numbered = {each.number: each for each in versions}
    strip = timeline.of(schema, versions, timeline.impacts_of(schema), timeline.STRIP)
    return {
        "versions": versions,
        "timeline": strip,
        "earlier": numbered.get(version.number - 1),
        "later": numbered.get(version.number + 1),
        "address": address.written(version.snapshot),
        "matrix_url": offers.matrix_url(offers.versions_of(str(schema), len(versions))),
    }


def _said(schema: Schema, version: Version, rows: Table) -> dict[str, object]:
    """What the document says as a whole; all of it for ever, so it is rendered once."""
    document = rows.document

    def about() -> dict[str, object]:
        return {"document": document}

    def facts() -> dict[str, object]:
        return {"document": document, "facts": factsheet.of_document(document, rows.at)}

    def served() -> dict[str, object]:
        whole = {"schema": schema, "version": version, "document": document}
        return whole | {"served": _served(version, rows)}

    return {
        "about": rows.rendered("pages/_about.html", about),
        "facts": rows.rendered("pages/_said.html", facts),
        "outline": rows.rendered("pages/_outline.html", lambda: {"outline": _outline(rows)}),
        "served": rows.rendered("pages/_document.html", served),
    }


def _filtered(
    request: HttpRequest, schema: Schema, rows: Table, *, is_pinned: bool
) -> dict[str, object]:
    """The rows that the reader wants to see, and what else there is to choose."""
    wanted = filtering.chosen(request.GET)
    others = namesakes.paths(schema)
    elsewhere = others or frozenset()
    marked = rows.marks is not None and (is_pinned or CHANGED in wanted.has)
    shown = rows.total
    if wanted.is_active:
        found, shown = rows.filtered(wanted, elsewhere, marked=marked)
        html = drawn.rows(found, wanted.text)
    elif "whole" in request.GET:  # to be printed, or exported
        html = drawn.rows(rows.shown(marked=marked, whole=True))
    elif "under" in request.GET:
        at = addresses.pointer_from(request.GET["under"])
        html = drawn.rows(rows.shown(open_at=at, marked=marked))
    else:
        html = rows.whole(marked=marked)
    return {
        "filter": wanted,
        "rows": html,
        "shown": shown,
        "most": MOST_SHOWN,
        "total": rows.total,
        "facets": rows.facets(wanted, others),
        "is_cut": rows.is_large and "whole" not in request.GET,
    }


def _part(request: HttpRequest, rows: Table) -> HttpResponse:
    """What is right below a row that was sent folded up (`repeated`: without anchors), or all its
    `values`; or what is all around the row to `open`, down to it.
    """
    asked = request.GET
    pointer = addresses.pointer_from(asked.get("under") or asked.get("open", ""))
    try:
        if "values" in asked:
            context = {"reading": rows.by_pointer[pointer].glance.reading, "text": ""}
            return render(request, "pages/_row_rest.html", context)
        if "under" in asked:
            shown = rows.inside(pointer, repeated="repeated" in asked)
        else:
            shown = [rows.root_of(pointer)]
    except (KeyError, StopIteration):
        raise Http404(_("There is nothing at %(pointer)s") % {"pointer": pointer}) from None
    return HttpResponse(drawn.rows(shown))


def _outline(rows: Table) -> list[tuple[Row, list[Row]]]:
    """The outermost rows, each with those right inside it; without these if it would be long.

    None where even the outermost ones are many: script makes it of the rows.
    """
    roots = _present(rows.roots)
    count = len(roots) + sum(len(row.children) for row in roots)
    inside = [_present(row.children) if count <= _LONGEST_OUTLINE else [] for row in roots]
    return list(zip(roots, inside, strict=True)) if len(roots) <= _LONGEST_OUTLINE else []


def _present(rows: list[Row]) -> list[Row]:
    return [row for row in rows if not row.is_gone]


def _served(version: Version, rows: Table) -> str:
    """The document, indented for reading; its order, spelling and values are as served."""
    if version.snapshot.content.size > _LONGEST_SHOWN:
        return ""
    return reading.as_json(rows.document.value, indent=2)
