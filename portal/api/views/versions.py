"""The versions of a schema."""

from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import stored
from portal.api.openapi import describe
from portal.api.pagination import PAGE, PAGE_SIZE
from portal.api.serializers.version import VersionSerializer, WholeVersionSerializer
from portal.api.views.base import FOR_EVER, Read
from portal.api.views.below_schema import ReadSchemaList, found, version_links
from portal.catalog.models import Schema


@describe(
    "versions_list",
    "The versions of a schema, the newest first",
    VersionSerializer(many=True),
    path=("source", "schema"),
    query=(PAGE, PAGE_SIZE),
)
class Versions(ReadSchemaList):
    serializer_class = VersionSerializer

    def get(self, request: Request, schema: Schema) -> Response:
        self.look_at(schema)
        return self.answer(stored.versions(schema))


@describe(
    "versions_read",
    "One version, with its changes and anomalies",
    WholeVersionSerializer,
    path=("source", "schema", "number"),
)
class VersionView(Read):
    def get(self, request: Request, schema: Schema, number: int) -> Response:
        version = found(stored.version(schema, number), schema, number)
        if version.pk != schema.current_id:
            self.cache_control = FOR_EVER  # while it is current, each capture makes its life longer
        return Response(
            WholeVersionSerializer(version).data, headers={"Link": version_links(schema, number)}
        )
