"""The OpenAPI document for people: Swagger UI, with nothing from another host."""

from rest_framework.renderers import TemplateHTMLRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import links
from portal.api.views.base import Read


class Docs(Read):
    """Its script is a file, and its settings stand in the HTML: the page has no inline script."""

    schema = None
    parameters = ()
    renderer_classes = [TemplateHTMLRenderer]
    template_name = "api/docs.html"

    def get(self, request: Request) -> Response:
        return Response({"openapi": f"{links.ROOT}schema/"})
