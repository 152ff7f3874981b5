"""The first page of the API."""

from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import links
from portal.api.openapi import describe
from portal.api.serializers.index import IndexSerializer
from portal.api.views.base import Read

_MATRIX = "{?column*,only,facet*,q,fields,page,page_size}"
_CHANGES = "{?source,schema,property,impact*,side,kind,rule,since,until,fields,page,page_size}"


@describe("index", "Where everything is", IndexSerializer)
class Index(Read):
    def get(self, request: Request) -> Response:
        return Response(
            {
                "url": links.index(),
                "page": links.absolute("/"),
                "sources": links.index("sources/"),
                "search": f"{links.index('search/')}{{?q,source,gone,fields,page,page_size}}",
                "compare": f"{links.index('compare/')}{{?before,after,impact,side,fields}}",
                "matrix": f"{links.index('matrix/')}{_MATRIX}",
                "changes": f"{links.index('changes/')}{_CHANGES}",
                "notes": f"{links.index('notes/')}{{?source,schema,fields,page,page_size}}",
                "rules": links.index("rules/"),
                "validate": links.index("validate/"),
                "bulk": f"{links.index('bulk/')}{{?ref*,document,fields}}",
                "export": f"{links.index('export.ndjson')}{{?after}}",
                "problems": links.index("problems/"),
                "openapi": links.index("schema/"),
                "docs": links.index("docs/"),
                "recipes": links.index("docs/recipes/"),
            }
        )
