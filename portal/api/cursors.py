"""Lists by the cursor: each page begins behind the row that the one before ended with.

So whoever reads a list that grows meanwhile sees each row once, which numbers of pages can't do.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.db.models import Model, QuerySet
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
        self.found: list[Any]
        if isinstance(rows, Feed):
            start, self._count = _behind(asked[CURSOR.name], rows.index_of), len(rows)
            self.found = rows[start : start + size]
            page = [each.pk for each in self.found]
        else:
            keys = _keys(rows)
            start, self._count = _behind(asked[CURSOR.name], _index_in(keys)), len(keys)
            page = keys[start : start + size]
            if isinstance(rows, QuerySet):  # by keys: others may stand at these numbers by now
                by_key = rows.in_bulk(page)
                self.found = [by_key[key] for key in page if key in by_key]
            else:
                self.found = list(rows[start : start + size])
        self._last = page[-1] if page and start + len(page) < self._count else None

    def response(self, results: Any, request: Request) -> Response:
        """The answer, of the same form as a numbered page; one goes forth only."""
        whole = {"count": self._count, "next": self._next(request), "previous": None}
        return Response(whole | {"results": results})

    def _next(self, request: Request) -> str | None:
        if self._last is None:
            return None
        query = request.query_params.copy()
        query[CURSOR.name] = str(self._last)
        # The percent-encoded path: a schema's name may hold anything.
        path = request._request.get_full_path().partition("?")[0]
        return f"{links.absolute(path)}?{query.urlencode()}"


def _keys(rows: QuerySet[Any] | Sequence[Any]) -> list[int]:
    """By what a cursor names each row: its key in the database or, where rows that never change
    have none, its number.
    """
    if isinstance(rows, QuerySet):
        return [*rows.values_list("pk", flat=True)]
    if all(isinstance(each, Model) for each in rows):
        return [each.pk for each in rows]
    return [*range(1, len(rows) + 1)]


def _index_in(keys: list[int]) -> Callable[[int], int | None]:
    return lambda key: keys.index(key) if key in keys else None


def _behind(cursor: str, index_of: Callable[[int], int | None]) -> int:
    """The index behind the row that `cursor` names. Raises Problem."""
    if cursor == _FIRST:
        return 0
    at = index_of(int(cursor))
    if at is None:
        detail = _("The row that %(cursor)s stands for is no longer in this list; begin with *.")
        raise Problem("not-found", detail % {"cursor": cursor}, parameter=CURSOR.name)
    return at + 1
