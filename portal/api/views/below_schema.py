"""What the views of a schema have in common: how fresh it is, and where its versions are."""

from datetime import datetime
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import DateTimeField

from portal.api import links, stored
from portal.api.problems import Problem
from portal.api.views.base import Read, ReadList
from portal.catalog import freshness
from portal.catalog.models import Schema, Snapshot


class ReadSchema(Read):
    """A view of what a schema says now.

    Two headers say how fresh that is. They are no part of the representation, so that its entity
    tag stays while it says the same, however often the source is asked:

        Portal-Captured-At   when the source last said so (RFC 3339)
        Portal-Refreshing    whether it is being asked again: ?0 or ?1 (RFC 9651, section 3.3.6)
    """

    _seen: Schema | None = None

    def look_at(self, schema: Schema) -> Schema:
        """`schema` with all its members; it is written down for fetching if it is too old."""
        freshness.refresh(schema)
        self._seen = stored.schemas().get(pk=schema.pk)
        return self._seen

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
        return final


class ReadSchemaList(ReadSchema, ReadList):
    """A list of what a schema has now."""


def version_links(schema: Schema, number: int | None = None) -> str:
    """The Link header of `schema` or of one of its versions: where the others are (RFC 5829)."""
    source = schema.source.name
    targets = {"version-history": links.versions(source, schema.name)}
    latest = schema.current.number if schema.current else 0
    if latest:
        targets["latest-version"] = links.version(source, schema.name, latest)
    if number is not None and number > 1:
        targets["predecessor-version"] = links.version(source, schema.name, number - 1)
    if number is not None and number < latest:
        targets["successor-version"] = links.version(source, schema.name, number + 1)
    return links.header(targets)


def found(version: Snapshot | None, schema: Schema, number: int) -> Snapshot:
    """`version`, or the problem that `schema` has none of that number."""
    if version is None:
        latest = schema.current.number if schema.current else 0
        raise Problem("not-found", f"{schema} has no version {number}; it has {latest}.")
    return version


def snapshot(schema: Schema, number: int) -> Snapshot:
    """The version of `schema` with that number. Raises Problem."""
    return found(
        schema.snapshots.select_related("schema__source").filter(number=number).first(),
        schema,
        number,
    )
