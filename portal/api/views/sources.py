"""The sources."""

from django.db.models import Q
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import stored
from portal.api.openapi import describe
from portal.api.pagination import PAGE, PAGE_SIZE
from portal.api.parameters import Parameter
from portal.api.problems import Problem
from portal.api.serializers.source import STATES, SourceSerializer
from portal.api.views.base import Read, ReadList
from portal.catalog.models import Source

_FILTERS = (
    Parameter("kind", "Only those of this kind.", choices=tuple(Source.Kind.values)),
    Parameter("state", "Only those in this state.", choices=STATES),
)
_RECORDED = Q(url="", cloud="")
_IN_STATE = {
    "asked": Q(retired_at=None) & ~_RECORDED,
    "recorded": Q(retired_at=None) & _RECORDED,
    "removed": Q(retired_at__isnull=False),
}


@describe(
    "sources_list",
    "All sources",
    SourceSerializer(many=True),
    query=(*_FILTERS, PAGE, PAGE_SIZE),
)
class Sources(ReadList):
    serializer_class = SourceSerializer
    filters = _FILTERS

    def get(self, request: Request) -> Response:
        rows = stored.sources()
        if kind := self.asked.get("kind"):
            rows = rows.filter(kind=kind)
        if state := self.asked.get("state"):
            rows = rows.filter(_IN_STATE[state])
        return self.answer(rows)


@describe("sources_read", "One source", SourceSerializer, path=("source",))
class SourceView(Read):
    def get(self, request: Request, source: str) -> Response:
        found = stored.sources().filter(name=source).first()
        if found is None:
            raise Problem("not-found", f"There is no source {source}.")
        return Response(SourceSerializer(found).data)
