"""What the views of a schema have in common: how fresh it is, and where its versions are."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import DateTimeField

from portal.api import links, mementos, stored
from portal.api.problems import Problem
from portal.api.views.base import Read, ReadList
from portal.catalog import freshness
from portal.catalog.models import Schema, Snapshot
from portal.history.mementos import dated


class ReadSchema(Read):
    """A view of what a schema says now.

    Two headers say how fresh that is. They are no part of the representation, so that its entity
    tag stays while it says the same, however often the source is asked:

        Portal-Captured-At   when the source last said so (RFC 3339)
        Portal-Refreshing    whether it is being asked again: ?0 or ?1 (RFC 9651, section 3.3.6)
    """

    _seen: Schema | None = None
    _gate: tuple[str, str] | None = None  # the addresses of what is asked for and of its TimeMap

    def look_at(self, schema: Schema) -> Schema:
        """`schema` with all its members; it is written down for fetching if it is too old."""
        freshness.refresh(schema)
        self._seen = stored.schemas().get(pk=schema.pk)
        return self._seen

    def elsewhere_in_time(
        self, schema: Schema, address: Callable[[int | None], str], timemap: str
    ) -> HttpResponse | None:
        """What leads to the version that is asked for by its time, if one is.

        `address` has that of what this view shows, by a version's number or for the current one.
        Raises Problem.
        """
        self._gate = address(None), timemap
        found = mementos.asked(self.request._request, schema, self.asked.get(mementos.AT.name))
        if found is None:
            return None
        query = self.request.query_params.copy()
        query.pop(mementos.AT.name, None)
        url = address(found.number)
        return mementos.led_to(f"{url}?{query.urlencode()}" if query else url)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        final = super().finalize_response(request, response, *args, **kwargs)
        if self._seen is not None:
            captured_at: datetime | None = getattr(self._seen, "last_captured_at", None)
            if captured_at is not None:
                final["Portal-Captured-At"] = DateTimeField().to_representation(captured_at)
            final["Portal-Refreshing"] = f"?{getattr(self._seen, 'refreshing', False):d}"
            # RFC 5829: from what changes to what doesn't.
            final["Link"] = version_links(self._seen)
        if self._gate is not None:
            mementos.mark_gate(final, *self._gate)
        return final


class ReadSchemaList(ReadSchema, ReadList):
    """A list of what a schema has now."""


def version_links(
    schema: Schema,
    number: int | None = None,
    address: Callable[[int | None], str] | None = None,
    has: Callable[[int], bool] = lambda number: True,
) -> str:
    """The Link header of what `schema` says, in one of its versions: where others are (RFC 5829).

    `address` has that of it by a version's number, or of the current one; without it, those of the
    versions themselves. `has` tells which of them have it.
    """
    at = (schema.source.name, schema.name)
    targets = {"version-history": links.versions(*at)}
    latest = schema.current.number if schema.current else 0
    if number is None:
        if latest:
            targets["latest-version"] = links.version(*at, latest)
        return links.header(targets)
    # What is kept for ever must not say which number is the latest.
    url = address or (lambda each: links.version(*at, each) if each else links.schema(*at))
    targets["latest-version"] = url(None)
    if number > 1 and has(number - 1):
        targets["predecessor-version"] = url(number - 1)
    if number < latest and has(number + 1):
        targets["successor-version"] = url(number + 1)
    return links.header(targets)


def found(version: Snapshot | None, schema: Schema, number: int) -> Snapshot:
    """`version`, or the problem that `schema` has none of that number."""
    if version is None:
        latest = schema.current.number if schema.current else 0
        detail = _("%(schema)s has no version %(missing)s; it has %(number)s.")
        told = {"schema": schema, "missing": number, "number": latest}
        raise Problem("not-found", detail % told)
    return version


def snapshot(schema: Schema, number: int) -> Snapshot:
    """The version of `schema` with that number, and when it was first captured. Raises Problem."""
    versions = dated(schema.snapshots.select_related("schema__source"))
    return found(versions.filter(number=number).first(), schema, number)
