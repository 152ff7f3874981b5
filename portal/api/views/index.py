"""The first page of the API."""

from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import links
from portal.api.openapi import describe
from portal.api.serializers.index import IndexSerializer
from portal.api.views.base import Read


@describe("index", "Where everything is", IndexSerializer)
class Index(Read):
    def get(self, request: Request) -> Response:
        return Response(
            {
                "url": links.index(),
                "page": links.absolute("/"),
                "sources": links.index("sources/"),
                "search": f"{links.index('search/')}{{?q,source,page,page_size}}",
                "problems": links.index("problems/"),
                "openapi": links.index("schema/"),
                "docs": links.index("docs/"),
            }
        )
