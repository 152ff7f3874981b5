"""The changes of a schema."""

from typing import ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import stored
from portal.api.openapi import OF_SCHEMA, describe
from portal.api.serializers.change import ChangeSerializer
from portal.api.views.below_schema import ReadSchemaList
from portal.catalog.models import Schema


@describe(
    "changes_list",
    "Everything that has changed, the newest version first",
    ChangeSerializer(many=True),
    path=("source", "schema"),
    headers=OF_SCHEMA,
)
class Changes(ReadSchemaList):
    serializer_class = ChangeSerializer
    orders: ClassVar = {
        "version": ("snapshot__number", "position"),
        "-version": ("-snapshot__number", "position"),
    }

    def get(self, request: Request, schema: Schema) -> Response:
        self.look_at(schema)
        return self.answer(self.ordered(stored.changes(snapshot__schema=schema)))
