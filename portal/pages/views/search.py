"""Search over all sources: the page of all results, and the quick list under the search box."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from portal.catalog.models import Source
from portal.pages import found as shown
from portal.search import asked, query
from portal.search.entry import HAS
from portal.search.faults import Fault
from portal.search.query import Found

_QUICK, _QUICK_PLACES, _PAGE = 8, 2, 30
_SCHEMAS = 3


def search(request: HttpRequest) -> HttpResponse:
    found = _found(request)
    page = Paginator(found.hits, _PAGE).get_page(request.GET.get("page"))
    question = found.asked
    context = {
        "query": question.text,
        "asked": question,
        "faults": _faults(found),
        "page": page,
        "hits": [shown.hit(hit, question.words) for hit in page],
        "chips": shown.chips(question),
        "facets": shown.facets(found),
        "plain": question.plain,
        "plain_url": shown.url(question.plain),
        "page_url": shown.url(question.text),
        "schemas": shown.schemas(found)[:_SCHEMAS],
        "has": HAS,
        "kinds": asked.IN,
        "has_sources": bool(found.hits) or Source.objects.exists(),
    }
    return render(request, "pages/search.html", context)


def quick(request: HttpRequest) -> HttpResponse:
    """The best hits alone, for the list under the search box."""
    found = _found(request)
    question = found.asked
    context = {
        "query": question.text,
        "all_url": shown.url(question.text),
        "faults": _faults(found),
        "count": len(found.hits),
        "hits": [shown.hit(hit, question.words) for hit in found.hits[:_QUICK]],
        "schemas": shown.schemas(found)[:_SCHEMAS],
        "places": f":{_QUICK_PLACES}",
    }
    return render(request, "pages/_found.html", context)


def _found(request: HttpRequest) -> Found:
    """What answers q. An older form of the address has the source beside it."""
    question = asked.parse(request.GET.get("q", ""))
    source = request.GET.get("source", "").replace("\0", "")
    return query.find(question.also("source", source) if source else question)


def _faults(found: Found) -> list[SafeString]:
    return [_told(fault) for fault in found.faults]


def _told(fault: Fault) -> SafeString:
    """What is wrong with a question, with what is code in it as code."""
    parts = {name: format_html("<code>{}</code>", part) for name, part in fault.parts.items()}
    return mark_safe(escape(fault.template) % parts)  # noqa: S308 - all of it has been escaped
