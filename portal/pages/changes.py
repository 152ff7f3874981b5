"""Changes as the pages tell them: what, where, from what to what."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import OuterRef, Subquery

from portal.catalog import addresses
from portal.catalog.models import Change, Observation, Schema, Snapshot
from portal.history import versions
from portal.pages import reading
from portal.schema.change import Change as Found
from portal.schema.value import ABSENT, JSON, Absent


@dataclass(frozen=True, slots=True)
class ChangedVersion:
    """A version that differs from the one before it, for the list on the first page."""

    at: datetime
    schema: Schema
    number: int
    url: str
    tally: versions.Tally
    summary: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs, whether the catalog keeps it or two versions have just been compared.

    ABSENT is a side that was not there. `member`: it is about one member of a set.
    """

    pointer: str
    keyword: str
    kind: str
    before: JSON | Absent
    after: JSON | Absent
    member: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A difference in words: `what` it concerns, and the two sides as JSON (None: was not there).

    What came to one set, or left it, is told together: these are its `members`.
    """

    kind: str
    what: str
    before: str | None = None
    after: str | None = None
    members: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Group:
    """The changes of one property (or of the document itself), for a table of changes."""

    path: str
    url: str
    lines: list[Line]


def latest(most: int) -> list[ChangedVersion]:
    """The versions that changed something, of all sources, those found last first."""
    first = Observation.objects.filter(snapshot=OuterRef("pk")).order_by("number")
    snapshots = list(
        versions.with_tallies(
            Snapshot.objects.filter(number__gt=1, schema__source__retired_at=None)
        )
        .select_related("schema__source")
        .annotate(at=Subquery(first.values("at")[:1]))
        .order_by("-at", "-pk")[:most]
    )
    touched: dict[int, list[Change]] = {}
    changes = Change.objects.filter(snapshot__in=[each.pk for each in snapshots])
    for change in changes.only("snapshot_id", "path"):
        touched.setdefault(change.snapshot_id, []).append(change)
    return [
        ChangedVersion(
            at=each.at,
            schema=each.schema,
            number=each.number,
            url=addresses.compare_url(
                each.schema.source.name, each.schema.name, each.number - 1, each.number
            ),
            tally=versions.tally(each),
            summary=summary(touched.get(each.pk, [])),
        )
        for each in snapshots
    ]


def summary(changes: Iterable[Change], most: int = 4) -> str:
    """What changed, in a line: the paths concerned, the most touched first."""
    paths = Counter(change.path for change in changes)
    named = [
        reading.label(path) if path else "the document itself"
        for path, _ in paths.most_common(most)
    ]
    more = len(paths) - len(named)
    return ", ".join(named) + (f" and {more} more" if more > 0 else "")


def stored(change: Change) -> Difference:
    """A change as the catalog keeps it."""
    before, after = (change.values.get(side, ABSENT) for side in ("before", "after"))
    return Difference(
        change.pointer, change.keyword, change.kind, before, after, member=change.member
    )


def found(change: Found) -> Difference:
    """A change as comparing two documents finds it."""
    return Difference(
        change.pointer,
        change.keyword or "",
        change.kind,
        change.before,
        change.after,
        member=change.member,
    )


def lines(differences: Iterable[Difference]) -> list[Line]:
    """Differences in words, in the order they come."""
    told: list[Line] = []
    sets: dict[tuple[str, str, str], list[str]] = {}
    for each in differences:
        what = reading.label(each.keyword) if each.keyword else "property"
        if not each.member:
            told.append(Line(each.kind, what, _text(each.before), _text(each.after)))
            continue
        key = each.pointer, each.keyword, each.kind
        if key not in sets:
            sets[key] = []
            told.append(Line(each.kind, what, members=sets[key]))
        sets[key].append(reading.shown(each.before if each.after is ABSENT else each.after))
    return told


def _text(value: JSON | Absent) -> str | None:
    return None if value is ABSENT else reading.as_json(value, indent=2)
