"""All rows of one version of a schema, and the tree they make."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import takewhile

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal import reading
from portal.catalog import addresses, documents
from portal.catalog.models import Property as StoredProperty
from portal.catalog.models import Schema, Snapshot
from portal.history.versions import Version
from portal.pages import (
    drawn,
    glance,
    marks,
    places,
)
from portal.pages.filtering import CHANGED, ONLY_HERE, Facets, Filter, facets
from portal.pages.kept import Kept
from portal.pages.places import Place
from portal.pages.rows import Link, Row, Shown
from portal.schema.document import Document
from portal.schema.references import Reference, enclosing

# Documents with more rows than this send what is folded up only when it is unfolded.
_MOST_AT_ONCE = 300
_DEEPEST = 8  # rows inside of each other that are sent at once
MOST_SHOWN = 200  # rows that a filter shows
_MOST_UNFOLDED = 100  # marked rows of a large document
_ANY = 6  # types: an integer is a number, too


class Table:
    """The rows of a version, by pointer and as a tree. Not to be changed: it is kept."""

    def __init__(
        self, schema: Schema, snapshot: Snapshot, before: Snapshot | None, *, pinned: bool
    ) -> None:
        self.document = documents.of(snapshot)
        self._source, self._name = schema.source.name, schema.name
        self._version = snapshot.number if pinned else None
        self._url = addresses.schema_url(self._source, self._name, self._version)
        self._since = dict(
            StoredProperty.objects.filter(schema=schema).values_list("pointer", "first__number")
        )
        found = places.of(snapshot.content_id, snapshot.dialect)
        self._outermost = set(found.roots)
        self.is_large = len(found.by_pointer) > _MOST_AT_ONCE
        self.by_pointer: dict[str, Row] = {}
        for each in found.by_pointer.values():
            self.by_pointer[each.pointer] = self._row(each, self.document)
        for row in self.by_pointer.values():
            row.children = [self.by_pointer[at] for at in row.place.inside]
        self.roots = [self.by_pointer[at] for at in found.roots]
        self.total = sum(row.is_property for row in self.by_pointer.values())
        self._gone: list[Row] = []
        self.marks = self._marked(before, snapshot) if before else None
        self._html: dict[str, SafeString] = {}
        self._facets: tuple[frozenset[str] | None, Facets] | None = None

    def rendered(self, template: str, context: Callable[[], dict[str, object]]) -> SafeString:
        """A template that shows nothing but what is said here: it is rendered once."""
        if template not in self._html:
            self._html[template] = render_to_string(template, context())
        return self._html[template]

    def whole(self, *, marked: bool) -> SafeString:
        """All rows as they are sent at first; rendered once."""
        key = "marked" if marked else "plain"
        if key not in self._html:
            self._html[key] = drawn.rows(self.shown(marked=marked))
        return self._html[key]

    def facets(self, wanted: Filter, elsewhere: frozenset[str] | None) -> Facets:
        """What there is to choose; `elsewhere`: the paths of other sources, None if there are none.

        As long as nothing is wanted and the others say the same, that is counted once.
        """
        if not wanted.is_active and self._facets and self._facets[0] == elsewhere:
            return self._facets[1]
        offered = {CHANGED} if self.marks else set[str]()
        offered |= {ONLY_HERE} if elsewhere is not None else set()
        rows = [*self.by_pointer.values(), *self._gone]
        counted = facets(rows, wanted, elsewhere or frozenset(), offered)
        if not wanted.is_active:
            self._facets = elsewhere, counted
        return counted

    def shown(
        self, *, open_at: str | None = None, marked: bool = False, whole: bool = False
    ) -> list[Shown]:
        """The tree, with what is at `open_at` unfolded, or all of it if `whole`.

        With what changed, if `marked`.
        """
        opened = set(self.by_pointer) if whole else set()
        if open_at is not None:
            opened |= set(enclosing(open_at))
        if marked and self.marks:
            for pointer in list(self.marks.by_row)[:_MOST_UNFOLDED]:
                opened |= set(enclosing(pointer))
        roots = [self._shown(row, opened, marked) for row in _present(self.roots, marked)]
        for each in roots:
            each.is_open |= each.row.is_property and not self.is_large
        return roots

    def inside(self, pointer: str, *, repeated: bool = False) -> list[Shown]:
        """The rows right inside the one at `pointer`; without anchors if they are `repeated`.

        Raises KeyError.
        """
        children = _present(self.by_pointer[pointer].children)
        return [self._shown(row, (), repeated=repeated) for row in children]

    def root_of(self, pointer: str) -> Shown:
        """The outermost row around `pointer`, unfolded down to it. Raises KeyError."""
        opened = set(enclosing(pointer))
        row = self.by_pointer[next(at for at in enclosing(pointer) if at in self.by_pointer)]
        while row.parent is not None:
            row = self.by_pointer[row.parent]
        return self._shown(row, opened)

    def filtered(
        self, chosen: Filter, elsewhere: frozenset[str], *, marked: bool
    ) -> tuple[list[Shown], int]:
        """The rows that pass with what encloses them, all unfolded, and how many pass."""
        count = 0

        def keep(rows: Iterable[Row]) -> list[Shown]:
            nonlocal count
            kept = []
            for row in rows:
                passes = chosen.lets(row, elsewhere)
                count += passes and not row.is_gone
                is_shown = passes and count <= MOST_SHOWN
                inside = keep(_present(row.children, marked))
                if is_shown or inside:
                    shown = Shown(row, row.anchor, len(inside), inside, is_open=True)
                    shown.mark = row.mark if marked else None
                    shown.has_all_values = bool(chosen.text)
                    if not inside:
                        self._fold(shown)
                    kept.append(shown)
            return kept

        return keep(_present(self.roots, marked)), count

    def at(self, pointer: str) -> str:
        """Where the schema's page shows what is at `pointer`, if only within something else."""
        shown = next((each for each in enclosing(pointer) if each in self.by_pointer), None)
        return f"{self._url}#" if shown is None else self._anchored(shown)

    def _anchored(self, pointer: str) -> str:
        return f"{self._page(pointer)}#{addresses.property_path(pointer)}"

    def _shown(
        self,
        row: Row,
        opened: Collection[str],
        marked: bool = False,
        depth: int = 1,
        *,
        repeated: bool = False,
    ) -> Shown:
        children = _present(row.children, marked)
        is_open = row.pointer in opened
        shown = Shown(row, "" if repeated else row.anchor, len(children), is_open=is_open)
        shown.has_all_values = is_open
        shown.mark = row.mark if marked else None
        if not children:
            self._fold(shown)
        elif not is_open and (self.is_large or depth >= _DEEPEST or repeated):
            shown.later, shown.is_repeated = self._later(row.pointer), repeated
        else:
            shown.inside = [self._shown(each, opened, marked, depth + 1) for each in children]
        return shown

    def _fold(self, shown: Shown) -> None:
        """Let a row be unfolded later: to what it holds, or to what its reference leads to."""
        own = shown.row if _present(shown.row.children) else None
        target = own or self._lent(shown.row)
        if target is not None:
            shown.count, shown.is_open = len(_present(target.children)), False
            shown.later, shown.is_repeated = self._later(target.pointer), own is None

    def _lent(self, row: Row) -> Row | None:
        for pointer in row.glance.borrows if not row.is_gone else ():
            target = self.by_pointer.get(pointer)
            if target is not None and _present(target.children):
                return target
        return None

    def _row(self, place: Place, document: Document, version: int | None = None) -> Row:
        """The row of `place`; its page is that of `version`, or of the table's."""
        anchor = addresses.property_path(place.pointer)
        row = Row(
            place=place,
            label=glance.label(place),
            path="",
            url="",
            at=self._anchored(place.pointer),
            unfolded=self._later(place.pointer),
            anchor=anchor,
            read=lambda row: glance.of(document, row.place, self._follow),
        )
        if row.is_property:
            found, effective = document.property(place.pointer), document.effective(place.pointer)
            types = document.possible_types(place.pointer)
            url = addresses.schema_url(self._source, self._name, version or self._version)
            row.path, row.url = found.path, f"{url}{anchor}/"
            row.types = types if len(types) < _ANY else ()
            row.has = glance.has(found, effective)
            row.sought = "\n".join([row.path, *glance.values(effective)]).casefold()
            if since := self._since.get(place.pointer):
                to = addresses.schema_url(self._source, self._name, since)
                row.since = Link(f"v{since}", to)
        return row

    def _marked(self, before: Snapshot, after: Snapshot) -> marks.Marks:
        """Mark the rows that changed; what went stands where it stood before."""
        old, old_document = places.of(before.content_id, before.dialect), documents.of(before)
        said = {at: row for at, row in self.by_pointer.items() if row.place.kind != "part"}
        changed = marks.between(before, after, old.by_pointer, said)
        for pointer in changed.gone:
            row = self._row(old.by_pointer[pointer], old_document, version=before.number)
            row.children = []
            self._gone.append(row)
            above = next((at for at in enclosing(pointer) if at in self.by_pointer), None)
            siblings = self.roots if above is None else self.by_pointer[above].children
            siblings.insert(_place(pointer, old.by_pointer, siblings), row)
        rows = self.by_pointer | {row.pointer: row for row in self._gone}
        for pointer, mark in changed.by_row.items():
            rows[pointer].mark = mark
        return changed

    def _page(self, pointer: str) -> str:
        """The schema's page, with `pointer` unfolded if its row would not be sent."""
        return (
            self._later(pointer) if self.is_large and pointer not in self._outermost else self._url
        )

    def _later(self, pointer: str) -> str:
        """Where what is at `pointer` is shown, unfolded."""
        path = addresses.property_path(pointer).replace("+", "%2B")  # a space in a query
        return f"{self._url}?under={path}"

    def _follow(self, reference: Reference) -> Link:
        """Where a reference leads: to a place on the schema's page, or nowhere we would open."""
        target = self.by_pointer.get(reference.target or "")
        text = target.label if target is not None else reading.label(reference.text)
        named = {"name": f"→ {text}"}
        if reference.target is not None:
            label = _("%(name)s (a circle)") % named if reference.circular else named["name"]
            return Link(label, self.at(reference.target))
        if reference.external:
            return Link(_("%(name)s (elsewhere, never opened)") % named, "")
        return Link(_("%(name)s (leads nowhere)") % named, "")


_tables: Kept[str, Table] = Kept(24)


def of(schema: Schema, versions: Sequence[Version], version: Version, *, pinned: bool) -> Table:
    """The rows of `version`, one of `versions` (all of the schema's, the newest first).

    They follow from the contents of this version and of those before it alone, so a kept table is
    never wrong.
    """
    until = [each.snapshot for each in versions if each.number <= version.number][::-1]
    said = [str(schema), str(pinned), str(get_language())]
    said += [f"{each.content_id} {each.dialect}" for each in until]
    key = hashlib.sha256("\n".join(said).encode()).hexdigest()
    before = until[-2] if len(until) > 1 else None
    return _tables.get(key, lambda: Table(schema, version.snapshot, before, pinned=pinned))


def _present(rows: list[Row], marked: bool = False) -> list[Row]:
    return [row for row in rows if marked or not row.is_gone]


def _place(pointer: str, before: Iterable[str], siblings: list[Row]) -> int:
    """Where among `siblings` what went stood: right behind the last of them that was before it."""
    earlier = set(takewhile(lambda each: each != pointer, before))
    return max((at + 1 for at, row in enumerate(siblings) if row.pointer in earlier), default=0)
