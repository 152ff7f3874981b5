"""The versions of a schema."""

from typing import ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import links, mementos, stored
from portal.api.openapi import OF_SCHEMA, OF_VERSION, describe
from portal.api.serializers.version import VersionSerializer, WholeVersionSerializer
from portal.api.views.base import FOR_EVER, Read
from portal.api.views.below_schema import ReadSchemaList, found, version_links
from portal.catalog.models import Schema


@describe(
    "versions_list",
    "The versions of a schema, the newest first",
    VersionSerializer(many=True),
    path=("source", "schema"),
    headers=OF_SCHEMA,
)
class Versions(ReadSchemaList):
    serializer_class = VersionSerializer
    orders: ClassVar = {"number": ("number",), "-number": ("-number",)}

    def get(self, request: Request, schema: Schema) -> Response:
        self.look_at(schema)
        return self.answer(self.ordered(stored.versions(schema)))


@describe(
    "versions_read",
    "One version, with its changes and anomalies",
    WholeVersionSerializer,
    path=("source", "schema", "number"),
    headers=OF_VERSION,
)
class VersionView(Read):
    def get(self, request: Request, schema: Schema, number: int) -> Response:
        version = found(stored.version(schema, number), schema, number)
        if version.pk != schema.current_id:
            self.cache_control = FOR_EVER  # while it is current, each capture makes its life longer
        at = (schema.source.name, schema.name)
        response = Response(
            WholeVersionSerializer(version).data, headers={"Link": version_links(schema, number)}
        )
        mementos.mark(response, version, links.schema(*at), links.timemap(*at))
        return response
