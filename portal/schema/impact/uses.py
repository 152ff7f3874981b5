"""Where the references of one document lead, and who refers to what; found when first asked for."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple, TypeAlias
from urllib.parse import unquote

from portal.schema.change import Change
from portal.schema.dialect import Dialect
from portal.schema.errors import PointerError
from portal.schema.impact.sense import DEFINING, STRAIGHT, UNCERTAIN, Sense, then
from portal.schema.impact.sites import Site, Walk, pointer_of
from portal.schema.pointer import get
from portal.schema.references import REFERENCES, References
from portal.schema.same import mentions
from portal.schema.value import JSON

Leads: TypeAlias = dict[Sense, set[str]]  # pointers, by the sense in which they count


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
        self._found: dict[str, Target | None] = {}  # by the text of a $ref
        self._strange: dict[str, JSON] = {}  # what references lead to that is no definition

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
        names = [name for name in REFERENCES if name in self.dialect.keywords]
        return has_definitions or mentions(root, *names)

    def senses(self, pointer: str) -> Collection[Sense]:
        """Return the senses in which references lead to a place, for the document."""
        found = self._senses if self.any else {}
        return [sense for sense, pointers in found.items() if pointer in pointers]

    def sites(self, pointer: str) -> Iterator[Site]:
        """Return the subschemas whose $ref leads to a place."""
        return chain.from_iterable(self._sites.get(pointer, ()) if self.any else ())

    def references(self, unit: str) -> Iterator[tuple[str, list[Site]]]:
        """Yield where the $refs of a unit lead, with the subschemas that have them."""
        for keyword, at, sites in self._resolved(unit) if self.any else ():
            if keyword == "$ref":
                yield at.pointer, sites

    def targets(self) -> dict[tuple[str, str, str], str | None]:
        """Return where every reference leads, by its subschema's pointer, keyword and text."""
        found: dict[tuple[str, str, str], str | None] = {}
        if self.any:
            self.senses("")  # so that all units are known
            for unit in self._walk.units:
                for keyword, text, sites in self._walk.referring(unit):
                    for site in sites:
                        pointer = pointer_of(site)
                        at = self._next(site[3], pointer, keyword)
                        found[pointer, keyword, text] = at and at.pointer
        return found

    def below(self, pointer: str) -> dict[str, JSON]:
        """Return what references lead to at a place and below it, by its pointer; definitions are
        left out.
        """
        if not (self.any and self._senses and self._strange):
            return {}
        inside = f"{pointer}/"
        return {
            at: schema
            for at, schema in self._strange.items()
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
        return self._by_text(text)

    def _by_text(self, text: str) -> Target | None:
        """Resolve a reference where only the root has a URI, so that all lead from there."""
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
        walk = Walk(self.dialect, similar, self._changes)
        walk.unit("", self._document)
        return walk

    @cached_property
    def _senses(self) -> Leads:
        """Pass on from the root in which senses a unit counts for the document. What references
        lead to that is no definition becomes a unit, too, and may have references.
        """
        if self._similar is not None and self._leads_like(self._similar):
            return self._similar._senses
        senses: Leads = defaultdict(set)
        told: Leads = defaultdict(set)  # the texts of references, by the sense in which they count
        walk = self._walk
        pending = [("", STRAIGHT)]
        while pending:
            unit, sense = pending.pop()
            by_text = None if walk.is_named else walk.plain.get(unit)
            leads = self._leads(unit) if by_text is None else by_text
            for further, named in leads.items():
                if not named:
                    continue
                reached = then(sense, further)
                targets = named if by_text is None else self._new(named, told[reached])
                if new := targets - senses[reached]:
                    senses[reached] |= new
                    for target in new.difference(walk.units):
                        self._strange[target] = get(self._document, target)
                    pending += [(target, reached) for target in new]
            if not pending:
                pending = self._beyond(senses)
        return senses

    def _beyond(self, senses: Leads) -> list[tuple[str, Sense]]:
        """Walk through what was reached and is no unit yet; return it with its senses."""
        new = sorted(self._strange.keys() - self._walk.units.keys(), key=len, reverse=True)
        for pointer in new:  # the inner ones first
            self._walk.unit(pointer, self._strange[pointer])
        return [
            (pointer, sense)
            for pointer in new
            for sense, pointers in senses.items()
            if pointer in pointers
        ]

    def _new(self, texts: set[str], told: set[str]) -> set[str]:
        """Return where $refs lead that have not been told of; from now on they have."""
        new = texts - told
        if not new:
            return new
        told |= new
        pointers = {text[1:] for text in new}
        if pointers <= self._walk.units.keys() and "%" not in "".join(new):  # nearly always
            return pointers
        return {at.pointer for text in new if (at := self._by_text(text)) is not None}

    def _leads(self, unit: str) -> Leads:
        """Return where a unit leads, and in which senses that counts for it."""
        found: Leads = defaultdict(set)
        for pointer, sense in self._walk.inner.get(unit, ()):
            found[sense].add(pointer)
        for keyword, at, sites in self._resolved(unit):
            doubt = STRAIGHT if keyword == "$ref" else UNCERTAIN
            for site in sites:
                found[site[4] | doubt].add(at.pointer)
        return found

    def _leads_like(self, similar: "Uses") -> bool:
        """Tell whether all units lead where those of a similar document do, and to units alone."""
        walk, other = self._walk, similar._walk
        if walk.units.keys() != other.units.keys() or not similar._senses:
            return False
        if not (walk.is_simple and other.is_simple) or None in similar._found.values():
            return False
        return all(
            walk.plain[unit] == other.plain[unit]
            if unit in walk.plain and unit in other.plain
            else self._leads(unit) == similar._leads(unit)
            for unit in walk.units.keys() - walk.alike
        )

    def _resolved(self, unit: str) -> Iterator[tuple[str, Target, list[Site]]]:
        """Yield the references of a unit: keyword, target, and the subschemas that have it."""
        walk = self._walk
        for keyword, text, sites in walk.referring(unit):
            if keyword == "$ref" and text.startswith("#") and not walk.is_named:
                if (at := self._by_text(text)) is not None:
                    yield keyword, at, sites
                continue
            for site in sites:
                if (at := self._next(site[3], pointer_of(site), keyword)) is not None:
                    yield keyword, at, [site]

    @cached_property
    def _sites(self) -> dict[str, list[list[Site]]]:
        found: dict[str, list[list[Site]]] = {}
        for unit in self._walk.units:
            for keyword, at, sites in self._resolved(unit):
                if keyword == "$ref":
                    found.setdefault(at.pointer, []).append(sites)
        return found
