"""What editors have noted."""

from django.db.models import Q
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import stored
from portal.api.openapi import describe
from portal.api.parameters import Parameter
from portal.api.serializers.note import EditorsNoteSerializer
from portal.api.views.base import ReadList
from portal.notes import told
from portal.notes.models import Note

_FILTERS = (
    Parameter("source", "Only those on the source of this name, and on what it has."),
    Parameter("schema", "Only those on schemas of this name, and on their properties."),
)


@describe(
    "notes_list",
    "The notes of editors, the one written last first",
    EditorsNoteSerializer(many=True),
)
class Notes(ReadList):
    serializer_class = EditorsNoteSerializer
    filters = _FILTERS

    def get(self, request: Request) -> Response:
        rows = Note.objects.exclude(latest=None).exclude(latest__text="")
        if source := self.asked.get("source", ""):
            found = stored.filtered_source(source)
            rows = rows.filter(Q(source=found) | Q(schema__source=found))
        if schema := self.asked.get("schema", ""):
            rows = rows.filter(schema__name=schema)
        ordered = told.whole(rows).order_by("-latest__at", "-latest")
        return self.answer(ordered, told.each)
