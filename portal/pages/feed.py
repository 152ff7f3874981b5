"""A page of the history: versions, what changed in each by property, and the form that filters."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from django.utils.translation import gettext_lazy

from portal.catalog import addresses
from portal.catalog.models import Change, Schema, Snapshot, Source
from portal.history import intervals, wording
from portal.history.changes import Feed
from portal.pages import changes, verdicts
from portal.schema.impact import Impact

_SIDES = {"": gettext_lazy("on either side"), **verdicts.SIDES}
KINDS = {
    Change.Kind.ADDED: gettext_lazy("added"),
    Change.Kind.REMOVED: gettext_lazy("removed"),
    Change.Kind.CHANGED: gettext_lazy("changed"),
}


@dataclass(frozen=True, slots=True)
class Brought:
    """What a version brought, or the part of it that is on the page. `number`: of all changes;
    `digest`: of what the version says.
    """

    schema: Schema
    version: int
    digest: str
    url: str
    compare_url: str
    interval: intervals.Interval
    number: int
    groups: list[changes.Group]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter, and how many changes there would be; None if that isn't counted."""

    value: str
    label: str
    number: int | None
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Form:
    impacts: list[Choice]
    sides: list[Choice]
    sources: list[Choice]
    schemas: list[Choice]
    kinds: list[Choice]
    rules: list[Choice]


class Counting(Protocol):
    """Knows how many of the changes there are each version brought."""

    def of_version(self, snapshot: int) -> int: ...


def brought(feed: Counting, shown: Iterable[Change]) -> list[Brought]:
    """The changes of a page, by version and property."""
    return [
        _version(snapshot, feed.of_version(snapshot.pk), list(several))
        for snapshot, several in groupby(shown, lambda change: change.snapshot)
    ]


def _version(snapshot: Snapshot, number: int, several: Sequence[Change]) -> Brought:
    schema, version = snapshot.schema, snapshot.number
    by_place: dict[tuple[int | None, str], list[Change]] = {}
    for change in several:
        by_place.setdefault((change.subject_id, wording.place(change)), []).append(change)
    return Brought(
        schema=schema,
        version=version,
        digest=snapshot.digest,
        url=snapshot.get_absolute_url(),
        compare_url=addresses.compare_url(schema.source.name, schema.name, version - 1, version),
        interval=intervals.of(snapshot),
        number=number,
        groups=[_group(schema, together) for together in by_place.values()],
    )


def _group(schema: Schema, together: Sequence[Change]) -> changes.Group:
    first = together[0]
    at = (schema.source.name, schema.name)
    url = addresses.property_url(*at, first.subject.pointer) if first.subject else ""
    return changes.Group(wording.place(first), url, changes.lines(map(changes.stored, together)))


def form(feed: Feed) -> Form:
    """What there is to choose from. Sources and schemas are those that have ever changed."""
    wanted, facets = feed.wanted, feed.facets
    changed = Schema.objects.filter(snapshots__number=2)
    sources = Source.objects.filter(schemas__in=changed).distinct().order_by("name")
    schemas = changed.filter(source__name=wanted.source) if wanted.source else changed
    names = schemas.order_by("name").values_list("name", flat=True).distinct()
    rules = {*facets.rule, wanted.rule} - {""}
    return Form(
        impacts=[
            Choice(
                each, str(verdicts.WORDS[each]), facets.impact.get(each, 0), each in wanted.impact
            )
            for each in Impact
        ],
        sides=[
            Choice(side, str(label), None, (side or "both") == wanted.side)
            for side, label in _SIDES.items()
        ],
        sources=_choices([each.name for each in sources], wanted.source, facets.source),
        schemas=_choices(names, wanted.schema, facets.schema),
        kinds=[
            Choice(kind, str(label), facets.kind.get(kind, 0), kind == wanted.kind)
            for kind, label in KINDS.items()
        ],
        rules=_choices(sorted(rules), wanted.rule, facets.rule),
    )


def _choices(values: Iterable[str], chosen: str, numbers: Mapping[str, int]) -> list[Choice]:
    """All values of a filter. Where it is set, the facets of places count that value alone."""
    return [
        Choice(value, value, numbers.get(value, None if chosen else 0), value == chosen)
        for value in values
    ]
