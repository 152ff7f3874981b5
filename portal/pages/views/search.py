"""Search over all sources: the full page, and the quick list under the search box."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from portal.catalog.models import Property, Source
from portal.pages import reading
from portal.search import query

_QUICK, _PAGE = 8, 30


@dataclass(frozen=True, slots=True)
class Hit:
    property: Property
    where: str
    reading: reading.Reading
    values: list[str]  # all that are listed, those of branches and of items as well
    gone_in: int | None  # the version with which it went, if it has gone


@vary_on_headers("HX-Request")
def search(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    source = request.GET.get("source", "")
    found = query.find(text, source=source)
    if request.headers.get("HX-Request"):
        hits = [_hit(row) for row in found[:_QUICK]]
        return render(request, "pages/_found.html", {"query": text, "hits": hits})
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    context = {
        "query": text,
        "source": source,
        "sources": Source.objects.filter(retired_at=None),
        "page": page,
        "hits": [_hit(row) for row in page],
    }
    return render(request, "pages/search.html", context)


def _hit(row: Property) -> Hit:
    rank: int = getattr(row, "rank")  # noqa: B009 - only rows of `find` have it
    read = reading.of_property(row.facts)
    inside = map(reading.shown, row.facts["values_inside"])
    return Hit(
        row,
        query.hit(rank).label,
        read,
        values=list(dict.fromkeys([*read.values, *inside])),
        gone_in=row.last.number + 1 if row.is_gone else None,
    )
