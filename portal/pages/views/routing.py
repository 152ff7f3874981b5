"""From an address below a source to the view that answers it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from portal.catalog import addresses
from portal.catalog.models import Schema

_BELOW_SCHEMA = "portal.pages.schema_urls"


def below_source(request: HttpRequest, source: str, rest: str) -> HttpResponse:
    """Find the schema that the address begins with; its own list of addresses does the rest."""
    if "\0" in rest:  # PostgreSQL can't be asked for it
        raise Http404(_("There is no such schema"))
    try:
        schema, tail = Schema.objects.at(source, rest)
        match = resolve(f"/{tail}/" if tail else "/", urlconf=_BELOW_SCHEMA)
    except (Schema.DoesNotExist, Resolver404) as error:
        raise Http404(_("There is no such schema")) from error
    kwargs = dict(match.kwargs)
    if "number" in kwargs:
        kwargs["number"] = int(kwargs["number"])
    below = addresses.encode(f"{tail}/") if tail else ""
    source = schema.source.name  # which may have had another name
    canonical = addresses.schema_url(source, schema.name) + below
    if "path" in kwargs:
        pointer = kwargs["pointer"] = addresses.pointer_from(kwargs.pop("path"))
        canonical = addresses.property_url(source, schema.name, pointer, kwargs.get("number"))
    if request.path != addresses.decode(canonical):
        # The same page, spelled otherwise: one page has one address.
        query = request.META["QUERY_STRING"]
        return HttpResponsePermanentRedirect(canonical + (f"?{query}" if query else ""))
    response: HttpResponse = match.func(request, schema, **kwargs)
    return response
