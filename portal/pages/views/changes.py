"""The history of everything, of a source, a schema or a property: one page with filters."""

from collections.abc import Sequence
from http import HTTPStatus

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy

from portal import reading
from portal.catalog.models import Change
from portal.history import impacts
from portal.history.changes import Feed
from portal.history.wanted import BadFilter, Wanted, read
from portal.pages import feed, verdicts
from portal.pages.templatetags.portal import breakable

_PAGE = 100
_TITLES = {
    (): gettext_lazy("Changes"),
    ("source",): gettext_lazy("Changes in {source}"),
    ("schema",): gettext_lazy("Changes in the schema {schema} of every source"),
    ("source", "schema"): gettext_lazy("Changes in {source}/{schema}"),
    ("property",): gettext_lazy("Changes of {property}"),
    ("source", "property"): gettext_lazy("Changes of {property} in {source}"),
    ("schema", "property"): gettext_lazy(
        "Changes of {property} in the schema {schema} of every source"
    ),
    ("source", "schema", "property"): gettext_lazy("Changes of {property} in {source}/{schema}"),
}
_CONDITIONS = {
    "source": gettext_lazy("source"),
    "schema": gettext_lazy("schema"),
    "property": gettext_lazy("property"),
    "impact": gettext_lazy("impact"),
    "side": gettext_lazy("side"),
    "kind": gettext_lazy("kind"),
    "rule": gettext_lazy("rule"),
    "since": gettext_lazy("since"),
    "until": gettext_lazy("until"),
}
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
        **_headings(wanted),
        "wanted": wanted,
        "faults": faults,
        "conditions": [
            (_CONDITIONS[name], _told(name, value), wanted.without(name).url())
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


def _headings(wanted: Wanted) -> dict[str, str]:
    """What the page is about: as plain text for its title, and with names marked as such."""
    names = {name: getattr(wanted, name) for name in ("source", "schema", "property")}
    title = str(_TITLES[tuple(name for name, value in names.items() if value)])
    plain = {name: Truncator(reading.label(value)).chars(80) for name, value in names.items()}
    marked = {
        name: format_html(
            '<span translate="no"{}>{}</span>',
            mark_safe(' class="mono"') if name == "property" else "",
            breakable(Truncator(reading.label(value)).chars(120)),
        )
        for name, value in names.items()
    }
    return {"title": title.format(**plain), "heading": format_html(title, **marked)}


def _told(name: str, value: object) -> str:
    """The value of a condition, in the reader's language where it is a word of ours."""
    match name, value:
        case "impact", frozenset():
            return gettext(", ").join(str(impacts.WORDS[each]) for each in sorted(value))
        case "kind", str():
            return str(feed.KINDS[Change.Kind(value)])
        case "side", str():
            return str(verdicts.SIDES[value])
        case _:
            shown = Truncator(reading.label(str(value))).chars(60)
            return format_html('<span translate="no">{}</span>', shown)


def _wanted(query: Query) -> tuple[Wanted, list[BadFilter]]:
    """What the query wants, but for filters that can't be read; and what is wrong with those."""
    faults: list[BadFilter] = []
    while True:
        try:
            return read(query), faults
        except BadFilter as fault:
            faults.append(fault)
            del query[fault.name]
