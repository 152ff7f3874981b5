"""Everything that has changed, the newest version first, as far as it is wanted."""

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import NamedTuple, cast, overload

from django.db.models import Case, Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery, When
from django.db.models import Value as Constant
from django.db.models.functions import Left, Right, StrIndex
from django.db.models.lookups import GreaterThan, In

from portal.catalog.models import Change, Observation, Property, Snapshot
from portal.history.impacts import by_side, come_to
from portal.history.intervals import with_intervals
from portal.history.wanted import Wanted
from portal.schema.change import Change as Difference
from portal.schema.change import Kind
from portal.schema.impact import Impact
from portal.schema.value import ABSENT

_JOINTS = frozenset(".[")  # what goes on after a name in a path


class _Version(NamedTuple):
    source: str
    schema: str
    number: int  # of wanted changes


@dataclass(frozen=True, slots=True)
class Facets:
    """How many changes there would be with each value of a filter, the others being as they are.

    Of sources and schemas only those that are wanted.
    """

    impact: Mapping[Impact, int]
    kind: Mapping[str, int]
    rule: Mapping[str, int]
    source: Mapping[str, int]
    schema: Mapping[str, int]


def rows(changes: QuerySet[Change]) -> QuerySet[Change]:
    """`changes` with all that is told of each: its property, and its version with its interval."""
    snapshots = with_intervals(Snapshot.objects.select_related("schema__source"))
    return (
        changes.select_related("subject")
        .defer("subject__facts", "subject__touched")
        .prefetch_related(Prefetch("snapshot", snapshots))
    )


def differing(change: Change) -> Difference:
    """What the catalog keeps of a change, as comparing found it."""
    return Difference(
        pointer=change.pointer,
        path=change.path,
        property=change.subject.pointer if change.subject else None,
        keyword=change.keyword or None,
        kind=cast(Kind, change.kind),
        before=change.values.get("before", ABSENT),
        after=change.values.get("after", ABSENT),
        member=change.member,
        whole=change.whole,
    )


def condition(wanted: Wanted) -> Q:
    """The condition for the changes that are wanted."""
    return _scope(wanted) & _judged_as(wanted)


class Feed(Sequence[Change]):
    """The wanted changes. Versions stand in the order of their first captures, the newest first
    (or the oldest); the changes of each in the order of the comparison.

    Two queries count them all; a page of them takes two more, the facets one.
    """

    def __init__(self, wanted: Wanted, *, oldest_first: bool = False) -> None:
        self.wanted = wanted
        self._scope = _scope(wanted)
        counted = _changes(condition(wanted)).values_list("snapshot")
        counts = dict(counted.annotate(number=Count("pk")))
        versions = list(_versions(wanted))
        self._versions = {
            pk: _Version(source, schema, counts[pk])
            for pk, source, schema in (reversed(versions) if oldest_first else versions)
            if pk in counts
        }

    def __len__(self) -> int:
        return sum(each.number for each in self._versions.values())

    @overload
    def __getitem__(self, index: int) -> Change: ...
    @overload
    def __getitem__(self, index: slice) -> list[Change]: ...
    def __getitem__(self, index: int | slice) -> Change | list[Change]:
        if isinstance(index, slice):
            start, stop, _ = index.indices(len(self))
            return self._between(start, stop)
        index = range(len(self))[index]
        return self._between(index, index + 1)[0]

    def index_of(self, change: int) -> int | None:
        """Where the change with this pk stands; None if it is not among them."""
        among = _changes(self._scope & _judged_as(self.wanted))
        found = among.filter(pk=change).values_list("snapshot", "position").first()
        if found is None:
            return None
        snapshot, position = found
        earlier = itertools.takewhile(lambda pk: pk != snapshot, self._versions)
        before = sum(self._versions[pk].number for pk in earlier)
        return before + among.filter(snapshot=snapshot, position__lt=position).count()

    def of_version(self, snapshot: int) -> int:
        """How many of the changes the version with this pk brought."""
        return self._versions[snapshot].number

    @cached_property
    def facets(self) -> Facets:
        impact, kind, rule = Counter[Impact](), Counter[str](), Counter[str]()
        common = ("request", "response", "kind", "rule")
        cells = _changes(self._scope).values_list(*common).annotate(number=Count("pk"))
        for request, response, of_kind, of_rule, number in cells:
            comes_to = by_side(self.wanted.side, Impact(request), Impact(response))
            refusing = self._refusing(comes_to, of_kind, of_rule)
            if refusing <= {"impact"}:
                impact[comes_to] += number
            if refusing <= {"kind"}:
                kind[of_kind] += number
            if refusing <= {"rule"}:
                rule[of_rule] += number
        source, schema = Counter[str](), Counter[str]()
        for version in self._versions.values():
            source[version.source] += version.number
            schema[version.schema] += version.number
        return Facets(impact, kind, rule, source, schema)

    def _refusing(self, impact: Impact, kind: str, rule: str) -> set[str]:
        """The filters, by name, that such changes don't pass."""
        wanted = self.wanted
        refuses = {
            "impact": wanted.impact and impact not in wanted.impact,
            "kind": wanted.kind and kind != wanted.kind,
            "rule": wanted.rule and rule != wanted.rule,
        }
        return {name for name, refused in refuses.items() if refused}

    def _between(self, start: int, stop: int) -> list[Change]:
        """The changes from `start` to just before `stop`."""
        order, skipped = self._covering(start, stop)
        if not order:
            return []
        ranks = [When(snapshot=pk, then=Constant(rank)) for rank, pk in enumerate(order)]
        found = _changes(self._scope & _judged_as(self.wanted)).filter(snapshot__in=order)
        ordered = rows(found).order_by(Case(*ranks), "position")
        return list(ordered[skipped : skipped + stop - start])

    def _covering(self, start: int, stop: int) -> tuple[list[int], int]:
        """The versions whose changes stand there, and how many of the first one's come before."""
        order, skipped, end = list[int](), 0, 0
        for pk, version in self._versions.items():
            begin, end = end, end + version.number
            if begin < stop and start < end:
                skipped = skipped if order else start - begin
                order.append(pk)
        return order, skipped


