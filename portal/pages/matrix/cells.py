"""Rows and cells of a matrix in words; what differs from the first version is marked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal import reading
from portal.catalog import addresses
from portal.history import wording
from portal.history.matrix import Cell, Column, Facet, Row, Said
from portal.reading.gloss import gloss as pattern_gloss

_DEEPEST = 6  # steps that a name is set in at most
WORDS = {
    Facet.PRESENCE: gettext_lazy("presence"),
    Facet.TYPE: gettext_lazy("type"),
    Facet.ENUM: gettext_lazy("values"),
    Facet.LIMITS: gettext_lazy("limits"),
    Facet.READ_ONLY: gettext_lazy("read-only"),
    Facet.REQUIRED: gettext_lazy("required"),
    Facet.OTHER: gettext_lazy("other keywords"),
}
_WITHOUT = {
    Facet.ENUM: gettext_lazy("any value"),
    Facet.LIMITS: gettext_lazy("no limits"),
    Facet.READ_ONLY: gettext_lazy("not read-only"),
    Facet.REQUIRED: gettext_lazy("not required"),
    Facet.OTHER: gettext_lazy("no other keywords"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a version says: `text`, or `code` that is written as such."""

    facet: Facet
    text: str = ""
    code: str = ""
    why: str = ""
    differs: bool = False

    @property
    def words(self) -> str:
        return f"{self.text} {self.code}".strip()

    @property
    def why_is_code(self) -> bool:
        """Whether `why` is what the documents say, not a word of ours."""
        return self.facet in {Facet.LIMITS, Facet.OTHER}


@dataclass(frozen=True, slots=True)
class Value:
    text: str
    is_everywhere: bool


@dataclass(frozen=True, slots=True)
class Values:
    """The values of a cell, and how they differ from those it is held against."""

    all: list[Value]
    added: list[str]
    missing: list[str]
    differs: bool


@dataclass(frozen=True, slots=True)
class CellInWords:
    """`sign` is "+" where only this version has the property and not the first one, "−" where the
    first one has it alone, "≠" where they say different things; `word` says the same.
    """

    url: str
    sign: str = ""
    word: str = ""
    parts: list[Part] = field(default_factory=list)
    values: Values | None = None

    @property
    def is_absent(self) -> bool:
        return not self.url


@dataclass(frozen=True, slots=True)
class RowInWords:
    """`around` is the part of the path before the label, which only those need who can't see what
    encloses it.
    """

    label: str
    around: str
    path: str
    url: str
    compare_url: str
    step: int
    is_property: bool  # not the document itself
    differs: list[str]
    cells: list[CellInWords]


def in_words(rows: Iterable[Row], columns: Sequence[Column]) -> list[RowInWords]:
    """The rows of a matrix, with links to the pages of these versions."""
    return [_row(row, columns) for row in rows]


def _row(row: Row, columns: Sequence[Column]) -> RowInWords:
    cells = [_cell(cell, row, each) for cell, each in zip(row.cells, columns, strict=True)]
    path = reading.label(row.path) if row.path else str(wording.DOCUMENT)
    label = reading.label(row.name) if row.parent is not None else path
    return RowInWords(
        label=label,
        around=path.removesuffix(label) if row.parent is not None else "",
        path=path,
        url=next(cell.url for cell in cells if cell.url),
        compare_url=_compare_url(row, columns),
        step=min(row.depth, _DEEPEST),
        is_property=bool(row.path),
        differs=[str(WORDS[facet]) for facet in Facet if facet in row.differs],
        cells=cells,
    )


@dataclass(frozen=True, slots=True)
class Holders:
    """Which versions have a property, and which have not, by their pinned addresses."""

    path: str
    having: list[str]
    lacking: list[str]


def holders(row: Row, columns: Sequence[Column]) -> Holders:
    pairs = list(zip(row.cells, columns, strict=True))
    return Holders(
        reading.label(row.path),
        having=[column.pinned for cell, column in pairs if cell.said],
        lacking=[column.pinned for cell, column in pairs if not cell.said],
    )


def compare_url(before: Column, after: Column) -> str:
    """Where two versions are compared in full."""
    sides = {"before": before.pinned, "after": after.pinned}
    return f"/compare/?{urlencode(sides, safe='/@')}"


def _compare_url(row: Row, columns: Sequence[Column]) -> str:
    """The first version beside the first one that differs from it."""
    pairs = zip(row.cells, columns, strict=True)
    other = next((column for cell, column in pairs if cell.differs), None)
    return compare_url(columns[0], other) if other else ""


