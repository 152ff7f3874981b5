"""What a property says, keyword by keyword, so that one can tell since when it says each.

A saying has a key:

    enum            a keyword of the property, or of what its reference leads to
    enum/=41c2…     one member of a set (type, enum, required), or one branch of allOf, anyOf, oneOf
    items/type      a keyword of the one subschema that a keyword holds
    items/type/=…   a member there
    ../required     that the object schema which declares the property demands it

`properties` and the like say nothing of their own here: each property inside has its own sayings,
and so it is wherever a subschema is compared. One that is just true or false has no keywords.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from portal.schema.canonical import SETS, Marker
from portal.schema.dialect import Dialect
from portal.schema.diff import ANY_ORDER
from portal.schema.document import Document
from portal.schema.effective import layers
from portal.schema.facts import ANNOTATIONS, Subschema
from portal.schema.keywords import ROWS
from portal.schema.pointer import escape
from portal.schema.value import ABSENT, JSON, Absent
from portal.schema.walk import Shape, shape

ITSELF: Final = "/"  # the key of the property as a whole, in `touched`
DEMANDED: Final = "../required"
MEMBER: Final = "/="  # stands in the keys of members, and in no other that is served in earnest

_NAMING: Final = frozenset({"$defs", "definitions", "patternProperties", "properties"})
# Facts of the subschema that has them, whatever it refers to.
_OWN: Final = frozenset({"anchors", "dialect_uri", "identifier", "references"})
_SETS: Final = SETS | ANY_ORDER
_IN_EACH: Final = frozenset({"enum", "type"})  # what one of several forbids is forbidden


@dataclass(slots=True)
class Saying:
    """What a keyword, or one member of it, says; `at` are the pointers of those that say it.

    `mark` is equal where the canonical form is. `value` is that of the member, for members.
    """

    keyword: str
    at: tuple[str, ...]
    mark: str
    value: JSON | Absent = ABSENT


def sayings(document: Document, pointer: str) -> dict[str, Saying]:
    """Return what the property at a pointer says, by key. Raises UnknownProperty."""
    return _Reader(document).sayings(pointer)


def touched(before: Document, after: Document) -> dict[str, set[str]]:
    """Return the keys of what came, changed or went between two documents, by the property.

    Where the property itself came or went, that is ITSELF alone.
    """
    old, new = _Reader(before), _Reader(after)
    told = old.properties.keys() ^ new.properties.keys()
    found = {pointer: {ITSELF} for pointer in told}
    for pointer in new.properties.keys() & old.properties.keys():
        if old.mark(pointer) == new.mark(pointer):
            continue
        sides = old.sayings(pointer), new.sayings(pointer)
        marks = [{key: saying.mark for key, saying in side.items()}.items() for side in sides]
        if keys := {key for key, _ in marks[0] ^ marks[1]}:
            found[pointer] = keys
    return found


class _Bare(Marker):
    """Marks subschemas without the properties that are declared in them."""

    def keyword(self, keyword: str, value: JSON) -> str:
        if _names(keyword, value, self.dialect):
            return ""
        return super().keyword(keyword, value)


class _Reader:
    """The sayings of one document's properties."""

    def __init__(self, document: Document) -> None:
        self.properties = {found.pointer: found for found in document.properties}
        self._document = document
        self._dialect = document.dialect
        self._hides = document.dialect.ref_hides_siblings
        self._rows = ROWS[document.dialect.name]
        self._own = {name for name, row in self._rows.items() if row.fact in _OWN}
        self._marker = _Bare(document.dialect)

    def mark(self, pointer: str) -> tuple[str, ...]:
        """Return what is equal only if all sayings are; it takes less time than these."""
        demanded = "required" if self._is_demanded(pointer) else ""
        marks = (self._marker.schema(layer.served) for layer in self._layers(pointer))
        return (self._dialect.name, demanded, *marks)

    def sayings(self, pointer: str) -> dict[str, Saying]:
        found: dict[str, list[Saying]] = {}
        for index, layer in enumerate(self._layers(pointer)):
            for key, saying in dict(self._of_layer(layer, is_own=index == 0)).items():
                if key not in found or not self._is_annotation(saying.keyword):
                    found.setdefault(key, []).append(saying)
        said = {key: _together(several) for key, several in found.items() if _holds(key, found)}
        if self._is_demanded(pointer):
            said[DEMANDED] = Saying("required", (_declaring(pointer),), "")
        return said

    def _layers(self, pointer: str) -> Iterable[Subschema]:
        return layers(self._document.property(pointer).schema, self._document.at)

    def _is_demanded(self, pointer: str) -> bool:
        found = self.properties[pointer]
        return found.required and not found.schema.required_itself

    def _is_annotation(self, keyword: str) -> bool:
        """Tell whether it counts beside a reference, and is put over what that leads to."""
        row = self._rows.get(keyword)
        return row is None or row.fact in ANNOTATIONS

    def _of_layer(self, layer: Subschema, *, is_own: bool) -> Iterator[tuple[str, Saying]]:
        """Yield what a subschema says that counts, be it the property's own or referred to."""
        if isinstance(layer.served, bool):
            return
        hides = self._hides and bool(layer.references)
        for keyword, value in layer.served.items():
            counts = not hides or self._is_annotation(keyword)
            if is_own if keyword in self._own else counts:
                yield from self._keyword(keyword, value, layer.pointer)

    def _keyword(self, keyword: str, value: JSON, at: str) -> Iterator[tuple[str, Saying]]:
        if shape(keyword, value, self._dialect) is not Shape.ONE or not isinstance(value, dict):
            yield from self._plain("", keyword, value, at)
            return
        key = escape(keyword)
        yield key, Saying(keyword, (at,), "")
        for name, entry in value.items():
            yield from self._plain(f"{key}/", name, entry, f"{at}/{key}")

    def _plain(
        self, prefix: str, keyword: str, value: JSON, at: str
    ) -> Iterator[tuple[str, Saying]]:
        """Yield what a keyword says as a whole, and each of its members."""
        if _names(keyword, value, self._dialect):
            return
        key = f"{prefix}{escape(keyword)}"
        yield key, Saying(keyword, (at,), self._marker.keyword(keyword, value))
        if keyword == "type" and isinstance(value, str):
            value = [value]
        if isinstance(value, list) and keyword in _SETS:
            marks = self._marker.members(keyword, value)
            for mark, member in zip(marks, value, strict=True):
                yield f"{key}{MEMBER}{_short(mark)}", Saying(keyword, (at,), "", member)


def _together(several: list[Saying]) -> Saying:
    """Return one saying for those of all the subschemas that say something by one key."""
    first = several[0]
    at = tuple(place for saying in several for place in saying.at)
    return Saying(first.keyword, at, "\n".join(saying.mark for saying in several), first.value)


def _holds(key: str, found: Mapping[str, list[Saying]]) -> bool:
    """Tell whether a member is one after all: a value must be in each enum that there is."""
    first = found[key][0]
    if first.value is ABSENT or first.keyword not in _IN_EACH:
        return True
    return len(found[key]) == len(found[key.rpartition("/")[0]])


def _names(keyword: str, value: JSON, dialect: Dialect) -> bool:
    """Tell whether a keyword gives names to subschemas that are looked at for themselves."""
    return keyword in _NAMING and shape(keyword, value, dialect) is Shape.MAP


def _declaring(pointer: str) -> str:
    """Return the pointer of the object schema that declares the property at a pointer."""
    return pointer.rpartition("/")[0].rpartition("/")[0]


def _short(mark: str) -> str:
    return hashlib.sha256(mark.encode()).hexdigest()[:16]
