"""Lists by the page: {"count": …, "next": …, "previous": …, "results": […]}."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

from portal.api import links
from portal.api.parameters import Parameter
from portal.api.problems import Problem

PAGE = Parameter("page", "Which page of the list; 1 is the first.", positive=True)
PAGE_SIZE = Parameter(
    "page_size", "How many a page has: 50 unless told, 200 at most.", positive=True
)


class Pages(PageNumberPagination):
    """The values of its parameters have been checked by the view (portal.api.parameters)."""

    page_size = 50
    max_page_size = 200
    page_size_query_param = PAGE_SIZE.name
    page_query_param = PAGE.name

    def get_page_number(self, request: Request, paginator: "Paginator[Any]") -> int:
        number = int(request.query_params.get(PAGE.name, "1"))
        if number > paginator.num_pages:
            detail = _("There is no page %(number)s; the last is %(last)s.")
            raise Problem("not-found", detail % {"number": number, "last": paginator.num_pages})
        return number

    def get_next_link(self) -> str | None:
        assert self.page is not None  # noqa: S101 - one is made before it is answered with
        return self._link(self.page.next_page_number()) if self.page.has_next() else None

    def get_previous_link(self) -> str | None:
        assert self.page is not None  # noqa: S101 - as above
        return self._link(self.page.previous_page_number()) if self.page.has_previous() else None

    def _link(self, number: int) -> str:
        assert self.request is not None  # noqa: S101 - as above
        # The percent-encoded path: a schema's name may hold anything.
        path = self.request._request.get_full_path().partition("?")[0]
        query = self.request.query_params.copy()
        query[PAGE.name] = str(number)
        return f"{links.absolute(path)}?{query.urlencode()}"

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return []  # the view declares them with its own

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True}
        members = {"count": {"type": "integer"}, "next": link, "previous": link, "results": schema}
        return {"type": "object", "required": list(members), "properties": members}
