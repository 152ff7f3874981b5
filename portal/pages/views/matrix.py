"""What several versions say of each property, side by side; also as a file."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from portal.catalog.models import Source
from portal.history import choices, matrix
from portal.history.matrix import Column, Facet, Row, offers
from portal.pages.matrix import asked, cells, exports
from portal.pages.matrix.asked import Asked

_MOST_CELLS = 1200  # on a page
_MOST_ROWS = 300
_MOST_OFFERS = 40
_FEW = 3  # rows that are told in a sentence each
_QUICK = 6  # versions that one click adds
_FILES = {
    "csv": ("text/csv; charset=utf-8; header=present", exports.as_csv),
    "md": ("text/markdown; charset=utf-8; variant=GFM", exports.as_markdown),
}


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    count: int | None = None
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A version above its column, and the links that move it."""

    column: Column
    compare_url: str
    left_url: str
    first_url: str
    without_url: str


def show(request: HttpRequest) -> HttpResponseBase:
    wanted = asked.read(request.GET)
    columns, faults = matrix.columns(wanted.columns)
    rows: Sequence[Row] = matrix.rows_of(each.snapshot for each in columns) if columns else ()
    named = matrix.named(rows, wanted.name) if wanted.name else rows
    shown = named if wanted.facets is None else matrix.chosen(named, wanted.facets)
    if wanted.format and columns and not faults:
        return _file(request, wanted.format, shown, columns)
    kept = Asked(tuple(each.address for each in columns), wanted.facets, "", "", wanted.name)
    context = {
        "faults": [*wanted.faults, *map(str, faults.values())],
        "columns": columns,
        "headings": _headings(kept, columns),
        "asked": kept,
        **(_table(kept, rows, named, shown, columns, wanted.page) if columns else _offers()),
        **_picker(kept, columns),
    }
    return render(request, "pages/matrix.html", context, status=404 if faults else 200)


def _table(
    kept: Asked,
    rows: Sequence[Row],
    named: Sequence[Row],
    shown: Sequence[Row],
    columns: Sequence[Column],
    page: str,
) -> dict[str, object]:
    """What the table shows: a page of the shown rows, each with those that enclose it. The filters
    count what there is in those of the wanted name.
    """
    most = min(_MOST_ROWS, _MOST_CELLS // len(columns))
    found = Paginator(shown, most).get_page(page)
    tally = matrix.tally_of(each.snapshot for each in columns)
    return {
        "page": found,
        "rows": cells.in_words(matrix.enclosed(found, rows), columns),
        "tally": tally,
        "filters": _filters(kept, matrix.count(named) if kept.name else tally),
        "holders": [cells.holders(row, columns) for row in shown]
        if kept.name and len(shown) <= _FEW
        else [],
        "previous_url": kept.url(page=str(found.number - 1)),
        "next_url": kept.url(page=str(found.number + 1)),
        "csv_url": kept.url(format="csv"),
        "markdown_url": kept.url(format="md"),
        "json_url": f"/api/v1{kept.url()}",
    }


def _filters(kept: Asked, tally: matrix.Tally) -> list[Link]:
    """All rows, those that differ, and those that differ in one facet."""
    every = frozenset(Facet)
    choose = [(None, _("all"), tally.properties), (every, _("differences"), tally.differing)]
    one = [
        (frozenset({facet}), str(cells.WORDS[facet]), count)
        for facet, count in tally.facets.items()
    ]
    return [
        Link(
            label,
            replace(kept, facets=facets).url(),
            count,
            facets == kept.facets,
        )
        for facets, label, count in [*choose, *one]
    ]


def _headings(kept: Asked, columns: Sequence[Column]) -> list[Heading]:
    names = [each.address for each in columns]
    found = []
    for at, column in enumerate(columns):
        others = names[:at] + names[at + 1 :]
        moved = [*others[: at - 1], names[at], *others[at - 1 :]] if at else []
        found.append(
            Heading(
                column,
                compare_url=cells.compare_url(columns[0], column) if at else "",
                left_url=kept.url(moved) if at else "",
                first_url=kept.url([names[at], *others]) if at > 1 else "",
                without_url=kept.url(others),
            )
        )
    return found


def _picker(kept: Asked, columns: Sequence[Column]) -> dict[str, object]:
    """What may be set beside the chosen versions: any by a list, the likeliest by a link."""
    groups = choices.offered(each.snapshot.schema for each in columns)
    names = {each.snapshot.schema.name for each in columns}
    is_full = len(columns) >= matrix.MOST_COLUMNS
    elsewhere = [
        each.schema
        for group in groups
        for each in group.choices
        if group.schema is None and each.schema.partition("/")[2] in names
    ]
    several = [
        (str(group.schema), group.choices[0].number)  # the newest
        for group in groups
        if group.schema is not None and len(group.choices) > 1
    ]
    return {
        "groups": groups,
        "is_full": is_full,
        "quick": [Link(each, kept.url([*kept.columns, each])) for each in elsewhere[:_QUICK]]
        if not is_full
        else [],
        "several": [
            Link(
                _("all versions of %(schema)s") % {"schema": schema},
                kept.url(offers.versions_of(schema, newest)),
            )
            for schema, newest in several
        ],
    }


def _offers() -> dict[str, object]:
    return {
        "shared": offers.shared(_MOST_OFFERS),
        "histories": offers.histories(_MOST_OFFERS),
        "has_sources": Source.objects.exists(),
    }


def _file(
    request: HttpRequest, suffix: str, rows: Sequence[Row], columns: Sequence[Column]
) -> HttpResponseBase:
    """All rows as a file, under the strong tag of its bytes."""
    media_type, write = _FILES[suffix]
    body = write(cells.in_words(rows, columns), columns).encode()
    response = HttpResponse(body, content_type=media_type)
    name = exports.file_name(columns, suffix)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-cache"
    response["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    return get_conditional_response(request, response["ETag"], response=response) or response
