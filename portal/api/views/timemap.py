"""When a schema, or one of its properties, was what (RFC 7089, section 5)."""

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from rest_framework.request import Request

from portal.api import conditional, links, stored
from portal.api.negotiation import OneForAll
from portal.api.openapi import describe
from portal.api.parameters import Parameter
from portal.api.views.base import Read
from portal.catalog.models import Schema
from portal.history.blame import had
from portal.history.mementos import LINK_FORMAT, timemap
from portal.history.versions import versions_of

_PROPERTY = Parameter(
    "property", "Of this property, as in images/*/disk_format, instead of the whole schema."
)


@describe(
    "timemap_read",
    "The versions of a schema or a property in time, as a TimeMap (RFC 7089)",
    {(200, LINK_FORMAT): OpenApiTypes.STR},
    path=("source", "schema"),
)
class TimeMap(Read):
    parameters = (_PROPERTY,)
    content_negotiation_class = OneForAll

    def get(self, request: Request, schema: Schema) -> HttpResponse:
        at = (schema.source.name, schema.name)
        versions = versions_of(schema, tallied=False)[::-1]
        if "property" in self.asked:
            found_at = stored.property_(schema, self.asked["property"])
            pointer = found_at.pointer
            original, own = links.property_(*at, pointer), links.timemap(*at, pointer)
            found = [
                (links.property_(*at, pointer, each.number), each.first.at)
                for each in versions
                if had(found_at, each.number)
            ]
        else:
            original, own = links.schema(*at), links.timemap(*at)
            found = [(links.version(*at, each.number), each.first.at) for each in versions]
        response = HttpResponse(timemap(original, own, found), content_type=LINK_FORMAT)
        response["Cache-Control"] = self.cache_control
        final = conditional.tagged(request._request, response)
        final.of_no_language = True  # type: ignore[attr-defined]
        return final
