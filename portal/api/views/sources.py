"""The sources."""

from typing import ClassVar

from django.db.models import Q
from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import links, stored
from portal.api.moved import moved
from portal.api.openapi import describe
from portal.api.parameters import Parameter
from portal.api.serializers.source import STATES, SourceSerializer, WholeSourceSerializer
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
)
class Sources(ReadList):
    serializer_class = SourceSerializer
    filters = _FILTERS
    orders: ClassVar = {
        "name": ("name",),
        "-name": ("-name",),
        "last_captured_at": ("last_captured_at", "name"),
        "-last_captured_at": ("-last_captured_at", "name"),
    }

    def get(self, request: Request) -> Response:
        rows = stored.sources()
        if kind := self.asked.get("kind"):
            rows = rows.filter(kind=kind)
        if state := self.asked.get("state"):
            rows = rows.filter(_IN_STATE[state])
        return self.answer(self.ordered(rows))


@describe("sources_read", "One source", WholeSourceSerializer, path=("source",))
class SourceView(Read):
    def get(self, request: Request, source: str) -> HttpResponse:
        found = stored.sources().filter(name=source).first()
        if found is None:
            return moved(request, links.source(stored.source(source).name))
        return Response(WholeSourceSerializer(found).data)
