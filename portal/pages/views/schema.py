"""A schema: all properties of its current version, or of a pinned one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from portal.catalog import addresses
from portal.catalog.models import Schema
from portal.history import address, timeline
from portal.history.matrix import offers
from portal.history.versions import Version, versions_of
from portal.pages import factsheet, freshness, reading
from portal.pages.marks import Marks
from portal.pages.rows import HAS, MOST_SHOWN, Filter, Row, Table

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
    versions = versions_of(schema)
    version = _chosen(versions, number)
    context: dict[str, object] = {
        "schema": schema,
        "version": version,
        "is_pinned": number is not None,
        "is_current": version is not None and version.snapshot.pk == schema.current_id,
    }
    if version is not None:
        table = Table(schema, version.snapshot, pinned=number is not None)
        if number is not None:
            # Always, and not on demand: what a version brought belongs to it, and never changes.
            context["marks"] = _marks(versions, version, table)
        is_fragment = "HX-Request" in request.headers
        if "under" in request.GET:
            pointer = addresses.pointer_from(request.GET["under"])
            if is_fragment:
                return _under(request, table, pointer)
            table.unfold(pointer)
        outline = _outline(table)  # before a filter thins the rows out
        context |= _rows(request, table)
        if is_fragment:
            return render(request, "pages/_rows.html", context)
        context |= _history(schema, versions, version) | {
            "document": table.document,
            "facts": factsheet.of_document(table.document, table.at),
            "facets": table.facets(),
            "outline": outline,
            "served": _served(version, table),
        }
    if number is None:
        context["freshness"] = freshness.of(schema)
    return render(request, "pages/schema.html", context)


def _chosen(versions: list[Version], number: int | None) -> Version | None:
    if number is None:
        return versions[0] if versions else None
    for version in versions:
        if version.number == number:
            return version
    known = f"the newest is {versions[0].number}" if versions else "it has none"
    raise Http404(f"There is no version {number} of this schema; {known}.")


def _marks(versions: list[Version], version: Version, table: Table) -> Marks | None:
    """What changed with a version, marked on its rows; None for the first one."""
    before = next((each for each in versions if each.number == version.number - 1), None)
    return table.mark_changes(before.snapshot, version.snapshot) if before else None


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


def _rows(request: HttpRequest, table: Table) -> dict[str, object]:
    chosen = Filter(
        text=request.GET.get("q", "").strip(),
        type=request.GET.get("type", ""),
        has=frozenset(request.GET.getlist("has")) & frozenset(HAS),
    )
    rows, shown = table.filtered(chosen) if chosen.is_active else (table.roots, table.total)
    return {
        "filter": chosen,
        "rows": rows,
        "shown": shown,
        "most": MOST_SHOWN,
        "total": table.total,
    }


def _under(request: HttpRequest, table: Table, pointer: str) -> HttpResponse:
    """The rows right below one that was sent folded up."""
    row = table.by_pointer.get(pointer)
    if row is None:
        raise Http404(f"There is nothing at {pointer}")
    context = {"rows": row.children, "filter": Filter()}
    return render(request, "pages/_rows_inside.html", context)


def _outline(table: Table) -> list[tuple[Row, list[Row]]]:
    """The outermost rows, each with those right inside it; without these if it would be long."""
    roots = _present(table.roots)
    entries = len(roots) + sum(len(row.children) for row in roots)
    is_short = entries <= _LONGEST_OUTLINE
    return [(row, _present(row.children) if is_short else []) for row in roots[:_LONGEST_OUTLINE]]


def _present(rows: list[Row]) -> list[Row]:
    return [row for row in rows if not row.is_gone]


def _served(version: Version, table: Table) -> str:
    """The document, indented for reading; its order, spelling and values are as served."""
    if version.snapshot.content.size > _LONGEST_SHOWN:
        return ""
    return reading.as_json(table.document.value, indent=2)
