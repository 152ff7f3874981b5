"""Finding a property in all sources."""

from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import parameters, stored
from portal.api.openapi import describe
from portal.api.pagination import Pages
from portal.api.parameters import BOOLEAN, Parameter
from portal.api.serializers.hit import HitSerializer, Result
from portal.api.views.base import ReadList
from portal.catalog.models import Property
from portal.search import asked, query

_FILTERS = (
    Parameter(
        "q",
        "What to search for: words that a property has in its name, path, values, title, notes or "
        'description, "phrases in quotation marks", -words that it must not have, and filters: '
        "type:string,null has:pattern source:glance schema:images changed:<30d (or a date: "
        "changed:>2019-01-01) in:name is:gone impact:breaking, each also with a minus. All must "
        "hold; of several values of one filter, one. Exact names come first; if hardly anything is "
        "found, names that are spelled almost so come last.",
        required=True,
    ),
    Parameter("source", "Only in the source of this name."),
    Parameter(
        "gone",
        "false: only those that the current versions have; true: only those that have gone. "
        "Without it both are found: of each group those that have gone come last, as do groups of "
        "which all have.",
        choices=BOOLEAN,
    ),
)
_GONE = {"true": "gone", "false": "present"}


@describe(
    "search_list",
    "The properties that match, the best first",
    HitSerializer(many=True),
)
class Search(ReadList):
    serializer_class = HitSerializer
    by_cursor = False  # what fits best comes first, and that may change as a whole
    filters = _FILTERS

    def get(self, request: Request) -> Response:
        text = self.asked["q"]
        if not text.strip():
            raise parameters.bad("q", _("q is empty; it holds the words to search for."))
        source = self.asked.get("source", "")
        if source:
            source = stored.filtered_source(source).name
        question = asked.parse(text)
        if source:
            question = question.also("source", source)
        if "gone" in self.asked:
            question = question.also("is", _GONE[self.asked["gone"]])
        found = query.find(question)
        if found.faults:
            fault = found.faults[0]
            raise parameters.bad("q", fault.text, known=list(fault.known))
        results = [Result(hit, place, question.words) for hit in found.hits for place in hit.places]
        return self._answer(results)

    def _answer(self, results: list[Result]) -> Response:
        pages = Pages()
        page: list[Result] = pages.paginate_queryset(results, self.request, view=self) or []
        by_place = {(each.place.schema_id, each.place.pointer): each for each in page}
        rows = {
            (row.schema_id, row.pointer): row
            for row in Property.objects.filter(
                schema__in={each.place.schema_id for each in page},
                pointer_hash__in={Property.hash_of(each.place.pointer) for each in page},
            ).select_related("schema__source", "first", "last")
        }
        # One that is derived anew at this moment may be missing.
        found = [rows[at] for at in by_place if at in rows]
        data = HitSerializer(found, many=True, context={"results": by_place}).data
        return pages.get_paginated_response(data)
