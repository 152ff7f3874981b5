"""The first page of the API."""

from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import links
from portal.api.openapi import describe
from portal.api.serializers.index import IndexSerializer
from portal.api.views.base import Read
from portal.api.views.bulk import Bulk
from portal.api.views.compare import Compare
from portal.api.views.export import Export
from portal.api.views.fetches import Fetches
from portal.api.views.history import History
from portal.api.views.matrix import MatrixView
from portal.api.views.notes import Notes
from portal.api.views.search import Search


@describe("index", "Where everything is", IndexSerializer)
class Index(Read):
    def get(self, request: Request) -> Response:
        return Response(
            {
                "url": links.index(),
                "page": links.absolute("/"),
                "sources": links.index("sources/"),
                "search": _template("search/", Search),
                "compare": _template("compare/", Compare),
                "matrix": _template("matrix/", MatrixView),
                "changes": _template("changes/", History),
                "notes": _template("notes/", Notes),
                "fetches": _template("fetches/", Fetches),
                "rules": links.index("rules/"),
                "validate": links.index("validate/"),
                "check_links": links.index("check-links/"),
                "bulk": _template("bulk/", Bulk),
                "export": _template("export.ndjson", Export),
                "problems": links.index("problems/"),
                "openapi": links.index("schema/"),
                "docs": links.index("docs/"),
                "recipes": links.index("docs/recipes/"),
            }
        )


def _template(below: str, view: type[Read]) -> str:
    """The address of `view` with all its parameters (RFC 6570)."""
    names = ",".join(f"{each.name}{'*' if each.many else ''}" for each in view.parameters)
    return f"{links.index(below)}{{?{names}}}"
