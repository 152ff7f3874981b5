"""From an address to the view that answers it, where a pattern can't tell.

The word after a schema's name can't be found by a pattern: `metadefs/properties` is a schema of
its own. No name of one source continues another at a slash, so the catalog knows where each ends.
"""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from portal.api import links, problems
from portal.api.moved import moved
from portal.catalog import addresses
from portal.catalog.models import Schema

_BELOW_SCHEMA = "portal.api.schema_urls"


@csrf_exempt  # as the views are: no method of theirs changes anything
def below_schema(request: HttpRequest, source: str, rest: str) -> HttpResponseBase:
    """Find the schema that the address begins with, and let its own list of addresses go on."""
    try:
        if "\0" in rest:  # PostgreSQL can't be asked for it
            raise Schema.DoesNotExist
        schema, tail = Schema.objects.at(source, rest)
        match = resolve(f"/{tail}/" if tail else "/", urlconf=_BELOW_SCHEMA)
    except (Schema.DoesNotExist, Resolver404):
        return unknown(request)
    if schema.source.name != source or schema.name not in dict(addresses.schema_prefixes(rest)):
        below = addresses.encode(f"{tail}/") if tail else ""
        return moved(request, links.schema(schema.source.name, schema.name) + below)
    # The schema itself, which is more than its name in the address.
    response: HttpResponseBase = match.func(request, schema=schema, **match.kwargs)
    return response


@csrf_exempt
def unknown(request: HttpRequest) -> HttpResponse:
    """Whatever the method: there is nothing here."""
    detail = _("There is nothing at %(path)s; %(root)s lists what there is.")
    detail %= {"path": request.path, "root": links.ROOT}
    return problems.response(request, "not-found", detail)
