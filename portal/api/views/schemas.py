"""The schemas of a source."""

from typing import ClassVar

from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import links, mementos, stored
from portal.api.moved import moved
from portal.api.openapi import OF_SCHEMA, describe
from portal.api.serializers.schema import SchemaSerializer, WholeSchemaSerializer
from portal.api.sparse import FIELDS
from portal.api.views.base import ReadList
from portal.api.views.below_schema import ReadSchema
from portal.catalog.models import Schema


@describe(
    "schemas_list",
    "The schemas of a source",
    SchemaSerializer(many=True),
    path=("source",),
)
class Schemas(ReadList):
    serializer_class = SchemaSerializer
    orders: ClassVar = {
        "name": ("name",),
        "-name": ("-name",),
        "last_captured_at": ("last_captured_at", "name"),
        "-last_captured_at": ("-last_captured_at", "name"),
    }

    def get(self, request: Request, source: str) -> HttpResponse:
        name = stored.source(source).name
        if name != source:
            return moved(request, links.schemas(name))
        rows = stored.schemas().filter(source__name=source).order_by("name")
        return self.answer(self.ordered(rows))


@describe(
    "schemas_read",
    "One schema",
    WholeSchemaSerializer,
    path=("source", "schema"),
    headers=OF_SCHEMA,
    in_time=True,
)
class SchemaView(ReadSchema):
    parameters = (mementos.AT, FIELDS)

    def get(self, request: Request, schema: Schema) -> HttpResponse:
        seen = self.look_at(schema)
        at = (schema.source.name, schema.name)
        return self.elsewhere_in_time(
            schema,
            lambda number: links.version(*at, number) if number else links.schema(*at),
            links.timemap(*at),
        ) or Response(WholeSchemaSerializer(seen).data)
