"""The properties of one version."""

from django.http import HttpResponse, HttpResponseRedirect
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import filters, links, mementos, naming
from portal.api.openapi import OF_VERSION, describe
from portal.api.serializers.property import (
    Pinned,
    PinnedPropertySerializer,
    WholePinnedPropertySerializer,
)
from portal.api.views.base import FOR_EVER, REVALIDATE, Read, ReadList
from portal.api.views.below_schema import snapshot, version_links
from portal.catalog import documents
from portal.catalog.models import Property, Schema
from portal.history.blame import had
from portal.history.versions import versions_of


@describe(
    "versions_properties_list",
    "The properties of one version",
    PinnedPropertySerializer(many=True),
    path=("source", "schema", "number"),
    headers=OF_VERSION,
)
class PinnedProperties(ReadList):
    serializer_class = PinnedPropertySerializer
    filters = filters.PARAMETERS
    cache_control = FOR_EVER

    def get(self, request: Request, schema: Schema, number: int) -> Response:
        version = snapshot(schema, number)
        rows = [Pinned(version, each) for each in documents.of(version).properties]
        wanted = filters.Wanted(request.query_params, schema, version)
        if wanted.depends_on_others:
            self.cache_control = REVALIDATE
        shown = rows if wanted.is_all else [row for row in rows if wanted(row.facts)]
        at = (schema.source.name, schema.name)
        response = self.answer(shown)
        response["Link"] = version_links(schema, number, lambda each: links.properties(*at, each))
        mementos.mark(response, version, links.properties(*at), links.timemap(*at))
        return response


@describe(
    "versions_properties_read",
    "One property of one version",
    WholePinnedPropertySerializer,
    path=("source", "schema", "number", "property"),
    problem_kinds=("ambiguous-property",),
    headers=OF_VERSION,
    leads_on=True,
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
        at = (schema.source.name, schema.name)
        if not canonical:
            return HttpResponseRedirect(links.property_(*at, pointer, number))
        stored = Property.objects.at(schema, pointer)
        context = {
            "stored": stored,
            "versions": {each.number: each for each in versions_of(schema)},
        }
        row = Pinned(version, found[pointer])
        response = Response(WholePinnedPropertySerializer(row, context=context).data)
        original = links.property_(*at, pointer)
        response["Link"] = version_links(
            schema,
            number,
            lambda each: links.property_(*at, pointer, each),
            lambda each: had(stored, each),
        )
        mementos.mark(response, version, original, links.timemap(*at, pointer))
        return response