def _changes(condition: Q) -> QuerySet[Change]:
    return Change.objects.filter(condition).order_by()


def _versions(wanted: Wanted) -> QuerySet[Snapshot, tuple[int, str, str]]:
    """The versions that may have brought what is wanted, with their sources and schemas."""
    found = _in_time(wanted).filter(number__gt=1)
    if wanted.source:
        found = found.filter(schema__source__name=wanted.source)
    if wanted.schema:
        found = found.filter(schema__name=wanted.schema)
    return found.values_list("pk", "schema__source__name", "schema__name")


def _in_time(wanted: Wanted) -> QuerySet[Snapshot]:
    """The versions first captured when it is wanted, in the order of the feed."""
    first = Observation.objects.filter(snapshot=OuterRef("pk")).order_by("number")
    found = Snapshot.objects.annotate(at=Subquery(first.values("at")[:1])).order_by("-at", "-pk")
    since, until = wanted.moments()
    if since:
        found = found.filter(at__gte=since)
    if until:
        found = found.filter(at__lt=until)
    return found


def _scope(wanted: Wanted) -> Q:
    """The conditions on where and when a change is."""
    found = Q()
    if wanted.source:
        found &= Q(snapshot__schema__source__name=wanted.source)
    if wanted.schema:
        found &= Q(snapshot__schema__name=wanted.schema)
    if wanted.property:
        found &= _of_property(wanted.property)
    if wanted.since or wanted.until:
        found &= Q(snapshot__in=_in_time(wanted).values("pk"))
    return found


def _of_property(place: str) -> Q:
    """The condition for the changes of a property, and of what is inside it."""
    if place.startswith("/"):
        return Q(subject__pointer_hash=Property.hash_of(place)) | _below("pointer", place, "/")
    return Q(path=place) | _below("path", place, ".", "[") | _last_name(place)


def _last_name(name: str) -> Q:
    """Where a name stands alone: the properties of that name anywhere, and what is inside them."""
    if _JOINTS & set(name):
        return Q()
    ends = In(Right(F("path"), len(name) + 1), [Constant(f".{name}")])
    return reduce(or_, (_holds(f".{name}{joint}") for joint in sorted(_JOINTS)), Q(ends))


def _holds(text: str) -> Q:
    return Q(GreaterThan(StrIndex(F("path"), Constant(text)), 0))


def _below(field: str, place: str, *joints: str) -> Q:
    """What stands inside `place`. Compared as text: LIKE would not tell upper from lower case."""
    beginnings = [Constant(f"{place}{joint}") for joint in joints]
    return Q(In(Left(F(field), len(place) + 1), beginnings))


def _judged_as(wanted: Wanted) -> Q:
    """The conditions on what a change is and comes to."""
    found = come_to(wanted.impact, wanted.side) if wanted.impact else Q()
    if wanted.kind:
        found &= Q(kind=wanted.kind)
    if wanted.rule:
        found &= Q(rule=wanted.rule)
    return found
