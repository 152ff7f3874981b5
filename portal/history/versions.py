"""The versions of a schema: when each came, as surely as that is known, and what it brought."""

from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q, QuerySet

from portal.catalog import addresses
from portal.catalog.models import Change, Observation, Schema, Snapshot


@dataclass(frozen=True, slots=True)
class Tally:
    """How many properties came, went, and how many other facts changed."""

    added: int = 0
    removed: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Version:
    """A snapshot between the captures that bound its life.

    `first` and `last` are the captures that showed it; `before` is the capture just before the
    first, so the change came between `before` and `first`, and nobody knows when exactly.
    `same_as` is the number of the first version that said the same, if an earlier one did.
    """

    snapshot: Snapshot
    first: Observation
    last: Observation
    before: Observation | None
    tally: Tally
    url: str
    compare_url: str  # with the version before it; empty for the first
    same_as: int | None = None

    @property
    def number(self) -> int:
        return self.snapshot.number


def versions_of(schema: Schema, *, tallied: bool = True) -> list[Version]:
    """All versions of `schema`, the newest first, in three queries for any number of captures.

    Counting their changes takes a while; who needs no tallies need not have it done.
    """
    bounds = {
        row["snapshot"]: (row["first"], row["last"])
        for row in schema.observations.exclude(snapshot=None)
        .order_by()
        .values("snapshot")
        .annotate(first=Min("number"), last=Max("number"))
    }
    numbers = {number for pair in bounds.values() for number in pair}
    captures = {seen.number: seen for seen in schema.observations.filter(number__in=numbers)}
    found: list[Version] = []
    said: dict[tuple[str, str], int] = {}  # the first version to say it
    # Without the bodies: megabytes that nobody reads here.
    snapshots = schema.snapshots.select_related("content").defer("content__body")
    if tallied:
        snapshots = with_tallies(snapshots)
    for snapshot in snapshots.order_by("number"):
        first, last = bounds[snapshot.pk]
        earliest = said.setdefault((snapshot.digest, snapshot.dialect), snapshot.number)
        found.append(
            Version(
                snapshot=snapshot,
                first=captures[first],
                last=captures[last],
                before=found[-1].last if found else None,
                tally=tally(snapshot),
                url=addresses.schema_url(schema.source.name, schema.name, snapshot.number),
                compare_url=addresses.compare_url(
                    schema.source.name, schema.name, snapshot.number - 1, snapshot.number
                )
                if found
                else "",
                same_as=earliest if earliest != snapshot.number else None,
            )
        )
    return found[::-1]


def with_tallies(snapshots: QuerySet[Snapshot]) -> QuerySet[Snapshot]:
    """`snapshots` with the counts that `tally` reads."""
    whole = Q(changes__keyword="")
    return snapshots.annotate(
        added=Count("changes", filter=whole & Q(changes__kind=Change.Kind.ADDED)),
        removed=Count("changes", filter=whole & Q(changes__kind=Change.Kind.REMOVED)),
        changed=Count("changes", filter=~whole),
    )


def tally(snapshot: Snapshot) -> Tally:
    """The counts of a snapshot that came through `with_tallies`."""
    return Tally(
        added=getattr(snapshot, "added", 0),
        removed=getattr(snapshot, "removed", 0),
        changed=getattr(snapshot, "changed", 0),
    )
