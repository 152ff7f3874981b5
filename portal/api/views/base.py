"""What every view of the API does: answer anybody, conditionally, by known parameters only."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from portal import answers
from portal.api import conditional, parameters, problems, sparse
from portal.api.cursors import CURSOR, Cursor
from portal.api.pagination import PAGE, PAGE_SIZE, Pages
from portal.api.parameters import Parameter
from portal.api.problems import Problem
from portal.api.sparse import FIELDS
from portal.api.throttle import Standing, Throttle, address_of

REVALIDATE = "no-cache"
FOR_EVER = "public, max-age=31536000, immutable"  # RFC 8246
_ORDER = "By what the list is ordered; a minus stands for the other way round."
_Rows = TypeVar("_Rows", bound=QuerySet[Any])


class Read(APIView):
    """A read-only view."""

    # Who is asking makes no difference, so no session is opened, which would keep caches out.
    authentication_classes = ()
    parameters: ClassVar[tuple[Parameter, ...]] = (FIELDS,)
    members: ClassVar[tuple[str, ...]] = ()  # of what it answers; openapi.describe has them
    cache_control = REVALIDATE
    rate: ClassVar[tuple[str, Throttle]] = ("read", Throttle(settings.API_RATE))
    _standing: Standing | None = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self._standing = self.rate[1].ask(address_of(request._request))
        if self._standing and self._standing.wait:
            raise Problem("too-many-requests", problems.described("too-many-requests"))
        self.asked: Mapping[str, str] = parameters.read(request.query_params, self.parameters)

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return HttpResponse(status=204)  # the header Allow says it all

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        final = super().finalize_response(request, self._sparse(response), *args, **kwargs)
        # GZipMiddleware says so only where it has something to compress, which a 304 hasn't.
        patch_vary_headers(final, ["Accept-Encoding"])
        self.tell_rate(final)
        answers.reuse(final, self._ask_again)
        if isinstance(final, Response):  # what a view has read; no problem and no redirect
            final["Cache-Control"] = self.cache_control
            final.add_post_render_callback(
                lambda rendered: conditional.tagged(request._request, rendered)
            )
        return final

    def tell_rate(self, response: HttpResponse) -> None:
        """Say in the headers of `response` how often its reader may still ask."""
        if self._standing:
            for name, value in self._standing.headers(self.rate[0]).items():
                response[name] = value

    @classmethod
    def _ask_again(cls, request: HttpRequest) -> Mapping[str, str] | None:
        """What is said of the rate when an answer is given again, which counts like any other."""
        name, throttle = cls.rate
        standing = throttle.ask(address_of(request))
        if standing is None:
            return {}
        return None if standing.wait else standing.headers(name)

    def _sparse(self, response: Response) -> Response:
        """`response` with the members alone that are asked for."""
        fields = getattr(self, "asked", {}).get(FIELDS.name)
        if fields is None or not isinstance(response, Response):
            return response
        try:
            response.data = sparse.chosen(response.data, fields, self.members)
        except Problem as problem:
            return self.handle_exception(problem)
        return response


class Check(Read):
    """A view that checks what is sent to it, and forgets it.

    It changes nothing, so nobody needs to sign in, and no page can misuse a reader's session.
    """

    parameters = ()

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        # Not as Read does: what was sent is nobody else's, and no condition holds for a POST.
        final = APIView.finalize_response(self, request, response, *args, **kwargs)
        final["Cache-Control"] = "no-store"
        self.tell_rate(final)
        return final


class ReadList(Read):
    """A read-only view of a list, by the page.

    `orders` has what the list can be ordered by: for each name, the fields of its rows;
    `by_cursor` says whether it can also be read from a row on (portal.api.cursors).
    """

    pagination_class = Pages
    serializer_class: ClassVar[type[BaseSerializer[Any]]]
    filters: ClassVar[tuple[Parameter, ...]] = ()
    orders: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    by_cursor: ClassVar[bool] = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        order = [Parameter("order", _ORDER, choices=tuple(cls.orders))] if cls.orders else []
        cursor = [CURSOR] if cls.by_cursor else []
        cls.parameters = (*cls.filters, *order, FIELDS, PAGE, PAGE_SIZE, *cursor)

    def ordered(self, rows: _Rows) -> _Rows:
        """`rows` in the order that is asked for, or in their own."""
        order = self.asked.get("order")
        return rows.order_by(*self.orders[order], "pk") if order else rows

    def answer(
        self,
        rows: QuerySet[Any] | Sequence[Any],
        told: Callable[[Sequence[Any]], Sequence[Any]] = list,
    ) -> Response:
        """The page of `rows` that is asked for; `told` makes of them what is serialized."""
        if CURSOR.name in self.asked:
            cursor = Cursor(rows, self.asked)
            return cursor.response(self._serialized(told(cursor.found)), self.request)
        pages = Pages()
        found = pages.paginate_queryset(rows, self.request, view=self) or []
        return pages.get_paginated_response(self._serialized(told(found)))

    def _serialized(self, rows: Sequence[Any]) -> Any:
        return self.serializer_class(rows, many=True).data
