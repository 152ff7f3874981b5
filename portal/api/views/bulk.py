"""Many versions with one request."""

from typing import Any, Final

from django.utils.translation import gettext as _
from drf_spectacular.utils import inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import problems, stored
from portal.api.openapi import describe
from portal.api.parameters import Parameter, bad
from portal.api.serializers.problem import ProblemSerializer
from portal.api.serializers.version import VersionSerializer
from portal.api.sparse import FIELDS
from portal.api.views.base import Read
from portal.catalog import documents
from portal.history import address

_MOST: Final = 50
_REF = Parameter(
    "ref",
    "The address of a version: source/schema, source/schema@3 or source/schema@2019-04-10; once "
    f"for each, {_MOST} at most.",
    required=True,
    many=True,
)
_DOCUMENT = Parameter(
    "document", "Whether the documents are wanted, too.", choices=("true", "false")
)
_ROW = inline_serializer(
    "BulkRow",
    {
        "ref": serializers.CharField(help_text="As it was asked for."),
        "status": serializers.IntegerField(help_text="That it would have by itself."),
        "version": VersionSerializer(allow_null=True),
        "document": serializers.JSONField(
            required=False, help_text="What the version says, if it is asked for."
        ),
        "problem": ProblemSerializer(allow_null=True),
    },
    many=True,
)


@describe(
    "bulk_read",
    "Many versions with one request, each with a status of its own",
    inline_serializer("Bulk", {"results": _ROW}),
)
class Bulk(Read):
    parameters = (_REF, _DOCUMENT, FIELDS)

    def get(self, request: Request) -> Response:
        asked = request.query_params.getlist(_REF.name)
        if len(asked) > _MOST:
            detail = _("ref may be given %(most)s times, not %(number)s.")
            raise bad(_REF.name, detail % {"most": _MOST, "number": len(asked)})
        return Response({"results": [self._row(each) for each in asked]})

    def _row(self, ref: str) -> dict[str, Any]:
        try:
            found = address.resolve(ref)
        except address.AddressError as error:
            unknown = address.UnknownSource | address.UnknownSchema | address.UnknownVersion
            kind = "not-found" if isinstance(error, unknown) else "bad-parameter"
            detail = _("%(fault)s.") % {"fault": error}
            problem = problems.members(self.request._request, kind, detail, parameter=_REF.name)
            return {"ref": ref, "status": problem["status"], "version": None, "problem": problem}
        version = stored.versions(found.schema).get(pk=found.pk)
        row = {"ref": ref, "status": 200, "version": VersionSerializer(version).data}
        if self.asked.get(_DOCUMENT.name) == "true":
            row["document"] = documents.of(found).at("").served
        return row | {"problem": None}
