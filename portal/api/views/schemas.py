"""The schemas of a source."""

from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import stored
from portal.api.openapi import describe
from portal.api.pagination import PAGE, PAGE_SIZE
from portal.api.problems import Problem
from portal.api.serializers.schema import SchemaSerializer
from portal.api.views.base import ReadList
from portal.api.views.below_schema import ReadSchema
from portal.catalog.models import Schema, Source


@describe(
    "schemas_list",
    "The schemas of a source",
    SchemaSerializer(many=True),
    path=("source",),
    query=(PAGE, PAGE_SIZE),
)
class Schemas(ReadList):
    serializer_class = SchemaSerializer

    def get(self, request: Request, source: str) -> Response:
        if not Source.objects.filter(name=source).exists():
            raise Problem("not-found", f"There is no source {source}.")
        return self.answer(stored.schemas().filter(source__name=source).order_by("name"))


@describe("schemas_read", "One schema", SchemaSerializer, path=("source", "schema"))
class SchemaView(ReadSchema):
    def get(self, request: Request, schema: Schema) -> Response:
        return Response(SchemaSerializer(self.look_at(schema)).data)
