"""The OpenAPI document."""

from drf_spectacular import renderers
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api.openapi import document
from portal.api.views.base import Read


class OpenApi(Read):
    """This API, for tools, in English: JSON, or YAML where that is accepted rather."""

    schema = None
    parameters = ()
    renderer_classes = [
        renderers.OpenApiJsonRenderer,
        renderers.OpenApiJsonRenderer2,
        renderers.OpenApiYamlRenderer,
        renderers.OpenApiYamlRenderer2,
    ]

    def get(self, request: Request) -> Response:
        response = Response(document(), headers={"Content-Language": "en"})
        response.of_no_language = True  # type: ignore[attr-defined]
        return response
