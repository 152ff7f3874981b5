"""The changes of a schema."""

from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import stored
from portal.api.openapi import describe
from portal.api.pagination import PAGE, PAGE_SIZE
from portal.api.serializers.change import ChangeSerializer
from portal.api.views.below_schema import ReadSchemaList
from portal.catalog.models import Schema


@describe(
    "changes_list",
    "Everything that has changed, the newest version first",
    ChangeSerializer(many=True),
    path=("source", "schema"),
    query=(PAGE, PAGE_SIZE),
)
class Changes(ReadSchemaList):
    serializer_class = ChangeSerializer

    def get(self, request: Request, schema: Schema) -> Response:
        self.look_at(schema)
        return self.answer(stored.changes(snapshot__schema=schema))
