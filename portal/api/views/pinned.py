"""The properties of one version."""

from django.http import HttpResponse, HttpResponseRedirect
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import filters, links, naming
from portal.api.openapi import describe
from portal.api.pagination import PAGE, PAGE_SIZE
from portal.api.serializers.property import (
    Pinned,
    PinnedPropertySerializer,
    WholePinnedPropertySerializer,
)
from portal.api.views.base import FOR_EVER, Read, ReadList
from portal.api.views.below_schema import snapshot
from portal.catalog import documents
from portal.catalog.models import Property, Schema
from portal.history.versions import versions_of


@describe(
    "versions_properties_list",
    "The properties of one version",
    PinnedPropertySerializer(many=True),
    path=("source", "schema", "number"),
    query=(*filters.PARAMETERS, PAGE, PAGE_SIZE),
)
class PinnedProperties(ReadList):
    serializer_class = PinnedPropertySerializer
    filters = filters.PARAMETERS
    cache_control = FOR_EVER

    def get(self, request: Request, schema: Schema, number: int) -> Response:
        version = snapshot(schema, number)
        rows = [Pinned(version, each) for each in documents.of(version).properties]
        fits = filters.wanted(self.asked)
        return self.answer(rows if fits is None else [row for row in rows if fits(row.facts)])


@describe(
    "versions_properties_read",
    "One property of one version",
    WholePinnedPropertySerializer,
    path=("source", "schema", "number", "property"),
    problem_kinds=("ambiguous-property",),
)
class PinnedProperty(Read):
    cache_control = FOR_EVER

    def get(self, request: Request, schema: Schema, number: int, property: str) -> HttpResponse:
        version = snapshot(schema, number)
        found = {each.pointer: each for each in documents.of(version).properties}
        pointer, canonical = naming.meant(
            schema,
            property,
            has=found.__contains__,
            called=lambda name: [at for at, each in found.items() if each.name == name],
            number=number,
        )
        if not canonical:
            at = (schema.source.name, schema.name)
            return HttpResponseRedirect(links.property_(*at, pointer, number))
        context = {
            "stored": Property.objects.at(schema, pointer),
            "versions": {each.number: each for each in versions_of(schema)},
        }
        row = Pinned(version, found[pointer])
        return Response(WholePinnedPropertySerializer(row, context=context).data)
