"""The first page of the API."""

from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import links
from portal.api.openapi import describe
from portal.api.serializers.index import IndexSerializer
from portal.api.views.base import Read

_CHANGES = "{?source,schema,property,impact*,side,kind,rule,since,until,page,page_size}"


@describe("index", "Where everything is", IndexSerializer)
class Index(Read):
    def get(self, request: Request) -> Response:
        return Response(
            {
                "url": links.index(),
                "page": links.absolute("/"),
                "sources": links.index("sources/"),
                "search": f"{links.index('search/')}{{?q,source,page,page_size}}",
                "compare": f"{links.index('compare/')}{{?before,after,impact,side}}",
                "matrix": f"{links.index('matrix/')}{{?column*,only,facet*,page,page_size}}",
                "changes": f"{links.index('changes/')}{_CHANGES}",
                "rules": links.index("rules/"),
                "validate": links.index("validate/"),
                "problems": links.index("problems/"),
                "openapi": links.index("schema/"),
                "docs": links.index("docs/"),
            }
        )
