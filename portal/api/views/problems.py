"""The types of problems: what their addresses lead to."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import links
from portal.api.openapi import describe
from portal.api.problems import KINDS, Problem
from portal.api.serializers.problem import ProblemKindSerializer
from portal.api.views.base import Read, ReadList


@describe(
    "problems_list",
    "All types of problems",
    ProblemKindSerializer(many=True),
)
class ProblemKinds(ReadList):
    serializer_class = ProblemKindSerializer

    def get(self, request: Request) -> Response:
        return self.answer([_row(name) for name in KINDS])


@describe("problems_read", "One type of problem", ProblemKindSerializer, path=("kind",))
class ProblemKind(Read):
    def get(self, request: Request, kind: str) -> Response:
        if kind not in KINDS:
            told = _("There is no type of problem called %(kind)s.")
            raise Problem("not-found", told % {"kind": kind})
        return Response(ProblemKindSerializer(_row(kind)).data)


def _row(name: str) -> dict[str, Any]:
    kind = KINDS[name]
    return {
        "type": links.problem_type(name),
        "title": _(kind.title),
        "status": int(kind.status),
        "description": _(kind.description),
    }
