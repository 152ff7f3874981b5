"""The history of everything, of a source, a schema or a property: one page with filters."""

from collections.abc import Sequence
from http import HTTPStatus

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from portal.history.changes import Feed
from portal.history.wanted import BadFilter, Wanted, read
from portal.pages import feed, reading

_PAGE = 100
Query = dict[str, Sequence[str]]


def changes(request: HttpRequest) -> HttpResponse:
    query: Query = dict(request.GET.lists())
    wanted, faults = _wanted(query)
    number = request.GET.get("page", "1")
    if not faults and "" in request.GET.values():  # a form sends what is empty, too
        return HttpResponseRedirect(wanted.url())
    found = Feed(wanted)
    paginator = Paginator(found, _PAGE)
    page = paginator.get_page(number)  # another one, where there is no such page
    is_missing = number != str(page.number)
    context = {
        "wanted": wanted,
        "faults": faults,
        "conditions": [
            (name, reading.label(_text(value)), wanted.without(name).url())
            for name, value in wanted.active()
        ],
        "form": feed.form(found),
        "page": page,
        "missing": number if is_missing else "",
        "versions": feed.brought(found, page.object_list),
        "newer": wanted.url(page.number - 1),
        "older": wanted.url(page.number + 1),
    }
    status = HTTPStatus.NOT_FOUND if is_missing else HTTPStatus.OK
    status = HTTPStatus.BAD_REQUEST if faults else status
    return render(request, "pages/changes.html", context, status=status)


def _text(value: object) -> str:
    return ", ".join(sorted(value)) if isinstance(value, frozenset) else str(value)


def _wanted(query: Query) -> tuple[Wanted, list[BadFilter]]:
    """What the query wants, but for filters that can't be read; and what is wrong with those."""
    faults: list[BadFilter] = []
    while True:
        try:
            return read(query), faults
        except BadFilter as fault:
            faults.append(fault)
            del query[fault.name]
