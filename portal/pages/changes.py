"""Changes as the pages tell them: what, where, from what to what."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db.models import OuterRef, Subquery
from django.utils.text import Truncator
from django.utils.translation import gettext

from portal import reading
from portal.catalog import addresses
from portal.catalog.models import Change, Observation, Schema, Snapshot
from portal.history import versions, wording
from portal.pages import verdicts
from portal.schema.impact import Counterpart, Impact, Judged, worst
from portal.schema.value import ABSENT, JSON, Absent

_LONGEST = 80  # characters of a value in a phrase


@dataclass(frozen=True, slots=True)
class ChangedVersion:
    """A version that differs from the one before it, for the list on the first page."""

    at: datetime
    schema: Schema
    number: int
    url: str
    tally: versions.Tally
    impacts: list[verdicts.Counted]
    summary: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs and whom it breaks, whether the catalog keeps it or two versions have just been
    compared.

    ABSENT is a side that was not there. `member`: it is about one member of a set; `whole`: about
    a whole subschema. `through`: what differs where a changed reference leads.
    """

    pointer: str
    path: str
    keyword: str
    kind: str
    before: JSON | Absent
    after: JSON | Absent
    member: bool
    whole: bool
    verdict: verdicts.Verdict
    partner: verdicts.Partner | None = None
    through: "tuple[Difference, ...]" = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A difference in words: its `subject`, and the two sides as JSON (None: was not there).

    What came to one set, or left it, with one verdict is told together: these are its `members`.
    `parts` is what happened as a phrase, `through` the lines of what differs behind a reference.
    `is_cut`: the phrase does not have all members, or not the whole of each.
    """

    kind: str
    keyword: str
    subject: list[wording.Part]
    pointer: str
    path: str
    verdict: verdicts.Verdict
    parts: list[wording.Part]
    before: str | None = None
    after: str | None = None
    members: list[str] = field(default_factory=list)
    partner: verdicts.Partner | None = None
    through: "list[Line]" = field(default_factory=list)
    is_cut: bool = False

    @property
    def place(self) -> str:
        return wording.place(self)


@dataclass(frozen=True, slots=True)
class Group:
    """The changes of one property, or of a place that is in none, for a table of changes.

    `place` is "" for the document itself; `url` is the property's page, "" outside of any.
    """

    place: str
    url: str
    lines: list[Line]


class _Touch(NamedTuple):
    """As much of a change as the first page tells; a version may have thousands."""

    pointer: str
    path: str
    request: str
    response: str


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
    touched: dict[int, list[_Touch]] = {each.pk: [] for each in snapshots}
    changes = Change.objects.filter(snapshot__in=touched)
    for snapshot, *touch in changes.values_list("snapshot_id", *_Touch._fields):
        touched[snapshot].append(_Touch(*touch))
    return [
        ChangedVersion(
            at=each.at,
            schema=each.schema,
            number=each.number,
            url=addresses.compare_url(
                each.schema.source.name, each.schema.name, each.number - 1, each.number
            ),
            tally=versions.tally(each),
            impacts=_gravest(touched[each.pk]),
            summary=_summary(touched[each.pk]),
        )
        for each in snapshots
    ]


def _gravest(changes: Iterable[_Touch]) -> list[verdicts.Counted]:
    """How many changes break or may break somebody; if none does, what the others come to."""
    found = Counter(worst(Impact(each.request), Impact(each.response)) for each in changes)
    grave = {impact: found[impact] for impact in (Impact.BREAKING, Impact.WARNING)}
    return verdicts.counted(grave) or verdicts.counted(found)


def _summary(changes: Iterable[_Touch], most: int = 4) -> str:
    """What changed, in a line: the places concerned, the most touched first."""
    places = Counter(wording.place(change) for change in changes)
    common = [place for place, _ in places.most_common(most)]
    named = gettext(", ").join(reading.label(place or str(wording.DOCUMENT)) for place in common)
    more = len(places) - len(common)
    if more <= 0:
        return named
    return gettext("%(places)s and %(number)s more") % {"places": named, "number": more}


def stored(change: Change) -> Difference:
    """A change as the catalog keeps it, best read with its snapshot__schema__source."""
    before, after = (change.values.get(side, ABSENT) for side in ("before", "after"))
    return Difference(
        pointer=change.pointer,
        path=change.path,
        keyword=change.keyword,
        kind=change.kind,
        before=before,
        after=after,
        member=change.member,
        whole=change.whole,
        verdict=verdicts.of(change),
        partner=_stored_partner(change),
    )


def _stored_partner(change: Change) -> verdicts.Partner | None:
    if not change.counterpart:
        return None
    number = change.snapshot.number if change.kind == "removed" else change.snapshot.number - 1
    schema = change.snapshot.schema
    return verdicts.partner(Counterpart(**change.counterpart), change.kind, schema, number)


def found(judged: Judged, before: Snapshot, after: Snapshot) -> Difference:
    """A change as comparing two versions finds it."""
    change = judged.change
    version = after if change.kind == "removed" else before
    return Difference(
        pointer=change.pointer,
        path=change.path,
        keyword=change.keyword or "",
        kind=change.kind,
        before=change.before,
        after=change.after,
        member=change.member,
        whole=change.whole,
        verdict=verdicts.of(judged.verdict),
        partner=verdicts.partner(judged.counterpart, change.kind, version.schema, version.number)
        if judged.counterpart
        else None,
        through=tuple(found(each, before, after) for each in judged.through),
    )


def lines(differences: Iterable[Difference]) -> list[Line]:
    """Differences in words, in the order they come."""
    together: dict[tuple[object, ...], list[Difference]] = {}
    for position, each in enumerate(differences):
        one_set = (each.pointer, each.path, each.keyword, each.kind, each.verdict)
        together.setdefault(one_set if each.member else (position,), []).append(each)
    return [_line(several) for several in together.values()]


def _line(several: list[Difference]) -> Line:
    """The line of one difference, or of the members that came to one set or left it."""
    first = several[0]
    values = [] if not first.member else [reading.shown(wording.value(each)) for each in several]
    return Line(
        kind=first.kind,
        keyword=first.keyword,
        subject=_subject(first),
        pointer=first.pointer,
        path=first.path,
        verdict=first.verdict,
        parts=wording.parts(several, _short),
        before=None if first.member else _text(first.before),
        after=None if first.member else _text(first.after),
        members=values,
        partner=first.partner,
        through=lines(first.through),
        is_cut=len(values) > wording.FEW or any(len(value) > _LONGEST for value in values),
    )


def _subject(change: Difference) -> list[wording.Part]:
    """What a difference is about: a keyword, what stands under it as a whole, or all there is."""
    if not change.keyword:
        what = gettext("property") if change.pointer else gettext("document")
        return [wording.Part(what)]
    keyword = [wording.Part(Truncator(reading.label(change.keyword)).chars(60), True)]
    if not change.whole:
        return keyword
    return wording.filled(gettext("schema under {keyword}"), keyword=keyword)


def _short(value: JSON | Absent) -> str:
    """A value as it stands in a phrase: long ones unfold."""
    return Truncator(reading.shown(value)).chars(_LONGEST)


def _text(value: JSON | Absent) -> str | None:
    return None if value is ABSENT else reading.as_json(value, indent=2)
