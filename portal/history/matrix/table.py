"""Properties by versions: who has which, and what each says of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from portal.catalog import documents
from portal.catalog.models import Snapshot
from portal.history.matrix.said import Entry, Facet, Said, sheet
from portal.schema.document import Document

Sheet = dict[str, Entry]
Key = tuple[str, str]  # a content and the dialect that it is read in


@dataclass(frozen=True, slots=True)
class Cell:
    """What one version says of a property; nothing if it hasn't got it."""

    said: tuple[Said, ...]
    differs: frozenset[Facet]


@dataclass(frozen=True, slots=True)
class Row:
    """A property by its path, one cell for each version. The document itself has the path "", and
    a row only if it differs.

    The first cell is what the others are held against and differs in nothing. Where it is empty,
    the others differ in presence, and what they say is held against the first that says something.
    """

    path: str
    name: str
    parent: str | None
    depth: int
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> frozenset[Facet]:
        return frozenset().union(*(cell.differs for cell in self.cells))

    @property
    def model(self) -> Cell:
        """The cell that what the others say is held against."""
        return next(cell for cell in self.cells if cell.said)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many properties there are in all, in how many versions differ, and how many rows
    (the documents' own among them) differ in each facet.
    """

    properties: int
    differing: int
    facets: dict[Facet, int]


def build(several: Iterable[Document]) -> tuple[Row, ...]:
    """Set documents side by side: every property that one of them has, aligned by its path.

    Rows are in the order of the first document; what only a later one has stands where it has it.
    """
    return _rows([sheet(document) for document in several])


def rows_of(snapshots: Iterable[Snapshot]) -> tuple[Row, ...]:
    """Set versions side by side."""
    return _built(tuple((each.content_id, each.dialect) for each in snapshots))


def tally_of(snapshots: Iterable[Snapshot]) -> Tally:
    """Count what differs between versions."""
    return _counted(tuple((each.content_id, each.dialect) for each in snapshots))


def count(rows: Iterable[Row]) -> Tally:
    """Count what differs in these rows."""
    rows = list(rows)
    properties = [row for row in rows if row.path]
    facets = Counter(facet for row in rows for facet in row.differs)
    return Tally(
        properties=len(properties),
        differing=sum(bool(row.differs) for row in properties),
        facets={facet: facets[facet] for facet in Facet if facets[facet]},
    )


def named(rows: Iterable[Row], text: str) -> list[Row]:
    """The rows of properties whose path holds `text`, in upper or lower case."""
    wanted = text.casefold()
    return [row for row in rows if row.path and wanted in row.path.casefold()]


def chosen(rows: Iterable[Row], facets: frozenset[Facet]) -> list[Row]:
    """The rows that differ in one of `facets`."""
    return [row for row in rows if row.differs & facets]


def enclosed(some: Iterable[Row], rows: Iterable[Row]) -> Iterator[Row]:
    """Yield some of the rows, and just before each of them those that enclose it, all once."""
    every = {row.path: row for row in rows}
    told: set[str] = set()
    for row in some:
        around = [row]
        while around[0].parent is not None:
            around.insert(0, every[around[0].parent])
        yield from (each for each in around if each.path not in told)
        told |= {each.path for each in around}


@lru_cache(maxsize=16)
def _built(keys: tuple[Key, ...]) -> tuple[Row, ...]:
    """By content and dialect: these never change, so a kept answer is never wrong."""
    return _rows([_sheet(*key) for key in keys])


@lru_cache(maxsize=32)
def _sheet(content: str, dialect: str) -> Sheet:
    return sheet(documents.read(content, dialect))


@lru_cache(maxsize=256)
def _counted(keys: tuple[Key, ...]) -> Tally:
    return count(_built(keys))


def _rows(sheets: list[Sheet]) -> tuple[Row, ...]:
    inside = _inside(sheets)
    found: list[Row] = []
    waiting = [(path, 0) for path in reversed(inside[None])]
    while waiting:
        path, depth = waiting.pop()
        entries = [each.get(path) for each in sheets]
        first = next(entry for entry in entries if entry)
        cells = tuple(_cells([entry.said if entry else () for entry in entries]))
        row = Row(path, first.name, first.parent, depth, cells)
        if path or row.differs:
            found.append(row)
        waiting += [(each, depth + 1) for each in reversed(inside.get(path, ()))]
    return tuple(found)


def _inside(sheets: list[Sheet]) -> dict[str | None, list[str]]:
    """The paths right inside each path, None for those inside of none."""
    parents: dict[str, str | None] = {}
    for each in sheets:
        for path, entry in each.items():
            parents.setdefault(path, entry.parent)
    sequences: dict[str | None, list[list[str]]] = {}
    for number, each in enumerate(sheets):
        for path in each:
            several = sequences.setdefault(parents[path], [[] for _ in sheets])
            several[number].append(path)
    return {parent: _merged(several) for parent, several in sequences.items()}


def _merged(sequences: Sequence[Sequence[str]]) -> list[str]:
    """All members of several sequences; what only a later one has follows what it follows there."""
    places: dict[str, tuple[int, ...]] = {}
    for number, sequence in enumerate(sequences):
        after: tuple[int, ...] = ()
        steps = 0
        for each in sequence:
            if each in places:
                after, steps = places[each], 0
            else:
                steps += 1
                places[each] = (*after, number, steps)
    return sorted(places, key=places.__getitem__)


def _cells(said: list[tuple[Said, ...]]) -> Iterator[Cell]:
    base, model = said[0], next(each for each in said if each)
    for each in said:
        differs = set(_differing(each, model)) if each else set()
        if bool(each) != bool(base):
            differs.add(Facet.PRESENCE)
        yield Cell(each, frozenset(differs))


def _differing(these: tuple[Said, ...], those: tuple[Said, ...]) -> Iterator[Facet]:
    """Yield the facets that differ; where a path is declared several times, as sets."""
    if these is those:
        return
    for facet in these[0].keys:
        if {each.keys[facet] for each in these} != {each.keys[facet] for each in those}:
            yield facet
