"""Finding a property in all sources."""

from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import parameters
from portal.api.openapi import describe
from portal.api.pagination import PAGE, PAGE_SIZE
from portal.api.parameters import BOOLEAN, Parameter
from portal.api.serializers.property import HitSerializer
from portal.api.views.base import ReadList
from portal.catalog.models import Source
from portal.search import query

_FILTERS = (
    Parameter(
        "q",
        "Words that a property has in its name, path, values, title or description; all must be "
        "there. Exact names come first.",
        required=True,
    ),
    Parameter("source", "Only in the source of this name."),
    Parameter(
        "gone",
        "false: only those that the current versions have; true: only those that have gone. "
        "Without it both are found, those that have gone last.",
        choices=BOOLEAN,
    ),
)


@describe(
    "search_list",
    "The properties that match, the best first",
    HitSerializer(many=True),
    query=(*_FILTERS, PAGE, PAGE_SIZE),
)
class Search(ReadList):
    serializer_class = HitSerializer
    filters = _FILTERS

    def get(self, request: Request) -> Response:
        words = self.asked["q"]
        if not words.strip():
            raise parameters.bad("q", "q is empty; it holds the words to search for.")
        source = self.asked.get("source", "")
        if source and not Source.objects.filter(name=source).exists():
            raise parameters.bad("source", f"There is no source {source!r}.")
        gone = {"true": True, "false": False}.get(self.asked.get("gone", ""))
        return self.answer(query.find(words, source=source, gone=gone))
