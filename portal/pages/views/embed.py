"""/embed/…: a property, a schema or a comparison, small, in the frame of another site's page.

It sets no cookie, has no form and needs no script. Only pages of the hosts that the operator names
(PORTAL_EMBED_HOSTS) may show it; every other page of the portal refuses to be in a frame at all.
"""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from portal.catalog import addresses
from portal.links import places
from portal.links.places import Nowhere, Place, Several
from portal.pages import discovery, summary
from portal.pages.comparison import Comparison, Filter

_THEMES = frozenset({"light", "dark"})
_MOST_SHOWN = 12  # properties that a comparison tells of


@require_safe
def embed(request: HttpRequest, rest: str) -> HttpResponse:
    """What is at `/<rest>/`, in a few lines; 404 in the same form where nothing is."""
    context: dict[str, Any] = {"theme": request.GET.get("theme", "")}
    if context["theme"] not in _THEMES:
        context["theme"] = ""
    try:
        place = places.find(rest)
    except (Nowhere, Several):
        return _framed(render(request, "pages/embed.html", context, status=HTTPStatus.NOT_FOUND))
    canonical = f"/embed{place.url}"
    if request.path != addresses.decode(canonical):
        query = request.META["QUERY_STRING"]
        moved = HttpResponsePermanentRedirect(canonical + (f"?{query}" if query else ""))
        return _framed(moved)
    told = _compared(place) if place.before else summary.of(place)
    status = HTTPStatus.OK if told else HTTPStatus.NOT_FOUND
    context |= {"place": place, "told": told, "title": discovery.title(place)}
    return _framed(render(request, "pages/embed.html", context, status=status))


def _compared(place: Place) -> dict[str, Any]:
    """What differs, by property, as far as there is room."""
    assert place.before is not None and place.pinned is not None  # noqa: PT018, S101 - as asked
    both = Comparison(place.before, place.pinned, Filter(), place.url, {})
    groups = both.groups(both.page("1"))
    more = len(groups) - _MOST_SHOWN
    return {"both": both, "groups": groups[:_MOST_SHOWN], "more": max(0, more)}


def _framed(response: HttpResponse) -> HttpResponse:
    """`response`, which the pages of the named hosts may show in a frame."""
    if settings.EMBED_HOSTS:
        response._csp_replace = {"frame-ancestors": settings.EMBED_HOSTS}  # type: ignore[attr-defined]
        response.xframe_options_exempt = True
    patch_vary_headers(response, ["Accept-Language"])
    return response
