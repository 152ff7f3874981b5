"""The versions of a schema over time, as a picture: where to draw what, in units of the picture.

A version is known to have lived from the first capture that showed it to the last one; when it
came, between the capture before and the first, nobody knows. The two are drawn differently.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.catalog import addresses
from portal.catalog.models import Change, Schema
from portal.history.impacts import WORDS
from portal.history.versions import Version
from portal.schema.impact import Impact, worst

Impacts = Mapping[int, Mapping[Impact, int]]  # by a version's number

_MARGIN: Final = 12.0  # so that a mark at either end is whole
_APART: Final = 15.0  # marks that stand closer are drawn as one
_LABEL: Final = 30.0  # what a label takes
_MOST_LABELLED: Final = 12  # more marks than that leave no room for names
_BELOW: Final = 19.0  # how far below the ground a date stands
_ABOVE: Final = 12.0  # how far above its mark the name of a version stands
_MOST_TICKS: Final = 8


@dataclass(frozen=True, slots=True)
class Frame:
    """How large the picture is. `rise` is how far the line climbs for the most properties; 0 for
    a level line.
    """

    width: float
    height: float
    base: float  # where no property would be, from the top
    rise: float = 0


WHOLE: Final = Frame(width=760, height=124, base=96, rise=68)
STRIP: Final = Frame(width=240, height=32, base=20)


@dataclass(frozen=True, slots=True)
class Mark:
    """One version, or several that stand too close to be told apart, at the first of them."""

    x: float
    y: float
    versions: tuple[Version, ...]
    impact: Impact | None  # the worst of their changes; None for the first version
    url: str

    @property
    def label(self) -> str:
        first, last = self.versions[0], self.versions[-1]
        words: dict[str, object] = {
            "first": first.number,
            "last": last.number,
            "since": f"{first.first.at:%Y-%m-%d}",
            "until": f"{last.first.at:%Y-%m-%d}",
            "impact": WORDS[self.impact] if self.impact else "",
            "count": first.snapshot.property_count,
        }
        if len(self.versions) > 1:
            several = _("versions %(first)s to %(last)s, %(since)s to %(until)s")
            if self.impact:
                several = _("versions %(first)s to %(last)s, %(since)s to %(until)s: %(impact)s")
            return several % words
        one = ngettext(
            "version %(first)s, %(since)s, %(count)s property",
            "version %(first)s, %(since)s, %(count)s properties",
            first.snapshot.property_count,
        )
        if self.impact:
            one = ngettext(
                "version %(first)s, %(since)s: %(impact)s, %(count)s property",
                "version %(first)s, %(since)s: %(impact)s, %(count)s properties",
                first.snapshot.property_count,
            )
        return one % words

    @property
    def number(self) -> int | None:
        """The version it is; None if it stands for several."""
        return self.versions[0].number if len(self.versions) == 1 else None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the line: a life that is known, or (`is_known` is false) the time in which the
    next version came.
    """

    x1: float
    y1: float
    x2: float
    y2: float
    is_known: bool


@dataclass(frozen=True, slots=True)
class Label:
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Timeline:
    frame: Frame
    stretches: list[Stretch]
    marks: list[Mark]
    ticks: list[Label]
    labels: list[Label]  # which version a mark is, where there is room to say so
    most: int  # properties: what the top of the picture stands for


def of(
    schema: Schema, versions: Sequence[Version], impacts: Impacts, frame: Frame = WHOLE
) -> Timeline | None:
    """The picture of `versions` (the newest first); None if there is none.

    `impacts`: what each version that changed something came to, by its number.
    """
    if not versions:
        return None
    lives = list(_lives(versions[::-1]))
    start, end = lives[0][1], lives[-1][2]
    most = max(version.snapshot.property_count for version in versions)

    def x(at: datetime) -> float:
        if start == end:
            return frame.width / 2
        share = (at - start) / (end - start)
        return round(_MARGIN + share * (frame.width - 2 * _MARGIN), 1)

    def y(version: Version) -> float:
        share = version.snapshot.property_count / most if most else 0
        return round(frame.base - share * frame.rise, 1)

    stretches = []
    for (version, first, last), following in zip(lives, [*lives[1:], None], strict=True):
        stretches.append(Stretch(x(first), y(version), x(last), y(version), is_known=True))
        if following is not None:
            to = x(following[1]), y(following[0])
            stretches.append(Stretch(x(last), y(version), *to, is_known=False))
    points = [(x(first), y(version), version) for version, first, _ in lives]
    marks = [_mark(schema, several, impacts) for several in _together(points)]
    return Timeline(
        frame=frame,
        stretches=[each for each in stretches if each.x1 != each.x2 or not each.is_known],
        marks=marks,
        ticks=[Label(x(at), frame.base + _BELOW, text) for at, text in _ticks(start, end)],
        labels=list(_labels(marks)),
        most=most,
    )


