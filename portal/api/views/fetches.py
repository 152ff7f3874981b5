"""What was asked to be fetched, is being fetched, or was fetched lately."""

from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import stored
from portal.api.openapi import describe
from portal.api.parameters import Parameter
from portal.api.problems import Problem
from portal.api.serializers.fetch import FetchSerializer
from portal.api.views.base import Read, ReadList
from portal.catalog.models import FetchRequest

_STATES: Final = {
    "waiting": Q(started_at=None, finished_at=None),
    "underway": Q(started_at__isnull=False, finished_at=None),
    "finished": Q(finished_at__isnull=False),
}


@describe(
    "fetches_list",
    "The fetches that are wanted, under way or finished, the one asked for last first",
    FetchSerializer(many=True),
)
class Fetches(ReadList):
    serializer_class = FetchSerializer
    filters = (
        Parameter("source", "Only those of the source of this name."),
        Parameter("schema", "Only those of this schema alone, not of all of its source."),
        Parameter("state", "Only those in this state.", choices=tuple(_STATES)),
    )

    def get(self, request: Request) -> Response:
        rows = FetchRequest.objects.select_related("source").order_by("-pk")
        if source := self.asked.get("source", ""):
            rows = rows.filter(source=stored.filtered_source(source))
        if schema := self.asked.get("schema", ""):
            rows = rows.filter(schema_name=schema)
        if state := self.asked.get("state"):
            rows = rows.filter(_STATES[state])
        return self.answer(rows)


@describe("fetches_read", "One fetch, and what came of it", FetchSerializer, path=("fetch",))
class Fetch(Read):
    def get(self, request: Request, fetch: int) -> Response:
        found = FetchRequest.objects.select_related("source").filter(pk=fetch).first()
        if found is None:
            detail = _("There is no fetch %(number)s; those of long ago are forgotten.")
            raise Problem("not-found", detail % {"number": fetch})
        return Response(FetchSerializer(found).data)
