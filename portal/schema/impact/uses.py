"""Where the references of one document lead, and who refers to what; found when first asked for."""

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple
from urllib.parse import unquote

from portal.schema.change import Change
from portal.schema.dialect import Dialect
from portal.schema.errors import PointerError
from portal.schema.impact.graph import Graph
from portal.schema.impact.sense import DEFINING, STRAIGHT, UNCERTAIN, Sense
from portal.schema.impact.sites import Site, Walk, pointer_of
from portal.schema.pointer import get
from portal.schema.references import REFERENCES, References, enclosing
from portal.schema.same import mentions
from portal.schema.value import JSON


class Target(NamedTuple):
    """Where a reference leads."""

    pointer: str
    schema: JSON


class Uses:
    """The references of one document."""

    def __init__(self, document: JSON, dialect: Dialect) -> None:
        self._similar: Uses | None = None
        self._changes: Sequence[Change] = ()
        self._document = document
        self.dialect = dialect
        self._found: dict[str, Target | None] = {}

    def like(self, similar: "Uses", changes: Sequence[Change]) -> None:
        """Take over what is known of a document of the same dialect; all that differs is these."""
        self._similar = similar
        self._changes = changes

    def target(self, schema: dict[str, JSON], pointer: str) -> Target | None:
        """Return where the $ref of the subschema at a pointer leads; None if that is nowhere in
        the document, or through others back to itself.
        """
        first = at = self._next(schema, pointer)
        passed = {pointer}
        while at is not None and isinstance(at.schema, dict) and "$ref" in at.schema:
            if at.pointer in passed:
                return None
            passed.add(at.pointer)
            at = self._next(at.schema, at.pointer)
        return first if at is not None else None

    def resolve(self, schema: JSON, pointer: str) -> JSON | None:
        """Return what a subschema at a pointer comes to: the end of its chain of references, or
        itself; None as target() does.
        """
        at: Target | None = Target(pointer, schema)
        if isinstance(schema, dict) and "$ref" in schema and self.target(schema, pointer) is None:
            return None
        while at is not None and isinstance(at.schema, dict) and "$ref" in at.schema:
            at = self._next(at.schema, at.pointer)
        return None if at is None else at.schema

    @cached_property
    def any(self) -> bool:
        """Whether there can be references at all; most documents have none."""
        root = self._document
        has_definitions = isinstance(root, dict) and not DEFINING.isdisjoint(root)
        return has_definitions or mentions(root, *REFERENCES)

    def senses(self, pointer: str) -> Collection[Sense]:
        """Return the senses in which references lead to a place, for the document."""
        return self._graph.senses.get(pointer, ()) if self.any else ()

    def sites(self, pointer: str) -> Iterator[Site]:
        """Return the subschemas whose $ref leads to a place."""
        return chain.from_iterable(self._sites.get(pointer, ()) if self.any else ())

    def below(self, pointer: str) -> dict[str, JSON]:
        """Return what references lead to at a place and below it, by its pointer; definitions are
        left out.
        """
        if not (self.any and self._graph.strange):
            return {}
        inside = f"{pointer}/"
        return {
            at: schema
            for at, schema in self._graph.strange.items()
            if at == pointer or at.startswith(inside)
        }

    @property
    def is_named(self) -> bool:
        """Whether parts of the document have names or base URIs of their own to refer to them."""
        return self.any and self._walk.is_named

    @property
    def is_dynamic(self) -> bool:
        """Whether the document has references that lead where only validation can tell."""
        return self.any and self._walk.is_dynamic

    def _next(self, schema: dict[str, JSON], pointer: str, keyword: str = "$ref") -> Target | None:
        text = schema[keyword]
        if not isinstance(text, str):
            return None
        if self._walk.is_named or keyword != "$ref" or not text.startswith("#"):
            for reference in self._references.of(pointer, schema):
                if reference.keyword == keyword and reference.target is not None:
                    return self._get(reference.target)
            return None
        if text not in self._found:
            self._found[text] = self._get(unquote(text[1:]))
        return self._found[text]

    def _get(self, pointer: str) -> Target | None:
        try:
            units = self._walk.units
            schema = units[pointer] if pointer in units else get(self._document, pointer)
        except PointerError:
            return None
        return Target(pointer, schema) if isinstance(schema, dict | bool) else None

    @cached_property
    def _references(self) -> References:
        return References(self._document, self.dialect)

    @cached_property
    def _walk(self) -> Walk:
        similar = None if self._similar is None else self._similar._walk
        changed = {unit for change in self._changes for unit in enclosing(change.pointer)}
        walk = Walk(self.dialect, similar, frozenset(changed))
        walk.unit("", self._document)
        return walk

    @cached_property
    def _graph(self) -> Graph:
        """Resolve all references; what they lead to is a unit, too, and may have others."""
        walk = self._walk
        graph = Graph(walk.units)
        known = self._known_edges()
        new = list(walk.units)
        while new:
            strange: dict[str, JSON] = {}
            for unit in new:
                edges = known.get(unit)
                if edges is None:
                    edges = graph.edges[unit] = []
                    for keyword, at, sites in self._resolved(unit):
                        doubt = STRAIGHT if keyword == "$ref" else UNCERTAIN
                        edges += {(at.pointer, site[4] | doubt) for site in sites}
                        if at.pointer not in walk.units:
                            strange[at.pointer] = at.schema
                else:
                    graph.edges[unit] = edges
            graph.strange |= strange
            inner_first = sorted(strange, key=len, reverse=True)
            new = [unit for at in inner_first for unit in walk.unit(at, strange[at])]
        for unit, inner, sense in walk.inner:
            graph.edges[unit].append((inner, sense))
        graph.solve()
        return graph

    def _known_edges(self) -> dict[str, list[tuple[str, Sense]]]:
        """Return where the units lead that are as in the similar document, as far as they lead to
        units that are in both.
        """
        if self._similar is None or self._similar._graph.strange:
            return {}
        there = self._similar._walk.units
        if there.keys() != self._walk.units.keys():
            return {}
        edges = self._similar._graph.edges
        return {unit: edges[unit] for unit in self._walk.same if unit in edges}

    def _resolved(self, unit: str) -> Iterator[tuple[str, Target, list[Site]]]:
        """Yield the references of a unit: keyword, target, and the subschemas that have it."""
        walk = self._walk
        for keyword, text, sites in walk.referring.get(unit, ()):
            if keyword == "$ref" and text in self._found:
                if found := self._found[text]:
                    yield keyword, found, sites
                continue
            for some in [[site] for site in sites] if walk.is_named else [sites]:
                at = self._next(some[0][3], pointer_of(some[0]), keyword)
                if at is not None:
                    yield keyword, at, some

    @cached_property
    def _sites(self) -> dict[str, list[list[Site]]]:
        found: dict[str, list[list[Site]]] = {}
        for unit in self._graph.units:
            for keyword, at, sites in self._resolved(unit):
                if keyword == "$ref":
                    found.setdefault(at.pointer, []).append(sites)
        return found
