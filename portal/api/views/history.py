"""The changes of all schemas, by filters."""

from typing import ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from portal.api.openapi import describe
from portal.api.parameters import Parameter, bad
from portal.api.serializers.change import ChangeSerializer
from portal.api.serializers.verdict import IMPACTS
from portal.api.views.base import ReadList
from portal.catalog.models import Change
from portal.history import impacts, wanted
from portal.history.changes import Feed

_FILTERS = (
    Parameter("source", "Only those of the source of this name."),
    Parameter("schema", "Only those of schemas of this name."),
    Parameter(
        "property",
        "Only those of this property and of what is inside it: its JSON Pointer, its path, as "
        "in images[].disk_format.",
    ),
    Parameter(
        "impact",
        "Only those that come to this on the side; may be given several times.",
        choices=tuple(IMPACTS),
        many=True,
    ),
    Parameter(
        "side",
        "Which side `impact` is about; both, if it is not given: the worse of the two.",
        choices=impacts.SIDES,
    ),
    Parameter("kind", "Only those of this kind.", choices=tuple(Change.Kind.values)),
    Parameter("rule", "Only those that this rule judged."),
    Parameter("since", "Only those first captured on this day (UTC) or later, as in 2019-04-10."),
    Parameter("until", "Only those first captured on this day (UTC) or earlier."),
)


@describe(
    "history_list",
    "Everything that has changed, the version captured last first",
    ChangeSerializer(many=True),
)
class History(ReadList):
    serializer_class = ChangeSerializer
    filters = _FILTERS
    orders: ClassVar = {"captured_at": ("at",), "-captured_at": ("-at",)}

    def get(self, request: Request) -> Response:
        try:
            asked = wanted.read(dict(request.query_params.lists()))
        except wanted.BadFilter as error:
            raise bad(error.name, error.message, known=error.known) from error
        return self.answer(Feed(asked, oldest_first=self.asked.get("order") == "captured_at"))
