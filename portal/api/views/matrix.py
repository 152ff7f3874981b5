"""What several versions say of each property, side by side."""

from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api.openapi import describe
from portal.api.pagination import PAGE, PAGE_SIZE, Pages
from portal.api.parameters import Parameter, bad
from portal.api.problems import Problem
from portal.api.serializers.matrix import MatrixSerializer, RowInMatrix
from portal.api.sparse import FIELDS
from portal.api.views.base import Read
from portal.history import address, matrix
from portal.history.matrix import Column, Facet

_COLUMN = Parameter(
    "column",
    "The address of a version: source/schema, source/schema@3 or source/schema@2019-04-10; once "
    f"for each column, {matrix.MOST_COLUMNS} at most. What the others say is held against the "
    "first.",
    required=True,
    many=True,
)
_ONLY = Parameter("only", "Only the rows that differ.", choices=("differences",))
_FACET = Parameter(
    "facet",
    "Only the rows that differ in this, or in one of these.",
    choices=tuple(facet.value for facet in Facet),
    many=True,
)
_NAME = Parameter(
    "q",
    "Only the rows of properties whose path, as in images[].os_hidden, holds this text, in upper "
    "or lower case.",
)
_PARAMETERS = (_COLUMN, _ONLY, _FACET, _NAME, FIELDS, PAGE, PAGE_SIZE)


@describe(
    "matrix_read",
    "What several versions say of each property, side by side",
    MatrixSerializer,
    problem_kinds=("not-found",),
)
class MatrixView(Read):
    parameters = _PARAMETERS
    pagination_class = Pages

    def get(self, request: Request) -> Response:
        columns = _columns(request.query_params.getlist("column"))
        rows = matrix.rows_of(each.snapshot for each in columns)
        facets = frozenset(Facet(name) for name in request.query_params.getlist("facet"))
        wanted = facets or (frozenset(Facet) if "only" in self.asked else frozenset())
        name = self.asked.get("q", "").strip()
        named = matrix.named(rows, name) if name else rows
        shown = matrix.chosen(named, wanted) if wanted else named
        tally = matrix.tally_of(each.snapshot for each in columns)
        pages = Pages()
        found = pages.paginate_queryset(shown, request, view=self) or []
        whole = {
            "columns": columns,
            "properties": tally.properties,
            "differing": tally.differing,
            "facets": {facet: tally.facets.get(facet, 0) for facet in Facet},
            "count": len(shown),
            "next": pages.get_next_link(),
            "previous": pages.get_previous_link(),
            "results": [RowInMatrix(row, columns) for row in found],
        }
        return Response(MatrixSerializer(whole).data)


def _columns(addresses: list[str]) -> list[Column]:
    """The versions that are asked for, as the other endpoints tell what is wrong with one."""
    columns, faults = matrix.columns(addresses)
    for error in faults.values():
        detail = _("%(name)s: %(fault)s.") % {"name": "column", "fault": error}
        if isinstance(
            error, address.UnknownSource | address.UnknownSchema | address.UnknownVersion
        ):
            raise Problem("not-found", detail, parameter="column") from error
        raise bad("column", detail) from error
    if not columns:
        raise bad("column", _("column is empty; it is the address of a version."))
    return columns
