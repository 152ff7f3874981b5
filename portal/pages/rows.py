"""The properties of a document as rows that can be unfolded, filtered and counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile
from typing import Any
from urllib.parse import quote

from portal.catalog import addresses, documents
from portal.catalog.models import Property as StoredProperty
from portal.catalog.models import Schema, Snapshot
from portal.pages import marks as changed
from portal.pages import reading
from portal.pages.marks import Mark, Marks
from portal.schema import pointer as json_pointer
from portal.schema.references import enclosing

# Documents with more properties than this send what is folded up only when it is unfolded.
_MOST_AT_ONCE = 300
MOST_SHOWN = 200  # rows that a filter shows
HAS = ("changed", "enum", "pattern", "read-only", "custom", "required", "nullable")
_MOST_UNFOLDED = 100  # marked rows of a large document


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str


@dataclass(slots=True)
class Row:
    """A property, or a definition that holds some (`is_property` is false).

    The schema's `page` shows it at `anchor`.
    """

    pointer: str
    label: str
    path: str
    url: str
    page: str
    anchor: str
    reading: reading.Reading
    facts: Mapping[str, Any]
    is_property: bool = True
    children: list["Row"] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    since: Link | None = None
    mark: Mark | None = None
    is_open: bool = False
    is_lazy: bool = False

    @property
    def at(self) -> str:
        return f"{self.page}#{self.anchor}"

    @property
    def has(self) -> set[str]:
        """Which of HAS this property has."""
        flags = {flag.word for flag in self.reading.flags}
        found = flags & set(HAS)
        if self.reading.values:
            found.add("enum")
        if self.reading.pattern:
            found.add("pattern")
        if self.facts["schema"]["nullable"]:
            found.add("nullable")
        if self.mark:
            found.add("changed")
        return found

    @property
    def is_gone(self) -> bool:
        return self.mark is not None and self.mark.kind == "removed"


@dataclass(frozen=True, slots=True)
class Filter:
    """What the reader wants to see: every condition must hold."""

    text: str = ""
    type: str = ""
    has: frozenset[str] = frozenset()

    @property
    def is_active(self) -> bool:
        return bool(self.text or self.type or self.has)

    def lets(self, row: Row) -> bool:
        texts = row.path.casefold(), _values(row)
        return (
            row.is_property
            and all(word in texts[0] or word in texts[1] for word in self.text.casefold().split())
            and (not self.type or self.type in _types(row))
            and self.has <= row.has
        )


@dataclass(frozen=True, slots=True)
class Facet:
    value: str
    count: int


class Table:
    """All rows of one version, by pointer, and the tree they make."""

    def __init__(self, schema: Schema, snapshot: Snapshot, *, pinned: bool) -> None:
        self.document = documents.of(snapshot)
        self._schema = schema
        self._version = snapshot.number if pinned else None
        self._url = addresses.schema_url(schema.source.name, schema.name, self._version)
        self._is_large = len(self.document.properties) > _MOST_AT_ONCE
        self._since = dict(
            StoredProperty.objects.filter(schema=schema).values_list("pointer", "first__number")
        )
        self.by_pointer: dict[str, Row] = {}
        self._gone: list[Row] = []
        facts = _facts(snapshot.content_id, snapshot.dialect)
        for pointer, read in facts.items():
            self.by_pointer[pointer] = self._row(pointer, *read)
        self.total = sum(row.is_property for row in self.by_pointer.values())
        self.roots = self._tree()

    def filtered(self, chosen: Filter) -> tuple[list[Row], int]:
        """The rows that pass with what encloses them, all unfolded, and how many pass."""
        shown = 0

        def keep(rows: Iterable[Row]) -> list[Row]:
            nonlocal shown
            kept = []
            for row in rows:
                passes = chosen.lets(row)
                shown += passes and not row.is_gone
                inside = keep(row.children)
                if (passes and shown <= MOST_SHOWN) or inside:
                    row.children, row.is_open, row.is_lazy = inside, True, False
                    kept.append(row)
            return kept

        return keep(self.roots), shown

    def unfold(self, pointer: str) -> None:
        """Open what is at `pointer` and all that encloses it."""
        for at in enclosing(pointer):
            if at in self.by_pointer:
                self.by_pointer[at].is_open, self.by_pointer[at].is_lazy = True, False

    def mark_changes(self, before: Snapshot, after: Snapshot) -> Marks:
        """Mark the rows that changed; what went stands where it stood before."""
        old = _facts(before.content_id, before.dialect)
        marks = changed.between(before, after, old, self.by_pointer)
        for pointer in marks.gone:
            row = self._row(pointer, *old[pointer], version=before.number)
            self._gone.append(row)
            above = (at for at in enclosing(pointer) if at in self.by_pointer)
            parent = next(above, None)
            siblings = self.roots if parent is None else self.by_pointer[parent].children
            siblings.insert(_place(pointer, old, siblings), row)
        rows = self.by_pointer | {row.pointer: row for row in self._gone}
        for pointer, mark in marks.by_row.items():
            rows[pointer].mark = mark
        for pointer in list(marks.by_row)[:_MOST_UNFOLDED]:
            self.unfold(pointer)
        return marks

    def facets(self) -> dict[str, list[Facet]]:
        """How many properties there are of each type and with each of HAS."""
        properties = [row for row in self.by_pointer.values() if row.is_property]
        types = Counter(name for row in properties for name in _types(row))
        has = Counter(word for row in properties for word in row.has)
        has["changed"] += len(self._gone)
        return {
            "types": [Facet(name, count) for name, count in types.most_common()],
            "has": [Facet(word, has[word]) for word in HAS if has[word]],
        }

    def _row(
        self,
        pointer: str,
        facts: Mapping[str, Any],
        read: reading.Reading,
        version: int | None = None,
    ) -> Row:
        """The row of what is at `pointer`; its page is that of `version`, or of the table's."""
        is_property = "name" in facts
        since = self._since.get(pointer)
        source, name = self._schema.source.name, self._schema.name
        return Row(
            pointer=pointer,
            label=reading.label(facts["name"]) if is_property else facts["path"],
            path=facts["path"],
            url=addresses.property_url(source, name, pointer, version or self._version)
            if is_property
            else "",
            page=self._page(pointer),
            anchor=addresses.property_path(pointer),
            reading=read,
            facts=facts,
            is_property=is_property,
            links=[self._link(reference) for reference in facts["schema"]["references"]],
            since=(since and Link(f"v{since}", addresses.schema_url(source, name, since))) or None,
        )

    def _tree(self) -> list[Row]:
        definitions = set(self.document.definitions)
        roots = []
        for pointer, row in self.by_pointer.items():
            parent = row.facts["parent"]
            if parent is None and row.is_property:
                parent = next((at for at in enclosing(pointer) if at in definitions), None)
            if parent is None:
                roots.append(row)
            else:
                self.by_pointer[parent].children.append(row)
        for row in self.by_pointer.values():
            row.is_lazy = self._is_large
        for row in roots:
            row.is_open = row.is_property and not self._is_large
        return roots

    def at(self, pointer: str) -> str:
        """Where the schema's page shows what is at `pointer`."""
        return f"{self._page(pointer)}#{addresses.property_path(pointer)}"

    def _page(self, pointer: str) -> str:
        """The schema's page, with `pointer` unfolded if it would be sent folded up."""
        path = addresses.decode(addresses.property_path(pointer))
        return f"{self._url}?under={quote(path, safe='')}" if self._is_large else self._url

    def _link(self, reference: Mapping[str, Any]) -> Link:
        """Where a reference leads: to a place on the schema's page, or nowhere we would open."""
        label = f"→ {reading.label(reference['text'])}"
        if reference["target"] is not None:
            circle = " (a circle)" if reference["circular"] else ""
            return Link(f"{label}{circle}", self.at(reference["target"]))
        why = "elsewhere, never opened" if reference["external"] else "leads nowhere"
        return Link(f"{label} ({why})", "")


