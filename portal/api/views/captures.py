"""Each time a schema was asked for. There may be thousands, and more come while they are read."""

from typing import Any

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import links
from portal.api.openapi import OF_SCHEMA, describe
from portal.api.pagination import PAGE_SIZE, Pages
from portal.api.parameters import Parameter
from portal.api.serializers.capture import ObservationSerializer
from portal.api.sparse import FIELDS
from portal.api.views.below_schema import ReadSchema
from portal.catalog.models import Schema

_BEFORE = Parameter(
    "before", "Only those whose number is less: where `next` goes on.", positive=True
)
_PAGE = inline_serializer(
    "CapturePage",
    {
        "next": serializers.URLField(allow_null=True),
        "results": ObservationSerializer(many=True),
    },
)


@describe(
    "captures_list",
    "Each time a schema was asked for, whatever came of it; the last one first",
    _PAGE,
    path=("source", "schema"),
    headers=OF_SCHEMA,
)
class Captures(ReadSchema):
    """By cursor, not by page: what comes at the front moves nothing."""

    parameters = (_BEFORE, PAGE_SIZE, FIELDS)

    def get(self, request: Request, schema: Schema) -> Response:
        self.look_at(schema)
        size = min(int(self.asked.get("page_size", Pages.page_size)), Pages.max_page_size)
        rows = schema.observations.select_related("snapshot", "schema__source").order_by("-number")
        if "before" in self.asked:
            rows = rows.filter(number__lt=int(self.asked["before"]))
        found = list(rows[: size + 1])
        rows_shown: Any = found[:size]
        whole: dict[str, Any] = {"next": None}
        if len(found) > size:
            query = {**self.asked, "before": str(found[size - 1].number)}
            whole["next"] = links.with_query(links.captures(schema.source.name, schema.name), query)
        whole["results"] = ObservationSerializer(rows_shown, many=True).data
        return Response(whole)
