"""What changed with a version, to be marked on the rows of its page."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from portal.catalog import addresses
from portal.catalog.models import Snapshot
from portal.history import comparing, report, wording
from portal.pages import changes, verdicts
from portal.schema.impact import Impact, Judged, worst
from portal.schema.references import enclosing

_MOST_LINES: Final = 4  # of one row; the comparison has them all

Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What happened to a row, in these places: `url` is where the comparison tells it whole."""

    kind: Kind
    impact: Impact
    word: str
    lines: list[changes.Line]
    more: int
    url: str
    places: list[str]


@dataclass(frozen=True, slots=True)
class Marks:
    """What changed against `before`, by the pointer of a row; `document`: what concerns none."""

    before: Snapshot
    by_row: dict[str, Mark]
    document: Mark | None
    url: str
    _kinds: list[Kind] = field(default_factory=list)

    def count(self, kind: Kind) -> int:
        """How many properties came, went or changed."""
        return self._kinds.count(kind)

    @property
    def added(self) -> int:
        return self.count("added")

    @property
    def removed(self) -> int:
        return self.count("removed")

    @property
    def changed(self) -> int:
        return self.count("changed")

    @property
    def gone(self) -> list[str]:
        """The pointers of the properties that this version has no more."""
        return [pointer for pointer, mark in self.by_row.items() if mark.kind == "removed"]


def between(
    before: Snapshot, after: Snapshot, old_rows: Container[str], rows: Container[str]
) -> Marks:
    """What changed from one version of a schema to the next, whose pointers have these rows."""
    source, name = after.schema.source.name, after.schema.name
    url = addresses.compare_url(source, name, before.number, after.number)
    of_row: dict[str | None, list[Judged]] = {}
    for each in comparing.between(before, after):
        of_row.setdefault(_row(each, old_rows, rows), []).append(each)
    made = {
        pointer: _mark(several, pointer, url, before, after) for pointer, several in of_row.items()
    }
    document = made.pop(None, None)
    by_row = {pointer: mark for pointer, mark in made.items() if pointer is not None}
    return Marks(before, by_row, document, url, [mark.kind for mark in by_row.values()])


def _row(judged: Judged, old_rows: Container[str], rows: Container[str]) -> str | None:
    """Whose row a change is told on: its property's, or that of what encloses it.

    A property that went has one, too: that of the version before.
    """
    at = judged.change.property
    if at is not None and _is_property(judged) and judged.change.kind == "removed":
        return at if at in old_rows else _enclosing(at, rows)
    return at if at in rows else _enclosing(judged.change.pointer, rows)


def _enclosing(pointer: str, rows: Container[str]) -> str | None:
    return next((at for at in enclosing(pointer) if at in rows), None)


def _is_property(judged: Judged) -> bool:
    """Whether a property as a whole came or went."""
    change = judged.change
    return change.whole and change.keyword is None and change.pointer == change.property


def _mark(
    several: list[Judged], pointer: str | None, url: str, before: Snapshot, after: Snapshot
) -> Mark:
    impact = worst(*(each.verdict.worst for each in several))
    lines = changes.lines(changes.found(each, before, after) for each in several)
    gravest = next(each for each in several if each.verdict.worst == impact)
    anchor = addresses.property_path(report.holder(gravest.change))
    query = "?impact=all" if impact is Impact.EDITORIAL else ""  # else these are not shown there
    return Mark(
        kind=_kind(several, pointer),
        impact=impact,
        word=str(verdicts.WORDS[impact]),
        lines=lines[:_MOST_LINES],
        more=max(0, len(lines) - _MOST_LINES),
        url=f"{url}{query}#{anchor}",
        places=list(dict.fromkeys(wording.place(each.change) for each in several)),
    )


def _kind(several: Iterable[Judged], pointer: str | None) -> Kind:
    for each in several:
        if each.change.property == pointer and _is_property(each):
            return each.change.kind
    return "changed"
