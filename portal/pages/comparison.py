"""What differs between two versions, as the page of a comparison shows it: by property."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import reading
from portal.catalog import addresses, documents
from portal.catalog.models import Snapshot
from portal.history import comparing, impacts, report, wording
from portal.pages import changes, verdicts
from portal.schema import pointer
from portal.schema.impact import Impact, Judged

PER_PAGE: Final = 500  # properties
ALL: Final = "all"
_LISTS: Final = frozenset({"enum", "type"})  # sets whose other members tell what there was
_SHOWN: Final = {
    "request": gettext_lazy("%(impact)s for requests"),
    "response": gettext_lazy("%(impact)s for responses"),
}
_VERDICTS: Final = {
    Impact.WARNING: gettext_lazy("May break"),
    Impact.SAFE: gettext_lazy("Breaks nothing"),
    Impact.EDITORIAL: gettext_lazy("Says the same in other words"),
}


class UnknownFilter(ValueError):
    """A filter with a value that it can't have; says which it can."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which changes are shown: those of this impact, on this side ("": the worse of the two).

    Without an impact, editorial changes are left out if there are any others.
    """

    impact: str = ""
    side: str = ""

    def __post_init__(self) -> None:
        for name, value, known in (
            ("impact", self.impact, (*(each.value for each in Impact), ALL)),
            ("side", self.side, report.SIDES),
        ):
            if value and value not in known:
                told = _("%(name)s=%(value)s is unknown; it is one of %(known)s.")
                words = {"name": name, "value": value, "known": ", ".join(known)}
                raise UnknownFilter(told % words)

    def of(self, judged: Judged) -> Impact:
        """The impact that counts."""
        verdict = judged.verdict
        return {"request": verdict.request, "response": verdict.response}.get(
            self.side, verdict.worst
        )

    def lets(self, judged: Judged) -> bool:
        if self.impact in {"", ALL}:
            return self.impact == ALL or self.of(judged) is not Impact.EDITORIAL
        return self.of(judged) == self.impact

    @property
    def words(self) -> str:
        """What is shown, in words."""
        if not self.impact:
            return str(verdicts.SIDES.get(self.side, ""))
        word = _("all") if self.impact == ALL else str(impacts.WORDS[Impact(self.impact)])
        return str(_SHOWN[self.side]) % {"impact": word} if self.side else word


@dataclass(frozen=True, slots=True)
class Count:
    """How many changes of one impact there are on a side, and where these alone are shown."""

    impact: Impact
    words: str
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The changes of one property and its pages on both sides; or of a place that is in none,
    with the pages of the two versions. `place` is "" for the document itself.
    """

    place: str
    is_property: bool
    anchor: str
    before_url: str
    after_url: str
    lines: list["LineThere"]

    @property
    def url(self) -> str:
        return self.after_url or self.before_url


@dataclass(frozen=True, slots=True)
class LineThere:
    """A line, and where it stands `within` the place of its group. `others`: what stands on the
    other side where members came to a list of values or types, or left it.
    """

    within: str
    line: changes.Line
    others: list[str]


class Comparison:
    """Two versions beside each other, filtered. `path` is the page's own, `asked` its query."""

    def __init__(
        self, before: Snapshot, after: Snapshot, chosen: Filter, path: str, asked: dict[str, str]
    ) -> None:
        self.before, self.after, self.filter = before, after, chosen
        self.judged = comparing.between(before, after)
        self._path, self._asked = path, asked

    @property
    def by_side(self) -> dict[str, Snapshot]:
        return {"before": self.before, "after": self.after}

    @cached_property
    def counts(self) -> report.Summary:
        return report.summary(self.judged)

    @property
    def is_same_version(self) -> bool:
        return self.before.pk == self.after.pk

    @property
    def is_same_bytes(self) -> bool:
        return self.before.content_id == self.after.content_id

    @property
    def worst(self) -> Impact | None:
        return next((each for each in Impact if self.counts[report.EITHER][each]), None)

    @property
    def verdict(self) -> str:
        """The whole in a few words, of versions that differ."""
        if self.worst is not Impact.BREAKING:
            return str(_VERDICTS[self.worst or Impact.EDITORIAL])
        broken = [side for side in report.SIDES if self.counts[side][Impact.BREAKING]]
        if len(broken) > 1:
            return _("Breaks requests and responses")
        return _("Breaks requests") if "request" in broken else _("Breaks responses")

    @cached_property
    def shown(self) -> Sequence[Judged]:
        """The changes that the filter lets through."""
        if not self.filter.impact and self.worst is Impact.EDITORIAL:
            return self.judged
        return [each for each in self.judged if self.filter.lets(each)]

    @property
    def hidden_editorial(self) -> int:
        """How many are not shown just because they are editorial."""
        return 0 if self.filter.impact else len(self.judged) - len(self.shown)

    def sides(self) -> list[tuple[str, list[Count]]]:
        """For requests and for responses: how many changes there are of each impact."""
        return [(side, self._counts(side)) for side in report.SIDES]

    def page(self, number: str) -> Page[list[Judged]]:
        """One page of the shown changes, by property; the nearest there is."""
        return Paginator(list(report.by_place(self.shown).values()), PER_PAGE).get_page(number)

    def groups(self, page: Page[list[Judged]]) -> list[Group]:
        old, new = (
            {each.pointer for each in documents.of(side).properties}
            for side in (self.before, self.after)
        )
        return [self._group(several, old, new) for several in page]

    def url(self, **changed: str | int) -> str:
        """This page with other parameters; "" leaves one out, and the page is the first again."""
        query = {**self._asked, "page": "", **{name: str(each) for name, each in changed.items()}}
        text = urlencode({name: each for name, each in query.items() if each})
        return f"{self._path}?{text}" if text else self._path

    @property
    def all_url(self) -> str:
        return self.url(impact=ALL, side="")

    def _counts(self, side: str) -> list[Count]:
        return [
            Count(
                impact,
                report.counted(impact, number),
                self.url(impact=impact, side=side),
                is_chosen=(self.filter.impact, self.filter.side) == (impact, side),
            )
            for impact, number in self.counts[side].items()
            if number
        ]

    def _group(self, several: list[Judged], old: set[str], new: set[str]) -> Group:
        first, at = several[0].change, report.holder(several[0].change)
        lines = changes.lines(changes.found(each, self.before, self.after) for each in several)
        return Group(
            place=wording.place(first),
            is_property=first.property is not None,
            anchor=addresses.property_path(at),
            before_url=_url(self.before, first.property, old),
            after_url=_url(self.after, first.property, new),
            lines=[
                LineThere(_within(line.pointer, at), line, self._others(line)) for line in lines
            ],
        )

    def _others(self, line: changes.Line) -> list[str]:
        if not line.members or line.keyword not in _LISTS:
            return []
        other = self.before if line.kind == "added" else self.after
        schema = pointer.get(documents.of(other).value, line.pointer)
        listed = schema[line.keyword] if isinstance(schema, dict) else []
        return [reading.shown(each) for each in (listed if isinstance(listed, list) else [listed])]


def _url(version: Snapshot, pointer: str | None, known: set[str]) -> str:
    """The page of a property of `version`; "" if it has none there."""
    source, name, number = version.schema.source.name, version.schema.name, version.number
    if pointer is None:
        return addresses.schema_url(source, name, number)
    return addresses.property_url(source, name, pointer, number) if pointer in known else ""


def _within(pointer: str, at: str) -> str:
    """Where a change stands in what is at `at`; "" if at that itself."""
    return pointer.removeprefix(at).strip("/")
