"""What every view of the API does: answer anybody, conditionally, by known parameters only."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from portal.api import conditional, parameters
from portal.api.pagination import PAGE, PAGE_SIZE, Pages
from portal.api.parameters import Parameter

REVALIDATE = "no-cache"
FOR_EVER = "public, max-age=31536000, immutable"  # RFC 8246


class Read(APIView):
    """A read-only view."""

    # Who is asking makes no difference, so no session is opened, which would keep caches out.
    authentication_classes = ()
    parameters: ClassVar[tuple[Parameter, ...]] = ()
    cache_control = REVALIDATE

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.asked: Mapping[str, str] = parameters.read(request.query_params, self.parameters)

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return HttpResponse(status=204)  # the header Allow says it all

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        final = super().finalize_response(request, response, *args, **kwargs)
        # GZipMiddleware says so only where it has something to compress, which a 304 hasn't.
        patch_vary_headers(final, ["Accept-Encoding"])
        if isinstance(final, Response):  # what a view has read; no problem and no redirect
            final["Cache-Control"] = self.cache_control
            final.add_post_render_callback(
                lambda rendered: conditional.tagged(request._request, rendered)
            )
        return final


class ReadList(Read):
    """A read-only view of a list, by the page."""

    pagination_class = Pages
    serializer_class: ClassVar[type[BaseSerializer[Any]]]
    filters: ClassVar[tuple[Parameter, ...]] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.parameters = (*cls.filters, PAGE, PAGE_SIZE)

    def answer(self, rows: QuerySet[Any] | Sequence[Any]) -> Response:
        """The page of `rows` that is asked for."""
        pages = Pages()
        found = pages.paginate_queryset(rows, self.request, view=self)
        return pages.get_paginated_response(self.serializer_class(found, many=True).data)
