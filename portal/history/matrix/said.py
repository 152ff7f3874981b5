"""What a document says of each property, as read, so that documents can be set side by side."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from portal.history.matrix.written import AsRead
from portal.schema.canonical import encode
from portal.schema.document import Document
from portal.schema.effective import layers
from portal.schema.facts import Limit, Subschema
from portal.schema.types import in_order
from portal.schema.value import ABSENT, JSON, TYPES


class Facet(StrEnum):
    """What two versions may say differently of a property; descriptions are not compared."""

    PRESENCE = "presence"
    TYPE = "type"
    ENUM = "enum"  # enum and const
    LIMITS = "limits"  # limits, pattern and format
    READ_ONLY = "read-only"  # readOnly and writeOnly
    REQUIRED = "required"
    OTHER = "other"  # every other keyword that constrains, and default


_NO_LIMIT: Final = frozenset({("minLength", 0), ("minItems", 0), ("minProperties", 0)})
_INCLUSIVE: Final = {"exclusiveMaximum": ("maximum", -1), "exclusiveMinimum": ("minimum", 1)}


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a property in one place, or of a document, with references followed.

    `values` are those of enum or const by their canonical forms, None where any will do. `limits`
    are keywords and numbers, `other` the canonical forms of further keywords. `items` is said of
    what an array holds. `keys` has something comparable for each facet.
    """

    pointer: str
    types: tuple[str, ...]
    values: dict[str, JSON] | None
    limits: tuple[tuple[str, JSON], ...]
    pattern: str | None
    format: str | None
    read_only: tuple[str, ...]  # from where that is known: "keyword", "description"
    write_only: bool
    required: bool
    other: dict[str, str]
    items: "Said | None"
    keys: dict[Facet, Hashable] = field(default_factory=dict, compare=False)

    @property
    def allows_null(self) -> bool:
        return "null" in self.types and (self.values is None or "null" in self.values)


@dataclass(frozen=True, slots=True)
class Entry:
    """A path of a document: what is said there, in several places if branches declare it again.

    `parent` is the path of the property around it; the document's own path is "".
    """

    name: str
    parent: str | None
    said: tuple[Said, ...]


def sheet(document: Document) -> dict[str, Entry]:
    """Return what a document says of itself and then of each property, by path, in its order."""
    reader = _Reader(document)
    entries = {"": Entry("", None, (reader.of(""),))}
    for each in document.properties:
        said = reader.of(each.pointer, required=each.required)
        parent = None if each.parent is None else document.property(each.parent).path
        known = entries.get(each.path)
        earlier = known.said if known else ()
        first = known or Entry(each.name, parent, ())
        entries[each.path] = Entry(first.name, first.parent, (*earlier, said))
    return entries


