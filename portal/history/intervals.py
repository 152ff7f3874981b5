"""Between which two captures a version came: nobody knows the moment, so none is claimed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from portal.catalog.models import Observation, Snapshot


@dataclass(frozen=True, slots=True)
class Capture:
    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Interval:
    """`first` showed the version; `before` is the capture just before it, None for the first."""

    before: Capture | None
    first: Capture


def with_intervals(snapshots: QuerySet[Snapshot]) -> QuerySet[Snapshot]:
    """`snapshots` with what `of` reads: the captures that bound when each came."""
    captures = Observation.objects.exclude(snapshot=None)
    first = captures.filter(snapshot=OuterRef("pk")).order_by("number")
    earlier = captures.filter(
        schema=OuterRef("schema"), number__lt=OuterRef("first_capture")
    ).order_by("-number")
    return snapshots.annotate(
        first_capture=Subquery(first.values("number")[:1]),
        first_captured_at=Subquery(first.values("at")[:1]),
    ).annotate(
        before=Subquery(earlier.values("number")[:1]),
        before_captured_at=Subquery(earlier.values("at")[:1]),
    )


def of(snapshot: Snapshot) -> Interval:
    """The interval of a snapshot that came through `with_intervals`."""
    row: Any = snapshot
    before = Capture(row.before, row.before_captured_at) if row.before else None
    return Interval(before, Capture(row.first_capture, row.first_captured_at))