@lru_cache(maxsize=16)
def _facts(sha256: str, dialect: str) -> dict[str, tuple[Mapping[str, Any], reading.Reading]]:
    """The facts of each property and each definition, in words; made once for a document."""
    document = documents.read(sha256, dialect)
    found: dict[str, tuple[Mapping[str, Any], reading.Reading]] = {}
    for each in document.properties:
        facts = documents.facts(document, each)
        found[each.pointer] = facts, reading.of_property(facts)
    for pointer in document.definitions:
        schema = document.effective(pointer).as_dict()
        name = "#" + reading.label(json_pointer.split(pointer)[-1])
        types = document.possible_types(pointer)
        facts = {"path": name, "parent": None, "schema": schema, "possible_types": types}
        found[pointer] = facts, reading.of_schema(schema, reading.types_text(types))
    return found


def _place(pointer: str, before: Iterable[str], siblings: list[Row]) -> int:
    """Where among `siblings` what went stood: right behind the last of them that was before it."""
    earlier = set(takewhile(lambda each: each != pointer, before))
    return max((at + 1 for at, row in enumerate(siblings) if row.pointer in earlier), default=0)


def _types(row: Row) -> list[str]:
    """The types to filter by: none for a property that may be anything."""
    types = row.facts["possible_types"]
    return [] if row.reading.types_text == reading.ANY else list(types)


def _values(row: Row) -> str:
    return " ".join(row.reading.values).casefold()