class _Reader:
    """Reads the subschemas of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._written = AsRead(document.dialect)

    def of(self, pointer: str, *, required: bool = False, is_item: bool = False) -> Said:
        """Return what the subschema at a pointer says; items of items are among its `other`."""
        said = self._plain(pointer, required=required, is_item=is_item)
        branch = self._beside_null(said)
        if branch is not None:
            said = _with_null(said, self._plain(branch, is_item=is_item))
        said.keys.update(_keys(said))
        return said

    def _plain(self, pointer: str, *, required: bool = False, is_item: bool) -> Said:
        facts = self._document.effective(pointer)
        types = self._document.possible_types(pointer)
        has_items = not is_item and isinstance(facts.items, str) and "array" in types
        return Said(
            pointer=pointer,
            types=types,
            values=_values(facts),
            limits=tuple(_limits(facts.limits, types)),
            pattern=facts.pattern,
            format=facts.format,
            read_only=facts.read_only.known_from if facts.read_only else (),
            write_only=facts.write_only,
            required=required,
            other=self._other(facts, pointer, with_items=is_item),
            items=self.of(str(facts.items), is_item=True) if has_items else None,
        )

    def _beside_null(self, said: Said) -> str | None:
        """Return the branch that stands alone beside one for null, where nothing else is said.

        {"anyOf": [{"type": "string"}, {"type": "null"}]} is another spelling of a type or null.
        """
        combinators = self._document.effective(said.pointer).combinators
        if len(combinators) != 1 or combinators[0].keyword not in {"anyOf", "oneOf"}:
            return None
        branches = combinators[0].pointers
        null = [each for each in branches if self._document.possible_types(each) == ("null",)]
        others = [each for each in branches if each not in null]
        if len(null) != 1 or len(others) != 1 or not _says_only(said, combinators[0].keyword):
            return None
        is_certain = "null" not in self._document.possible_types(others[0])
        return others[0] if is_certain and self._plain(null[0], is_item=True).other == {} else None

    def _other(self, facts: Subschema, pointer: str, *, with_items: bool) -> dict[str, str]:
        """Return what the keywords say that no other member of Said tells."""
        found: dict[str, set[str]] = {}
        for layer in layers(self._document.at(pointer), self._document.at):
            hides = bool(layer.references) and self._document.dialect.ref_hides_siblings
            for keyword, text in self._written.rest(layer, with_items=with_items):
                if not hides or keyword == "$ref":
                    found.setdefault(keyword, set()).add(text)
        if facts.default is not ABSENT:
            found["default"] = {encode(facts.default)}
        return {keyword: ", ".join(sorted(found[keyword])) for keyword in sorted(found)}


def _says_only(said: Said, keyword: str) -> bool:
    """Tell whether a keyword is all that constrains."""
    others = said.other.keys() - {"default", keyword}
    is_listed = said.values is not None
    return not (others or is_listed or said.limits or said.pattern or said.format or said.items)


def _with_null(outer: Said, branch: Said) -> Said:
    """Return what a branch says, or null: with what the subschema around it says to people."""
    default = {name: text for name, text in outer.other.items() if name == "default"}
    return replace(
        branch,
        keys={},
        pointer=outer.pointer,
        required=outer.required,
        types=outer.types,
        values=None if branch.values is None else branch.values | {"null": None},
        read_only=outer.read_only,
        write_only=outer.write_only,
        other=dict(sorted((branch.other | default).items())),
    )


def _values(facts: Subschema) -> dict[str, JSON] | None:
    if facts.const is not ABSENT:
        return {encode(facts.const): facts.const}
    return None if facts.enum is None else {encode(value): value for value in facts.enum}


def _limits(limits: tuple[Limit, ...], types: tuple[str, ...]) -> Iterator[tuple[str, JSON]]:
    """Yield the limits that limit, by one spelling: of whole numbers, less than 6 is at most 5."""
    for limit in sorted(limits, key=lambda limit: limit.keyword):
        keyword, value = limit.keyword, limit.value
        if (keyword, value) in _NO_LIMIT or value is False:
            continue
        if keyword in _INCLUSIVE and isinstance(value, int) and "number" not in types:
            keyword, step = _INCLUSIVE[keyword]
            value += step
        yield ("multipleOf" if keyword == "divisibleBy" else keyword), value


def _own_keys(said: Said) -> dict[Facet, Hashable]:
    return {
        Facet.TYPE: said.types,
        Facet.ENUM: None if said.values is None else frozenset(said.values),
        Facet.LIMITS: (
            frozenset((keyword, encode(value)) for keyword, value in said.limits),
            said.pattern,
            said.format,
        ),
        Facet.READ_ONLY: (bool(said.read_only), said.write_only),
        Facet.REQUIRED: said.required,
        Facet.OTHER: tuple(said.other.items()),
    }


def _keys(said: Said) -> dict[Facet, Hashable]:
    of_items = _own_keys(said.items) if said.items else _KEYS_OF_ANYTHING
    return {facet: (key, of_items[facet]) for facet, key in _own_keys(said).items()}


_KEYS_OF_ANYTHING: Final = _own_keys(
    Said(
        pointer="",
        types=in_order({*TYPES} - {"integer"}),  # every integer is a number
        values=None,
        limits=(),
        pattern=None,
        format=None,
        read_only=(),
        write_only=False,
        required=False,
        other={},
        items=None,
    )
)
