"""The subschemas of a document that refer to others, found fast: documents have thousands."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from portal.schema.change import Change
from portal.schema.dialect import Dialect
from portal.schema.impact.plain import REFERS, TURNS, Plain
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
from portal.schema.references import enclosing
from portal.schema.value import JSON
from portal.schema.walk import held

Unit: TypeAlias = str  # the root, a definition, or what else is referred to: its pointer
# A subschema, under the keyword (and name or index) of the one above it (None: it is the unit),
# in which sense it counts for the unit, and the unit. Most are never looked at, so just a tuple.
Site: TypeAlias = tuple[Any, str, str | int | None, dict[str, JSON], Sense, Unit]

_REFERENCES: Final = frozenset({"$dynamicRef", "$recursiveRef", "$ref"})
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

    Where there is a walk through a `similar` document, and all that differs is `changes`, units
    that say the same of others are not walked through again.
    """

    def __init__(
        self, dialect: Dialect, similar: "Walk | None" = None, changes: Sequence[Change] = ()
    ) -> None:
        # Units that are as in the similar document, and those that refer to the same at least
        self._same = frozenset() if similar is None else similar.kept(changes)
        self.alike = self._same if similar is None else self._same | similar.kept_plain(changes)
        self.units: dict[Unit, JSON] = {}
        # What units refer to: of plain ones the texts of their $refs, by the sense in which these
        # count; of others all. Only a few plain ones are ever looked at more closely.
        self.plain: dict[Unit, dict[Sense, set[str]]] = {}
        if similar is not None:
            self.plain.update((at, similar.plain[at]) for at in self.alike & similar.plain.keys())
        self._referring: dict[Unit, list[Referring]] = {}
        self.inner: dict[Unit, list[tuple[Unit, Sense]]] = {}  # units in units, and cut off there
        self.is_named = False  # whether any subschema but the root has a name to refer to it
        self.is_dynamic = False  # whether there are references that only validation can resolve
        self._dialect = dialect
        self._similar = similar
        self._defining: set[Unit] = set()  # units with definitions of their own
        self._names = _NAMES & dialect.keywords
        said = {"readOnly", "writeOnly", "description" if dialect.prose_read_only else "readOnly"}
        turning = _TURNING | said | self._names | _REFERENCES | DEFINING
        self._turning = (turning & dialect.keywords) - {"$ref"}
        # What a walk does where it meets a keyword; for most, the step into what it holds
        self._steps: dict[str, int] = {
            **{keyword: 0 if keyword in IN_PLACE else INSIDE for keyword in dialect.applicators},
            **dict.fromkeys(self._turning, TURNS),
            "$ref": REFERS,
        }
        self._plain = Plain(self._steps, self._turning, dialect)
        self._long = dict.fromkeys(self._steps, TURNS)
        self._notable = frozenset(self._steps)
        self._known: dict[int, Unit] = {}  # units of their own, by the identity of the subschema
        self._waiting: list[tuple[Unit, JSON]] = []

    @property
    def is_simple(self) -> bool:
        """Whether units are definitions alone, and each $ref leads where its text says."""
        return not (self.is_named or self.is_dynamic or len(self._known) > 1)

    def kept(self, changes: Sequence[Change]) -> frozenset[Unit]:
        """Return all units with none of these changes, but for those that look at others."""
        if not self.is_simple:
            return frozenset()
        changed = {unit for change in changes for unit in enclosing(change.pointer)}
        known = self.plain.keys() | self._referring.keys()
        return frozenset(known - changed - self._defining - self.inner.keys())

    def kept_plain(self, changes: Sequence[Change]) -> frozenset[Unit]:
        """Return the plain units of which these changes touch no reference, nor what holds one."""
        if not self.is_simple:
            return frozenset()
        changed = {
            unit
            for change in changes
            if self._is_notable(change)
            for unit in enclosing(change.pointer)
        }
        return frozenset(self.plain.keys() - changed)

    def _is_notable(self, change: Change) -> bool:
        if change.whole:
            sides = change.before, change.after
            return any(isinstance(one, dict) and self._notable & one.keys() for one in sides)
        return change.keyword in self._notable

    def unit(self, unit: Unit, schema: JSON) -> None:
        """Walk through a unit, and the definitions in it."""
        self._waiting.append((unit, schema))
        while self._waiting:
            at, start = self._waiting.pop()
            self.units[at] = start
            if at in self.alike or not isinstance(start, dict):
                continue
            plain = None if self._known else self._plain.texts(start)
            if plain is None:
                short = self._long if self._known else self._steps
                self._referring[at] = self._through(at, start, short)
            else:
                self.plain[at] = plain
        self._known[id(schema)] = unit

    def referring(self, unit: Unit) -> list[Referring]:
        """Return what a unit refers to."""
        found = self._referring.get(unit)
        if found is None:
            start = self.units.get(unit)
            if self._similar is not None and unit in self._same:
                found = self._similar.referring(unit)
            else:
                found = self._through(unit, start, self._steps) if isinstance(start, dict) else []
            self._referring[unit] = found
        return found

    def _through(
        self, unit: Unit, start: dict[str, JSON], short: dict[str, int]
    ) -> list[Referring]:
        """Return what a unit refers to; written for speed, and turns to other methods for all
        that is rare: `short` says what is not.
        """
        found: dict[str, list[Site]] = {}  # by the text of the $ref
        others: list[Referring] = []
        pending: list[Site] = [(None, "", None, start, STRAIGHT, unit)]
        notable, in_map = self._notable, self._dialect.in_map
        while pending:
            site = pending.pop()
            schema, sense, waiting = site[3], site[4], len(pending)
            steps = short if not sense & TALLIED else self._long
            text = None
            for keyword, value in schema.items():
                step = steps.get(keyword)
                if step is None:
                    continue
                if step == REFERS:
                    text = value
                    continue
                if step == TURNS:
                    del pending[waiting:]
                    pending += self._turned(self._noted(site, found, others))
                    break
                entries: Iterable[tuple[str | int | None, JSON]] = ()
                if isinstance(value, list):
                    entries = enumerate(value)
                elif isinstance(value, dict):
                    entries = value.items() if keyword in in_map else ((None, value),)
                for name, child in entries:
                    if isinstance(child, dict) and not notable.isdisjoint(child):
                        pending.append((site, keyword, name, child, sense | step, unit))
            else:
                if isinstance(text, str):
                    found.setdefault(text, []).append(site)
                    if self._dialect.ref_hides_siblings:
                        del pending[waiting:]
        return others + [Referring("$ref", text, sites) for text, sites in found.items()]

    def _noted(self, site: Site, found: dict[str, list[Site]], others: list[Referring]) -> Site:
        """Note what names a subschema has and what it refers to; return it with who sees its
        values.
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
        for referring in _REFERENCES & schema.keys() & self._dialect.keywords:
            if not isinstance(text := schema[referring], str):
                continue
            if referring == "$ref":
                found.setdefault(text, []).append(noted)
            else:
                self.is_dynamic = True
                others.append(Referring(referring, text, [noted]))
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
                for name, child in held(keyword, value, dialect):
                    if id(child) in self._known:
                        inner = self._known[id(child)], further
                        self.inner.setdefault(unit, []).append(inner)
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