def _cell(cell: Cell, row: Row, column: Column) -> CellInWords:
    if not cell.said:
        return CellInWords("", *(("−", _("not here")) if cell.differs else ("", "")))
    schema, version = column.snapshot.schema, column.snapshot.number
    at = cell.said[0].pointer
    name = schema.source.name, schema.name
    return CellInWords(
        addresses.property_url(*name, at, version) if at else column.snapshot.get_absolute_url(),
        *_sign(cell),
        parts=list(_parts(cell, row)),
        values=_values(cell, row),
    )


def _sign(cell: Cell) -> tuple[str, str]:
    if Facet.PRESENCE in cell.differs:
        return "+", _("not in the first")
    return ("≠", _("differs")) if cell.differs else ("", "")


def _parts(cell: Cell, row: Row) -> Iterator[Part]:
    told = {*Facet} if Facet.OTHER in row.differs else {*Facet} - {Facet.OTHER}
    if len(cell.said) > 1:
        places = ngettext("declared in %(n)s place", "declared in %(n)s places", len(cell.said))
        yield Part(Facet.PRESENCE, places % {"n": len(cell.said)})
    every = (part for said in cell.said for part in _said(said))
    parts = dict.fromkeys(part for part in every if part.facet in told)
    said = {part.facet for part in parts} | ({Facet.ENUM} if _listed(cell) is not None else set())
    for facet, words in _WITHOUT.items():
        if facet in cell.differs and facet not in said:
            parts[Part(facet, str(words))] = None
    yield from (replace(part, differs=part.facet in cell.differs) for part in parts)


def _said(said: Said) -> Iterator[Part]:
    items = said.items.types if said.items else ()
    yield Part(Facet.TYPE, reading.types_text(said.types, items))
    yield from _limits(said)
    if said.read_only:
        is_prose = "keyword" not in said.read_only
        why = _("as “(READ-ONLY)” in its description says") if is_prose else ""
        yield Part(Facet.READ_ONLY, _("read-only"), why=why)
    if said.write_only:
        yield Part(Facet.READ_ONLY, _("write-only"))
    if said.required:
        yield Part(Facet.REQUIRED, _("required"))
    if said.items:
        for part in (*_item_values(said.items), *_limits(said.items), *_other(said.items)):
            text = _("each item: %(what)s") % {"what": part.text}
            yield replace(part, text=text.strip())
    yield from _other(said)


def _limits(said: Said) -> Iterator[Part]:
    if said.pattern:
        gloss = pattern_gloss(said.pattern)
        shown = reading.label(said.pattern)
        yield Part(Facet.LIMITS, gloss, "" if gloss else shown, shown if gloss else "")
    limits = [{"keyword": keyword, "value": value} for keyword, value in said.limits]
    if words := reading.limits({"limits": limits}):
        yield Part(Facet.LIMITS, _(", ").join(map(reading.label, words)))
    if said.format:
        yield Part(Facet.LIMITS, code=reading.label(said.format))


def _item_values(said: Said) -> Iterator[Part]:
    if said.values is not None:
        listed = ", ".join(map(reading.shown, said.values.values()))
        yield Part(Facet.ENUM, _("one of %(values)s") % {"values": listed})


def _other(said: Said) -> Iterator[Part]:
    if said.other:
        texts = [f"{keyword}: {text}" for keyword, text in said.other.items()]
        told = _("with %(keywords)s") % {"keywords": ", ".join(said.other)}
        yield Part(Facet.OTHER, told, why=reading.label("; ".join(texts))[:500])


def _listed(cell: Cell) -> dict[str, str] | None:
    """The values that are listed, by their canonical form; None where none are."""
    lists = [said.values for said in cell.said if said.values is not None]
    if not lists:
        return None
    return {key: reading.shown(value) for each in lists for key, value in each.items()}


def _values(cell: Cell, row: Row) -> Values | None:
    listed = _listed(cell)
    if listed is None:
        return None
    every = [found for each in row.cells if (found := _listed(each)) is not None]
    everywhere = set(listed).intersection(*every)
    model = _listed(row.model) or {}
    is_told = Facet.ENUM in cell.differs and model
    return Values(
        all=[Value(text, key in everywhere) for key, text in listed.items()],
        added=[text for key, text in listed.items() if key not in model] if is_told else [],
        missing=[text for key, text in model.items() if key not in listed] if is_told else [],
        differs=Facet.ENUM in cell.differs,
    )
