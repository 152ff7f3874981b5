"""The subschemas of a document that refer to others, found fast: documents have thousands."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple, TypeAlias

from portal.schema.dialect import Dialect
from portal.schema.impact.sense import (
    DEFINING,
    IN_PLACE,
    INSIDE,
    STRAIGHT,
    TALLIED,
    UNCERTAIN,
    Sense,
    are_disjoint,
    below,
    blocked,
    seen,
    tallies,
    then,
)
from portal.schema.pointer import escape, join
from portal.schema.value import JSON

Unit: TypeAlias = str  # the root, a definition, or what else is referred to: its pointer
# A subschema, under the keyword (and name or index) of the one above it (None: it is the unit),
# in which sense it counts for the unit, and the unit. Most are never looked at, so just a tuple.
Site: TypeAlias = tuple[Any, str, str | int | None, dict[str, JSON], Sense, Unit]

_DYNAMIC: Final = frozenset({"$dynamicRef", "$recursiveRef"})
_NAMES: Final = frozenset({"$anchor", "$dynamicAnchor", "$id", "id"})
# Keywords whose presence changes the sense of what stands below.
_TURNING: Final = frozenset(
    {"contains", "contentSchema", "disallow", "if", "not", "oneOf"}
    | {"unevaluatedItems", "unevaluatedProperties"}
)


class Referring(NamedTuple):
    """The subschemas of a unit that have the same reference."""

    keyword: str
    text: str
    sites: list[Site]


class Walk:
    """Walks through units, and notes what they refer to.

    Where there is a walk through a `similar` document, and all that differs is in the units that
    have `changed`, the others are not walked through again.
    """

    def __init__(
        self,
        dialect: Dialect,
        similar: "Walk | None" = None,
        changed: frozenset[Unit] = frozenset(),
    ) -> None:
        self.units: dict[Unit, JSON] = {}
        self.referring: dict[Unit, list[Referring]] = {}
        self.inner: list[tuple[Unit, Unit, Sense]] = []  # units in units, where they are cut off
        self.is_named = False  # whether any subschema but the root has a name to refer to it
        self.is_dynamic = False  # whether there are references that only validation can resolve
        self._dialect = dialect
        self.same = {} if similar is None else similar.without(changed)
        self._defining: set[Unit] = set()  # units with definitions of their own
        self._names = _NAMES & dialect.keywords
        said = {"readOnly", "writeOnly", "description" if dialect.prose_read_only else "readOnly"}
        self._turning = _TURNING | said | self._names | _DYNAMIC | DEFINING
        self._notable = self._turning | dialect.applicators | {"$ref"}
        self._known: dict[int, Unit] = {}  # units of their own, by the identity of the subschema
        self._waiting: list[tuple[Unit, JSON]] = []

    def without(self, changed: frozenset[Unit]) -> dict[Unit, list[Referring]]:
        """Return what is known of all units but these, as far as it holds elsewhere, too."""
        if self.is_named or self.is_dynamic:
            return {}
        cut = {unit for unit, _, _ in self.inner}
        others = self.referring.keys() - changed - self._defining - cut
        return {unit: self.referring[unit] for unit in others}

    def unit(self, unit: Unit, schema: JSON) -> list[Unit]:
        """Walk through a unit, and the definitions in it; return all these."""
        walked = []
        self._waiting.append((unit, schema))
        while self._waiting:
            at, start = self._waiting.pop()
            self.units[at] = start
            walked.append(at)
            if at in self.same:
                self.referring[at] = self.same[at]
            elif isinstance(start, dict):
                self.referring[at] = self._through(at, start)
        self._known[id(schema)] = unit
        return walked

    def _through(self, unit: Unit, start: dict[str, JSON]) -> list[Referring]:
        found: dict[tuple[str, str], list[Site]] = {}
        pending: list[Site] = [(None, "", None, start, STRAIGHT, unit)]
        turning, notable, dialect = self._turning, self._notable, self._dialect
        applicators, hides = dialect.applicators, dialect.ref_hides_siblings
        while pending:
            site = pending.pop()
            schema, sense = site[3], site[4]
            if sense & TALLIED or self._known or not turning.isdisjoint(schema):
                site = self._noted(site, found)
                pending += self._turned(site)
            elif not hides or "$ref" not in schema:
                for keyword, value in schema.items():
                    if keyword in applicators:
                        further = sense if keyword in IN_PLACE else sense | INSIDE
                        for name, child in _held(keyword, value, dialect):
                            if isinstance(child, dict) and not notable.isdisjoint(child):
                                pending.append((site, keyword, name, child, further, unit))
            if "$ref" in schema:
                text = schema["$ref"]
                if isinstance(text, str):
                    found.setdefault(("$ref", text), []).append(site)
        return [Referring(keyword, text, sites) for (keyword, text), sites in found.items()]

    def _noted(self, site: Site, found: dict[tuple[str, str], list[Site]]) -> Site:
        """Note what names a subschema has, and what it refers to while validating; return it with
        who sees its values.
        """
        above, keyword, name, schema, sense, unit = site
        for naming in self._names & schema.keys():
            text = schema[naming]
            of_root = above is None and not unit and naming == self._dialect.id_keyword
            if isinstance(text, str) and not (of_root and "#" not in text.rstrip("#")):
                self.is_named = True
        sense |= seen(schema, self._dialect)
        if tallies(schema):
            sense |= TALLIED
        noted = above, keyword, name, schema, sense, unit
        for dynamic in _DYNAMIC & schema.keys() & self._dialect.keywords:
            if isinstance(text := schema[dynamic], str):
                self.is_dynamic = True
                found.setdefault((dynamic, text), []).append(noted)
        return noted

    def _turned(self, site: Site) -> Iterator[Site]:
        """Yield what stands below a subschema, the long way: where the sense may change."""
        dialect, (_, _, _, schema, sense, unit) = self._dialect, site
        for keyword in dialect.applicators & schema.keys():
            value = schema[keyword]
            if keyword in DEFINING:
                self._defining.add(unit)
                pointer = join(pointer_of(site), keyword)
                entries = value.items() if isinstance(value, dict) else ()
                self._waiting += [(f"{pointer}/{escape(name)}", child) for name, child in entries]
            elif not blocked(keyword, schema, dialect):
                step = below(keyword, schema)
                if keyword == "oneOf" and are_disjoint(value, dialect):
                    step &= ~UNCERTAIN
                further = then(sense, step)
                for name, child in _held(keyword, value, dialect):
                    if id(child) in self._known:
                        self.inner.append((unit, self._known[id(child)], further))
                    elif isinstance(child, dict):
                        yield site, keyword, name, child, further, unit


def pointer_of(site: Site) -> str:
    """Return the pointer of a site."""
    tokens: list[str | int] = []
    while site[0] is not None:
        above, keyword, name, *_ = site
        tokens += [keyword] if name is None else [name, keyword]
        site = above
    return join(site[5], *reversed(tokens))


def _held(keyword: str, value: JSON, dialect: Dialect) -> Iterable[tuple[str | int | None, JSON]]:
    """As portal.schema.walk's, but faster."""
    if isinstance(value, list):
        return enumerate(value) if keyword in dialect.in_array else ()
    if keyword in dialect.in_map:
        return value.items() if isinstance(value, dict) else ()
    return ((None, value),) if keyword in dialect.in_value else ()