def impacts_of(schema: Schema) -> Impacts:
    """How many changes of each impact each version brought, by its number; one query."""
    found: dict[int, Counter[Impact]] = {}
    rows = (
        Change.objects.filter(snapshot__schema=schema)
        .order_by()
        .values_list("snapshot__number", "request", "response")
        .annotate(Count("pk"))
    )
    for number, request, response, count in rows:
        impact = worst(Impact(request), Impact(response))
        found.setdefault(number, Counter())[impact] += count
    return found


def _lives(oldest_first: Sequence[Version]) -> Iterator[tuple[Version, datetime, datetime]]:
    """Each version with when it was first and last seen; never before the one before it, since a
    clock may have been set back.
    """
    latest = oldest_first[0].first.at
    for version in oldest_first:
        first = max(latest, version.first.at)
        latest = max(first, version.last.at)
        yield version, first, latest


def _together(
    points: list[tuple[float, float, Version]],
) -> Iterator[list[tuple[float, float, Version]]]:
    several = [points[0]]
    for point in points[1:]:
        if point[0] - several[0][0] < _APART:
            several.append(point)
        else:
            yield several
            several = [point]
    yield several


def _mark(schema: Schema, several: list[tuple[float, float, Version]], impacts: Impacts) -> Mark:
    x, y, first = several[0]
    versions = tuple(version for _, _, version in several)
    known = [impact for each in versions for impact in impacts.get(each.number, ())]
    url = first.url
    if len(versions) > 1:
        before = max(1, first.number - 1)
        url = addresses.compare_url(schema.source.name, schema.name, before, versions[-1].number)
    return Mark(x, y, versions, worst(*known) if known else None, url)


def _labels(marks: list[Mark]) -> Iterator[Label]:
    free_from = 0.0
    for mark in marks if len(marks) <= _MOST_LABELLED else ():
        if mark.x >= free_from:
            first, last = mark.versions[0].number, mark.versions[-1].number
            text = f"v{first}" if first == last else f"v{first}-{last}"
            free_from = mark.x + _LABEL + 6 * (len(text) - 2)
            yield Label(mark.x, mark.y - _ABOVE, text)


def _ticks(start: datetime, end: datetime) -> list[tuple[datetime, str]]:
    """Round dates from `start` to `end` with their names: years, months or days."""
    span = end - start
    if span > timedelta(days=730):
        return _every(_years(start, end), "%Y")
    if span > timedelta(days=62):
        return _every(_months(start, end), "%Y-%m")
    days = _days(start, end)
    return _every(days, "%m-%d") if len(days) > 1 else [(start, f"{start:%Y-%m-%d}")]


def _every(dates: list[datetime], form: str) -> list[tuple[datetime, str]]:
    step = -(-len(dates) // _MOST_TICKS) or 1
    return [(at, at.strftime(form)) for at in dates[::step]]


def _years(start: datetime, end: datetime) -> list[datetime]:
    years = (datetime(year, 1, 1, tzinfo=UTC) for year in range(start.year, end.year + 1))
    return [at for at in years if start <= at <= end]


def _months(start: datetime, end: datetime) -> list[datetime]:
    months = range(start.year * 12 + start.month - 1, end.year * 12 + end.month)
    dates = (datetime(each // 12, each % 12 + 1, 1, tzinfo=UTC) for each in months)
    return [at for at in dates if start <= at <= end]


def _days(start: datetime, end: datetime) -> list[datetime]:
    midnight = start.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    dates = (midnight + timedelta(days=day) for day in range((end - midnight).days + 1))
    return [at for at in dates if start <= at <= end]
