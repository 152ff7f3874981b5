"""/go/<text>: one parameter for the links of a wiki, and whatever people write there."""

from dataclasses import dataclass

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.catalog import addresses
from portal.links import named
from portal.links.places import Nowhere, Place, Several
from portal.pages import nearest


@dataclass(frozen=True, slots=True)
class _Near:
    """An address that may have been meant."""

    url: str

    def get_absolute_url(self) -> str:
        return self.url

    def __str__(self) -> str:
        return addresses.decode(self.url).strip("/")


@require_safe
def go(request: HttpRequest, text: str) -> HttpResponse:
    """Lead to the page that `text` means: 302, or 301 where that can never be another one.

    300 with the choices where there are several, 404 with what is near where there is none. It
    leads to the portal's own pages alone.
    """
    try:
        place = named.find(text)
    except Several as several:
        schema, name = several.choices[0].schema, several.choices[0].name
        context = {"schema": schema, "name": name, "choices": several.choices}
        return render(request, "pages/choices.html", context, status=300)
    except Nowhere as nowhere:
        return _nowhere(request, text, nowhere)
    found = HttpResponsePermanentRedirect if _is_for_ever(place, text) else HttpResponseRedirect
    return found(place.url)


def _is_for_ever(place: Place, text: str) -> bool:
    """Whether `text` is the very address of something in a version: nothing has to be guessed."""
    return place.pinned is not None and text.strip("/") == addresses.decode(place.url).strip("/")


def _nowhere(request: HttpRequest, text: str, nowhere: Nowhere) -> HttpResponse:
    meant = nearest.meant(f"/{text.strip('/')}/")
    if nowhere.near:
        near = [_Near(url) for url in nowhere.near]
        context = {"words": meant.words, "pages": near}
    else:
        context = {"words": meant.words, "pages": meant.pages}
    reason = _("Nothing here is called so, nor ever was.")
    return render(request, "404.html", {"reason": reason, "meant": context}, status=404)
