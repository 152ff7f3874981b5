"""Lists by the cursor: each page begins behind the row that the one before ended with.

So whoever reads a list that grows meanwhile sees each row once, which numbers of pages can't do.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import links
from portal.api.pagination import PAGE_SIZE, Pages
from portal.api.parameters import Parameter
from portal.api.problems import Problem
from portal.history.changes import Feed

_FIRST: Final = "*"
CURSOR = Parameter(
    "cursor",
    "Instead of page, which then says nothing: * for the first page, then what its `next` says."
    " Nothing is left out or repeated when rows come meanwhile.",
    pattern=r"^(\*|[1-9][0-9]{0,17})$",
)


class Cursor:
    """A page of `rows`, as `asked`. Raises Problem."""

    def __init__(self, rows: QuerySet[Any] | Sequence[Any], asked: Mapping[str, str]) -> None:
        size = min(int(asked.get(PAGE_SIZE.name, Pages.page_size)), Pages.max_page_size)
        self._has_keys = isinstance(rows, QuerySet | Feed)
        self._start = _after(rows, asked[CURSOR.name])
        self._count = rows.count() if isinstance(rows, QuerySet) else len(rows)
        self.found: list[Any] = list(rows[self._start : self._start + size])

    def response(self, results: Any, request: Request) -> Response:
        """The answer, of the same form as a numbered page; one goes forth only."""
        whole = {"count": self._count, "next": self._next(request), "previous": None}
        return Response(whole | {"results": results})

    def _next(self, request: Request) -> str | None:
        end = self._start + len(self.found)
        if end >= self._count or not self.found:
            return None
        query = request.query_params.copy()
        query[CURSOR.name] = str(self.found[-1].pk if self._has_keys else end)
        # The percent-encoded path: a schema's name may hold anything.
        path = request._request.get_full_path().partition("?")[0]
        return f"{links.absolute(path)}?{query.urlencode()}"


def _after(rows: QuerySet[Any] | Sequence[Any], cursor: str) -> int:
    """The index behind the row that `cursor` names: by its key or, where rows that never change
    have none, by its number.
    """
    if cursor == _FIRST:
        return 0
    key = int(cursor)
    at: int | None
    if isinstance(rows, Feed):
        at = rows.index_of(key)
    elif isinstance(rows, QuerySet):
        keys = [*rows.values_list("pk", flat=True)]
        at = keys.index(key) if key in keys else None
    else:
        at = key - 1 if key <= len(rows) else None
    if at is None:
        detail = _("The row that %(cursor)s stands for is no longer in this list; begin with *.")
        raise Problem("not-found", detail % {"cursor": cursor}, parameter=CURSOR.name)
    return at + 1
