"""The places of a document that have a row, and which stands inside which.

Properties and definitions have one. So have the branches of combinators, the items of an array and
other subschemas, but only where they say more than fits into a word on the row above them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, Literal

from portal.catalog import documents
from portal.schema.document import Document
from portal.schema.paths import DEFINITIONS
from portal.schema.walk import Node, walk

Kind = Literal["property", "definition", "part"]

_PROPERTIES: Final = frozenset({"patternProperties", "properties"})
BRANCHES: Final = frozenset({"allOf", "anyOf", "oneOf", "extends", "type", "disallow"})
_ONE_OF_THEM: Final = frozenset({"anyOf", "oneOf", "type"})
# What the row above tells in a few words: of the items of an array, and of a branch. Descriptions
# are told there, too, if the branches have only one (`glance`).
_BRIEF: Final = frozenset(
    (
        "$ref const description enum exclusiveMaximum exclusiveMinimum format items maxLength "
        "maximum minLength minimum nullable type"
    ).split()
)
# What makes no row of the items by itself: what is inside of them then stands inside the array.
_PLAIN_ITEMS: Final = (_BRIEF - {"description"}) | frozenset(
    (
        "$defs $id additionalProperties definitions id links maxItems minItems name pattern "
        "patternProperties properties required uniqueItems"
    ).split()
)
_FEW: Final = 4  # values of an enum


@dataclass(slots=True)
class Place:
    """A row to be: `inside` are the places right inside it, in the order they are shown.

    `keyword` and `name` are those of its node (portal.schema.walk.Node). `rank` of `count`: which
    of how many branches it is.
    """

    pointer: str
    kind: Kind
    keyword: str
    name: str | None
    rank: int = 0
    count: int = 0
    parent: str | None = None
    inside: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Places:
    """All places by pointer, in document order, and the outermost ones as they are shown."""

    by_pointer: dict[str, Place]
    roots: list[str]


@lru_cache(maxsize=16)
def of(sha256: str, dialect: str) -> Places:
    """The places of the stored content that is read in the dialect of that name."""
    return find(documents.read(sha256, dialect))


def find(document: Document) -> Places:
    """The places of `document`; definitions are never inside another one, nor inside a property."""
    found: dict[str, Place] = {}
    within: dict[str | None, str | None] = {None: None}  # the place that a node is in
    briefly: dict[tuple[str | None, str], bool] = {}
    described: dict[tuple[str | None, str], dict[str, Any]] = {}
    counts: dict[tuple[str | None, str], int] = {}
    nodes = list(walk(document.value, document.dialect))
    for node in nodes:
        if node.keyword in BRANCHES:
            key = node.parent, node.keyword
            briefly[key] = briefly.get(key, node.keyword in _ONE_OF_THEM) and _is_brief(node)
            briefly[key] &= _is_as_described(node, described.setdefault(key, {}))
            counts[key] = counts.get(key, 0) + 1
    ranks: dict[tuple[str | None, str], int] = {}
    for node in nodes:
        around = within[node.parent]
        kind = _kind(node, briefly)
        if kind is None or node.keyword is None:
            within[node.pointer] = around
            continue
        place = Place(node.pointer, kind, node.keyword, node.name)
        if node.keyword in BRANCHES:
            key = node.parent, node.keyword
            ranks[key] = place.rank = ranks.get(key, 0) + 1
            place.count = counts[key]
        place.parent = None if kind == "definition" else around
        found[node.pointer] = place
        within[node.pointer] = node.pointer
    return Places(found, _tree(found))


def _tree(found: dict[str, Place]) -> list[str]:
    """Tell each place what is inside it; the outermost ones."""
    roots: list[str] = []
    for pointer, place in found.items():
        inside = roots if place.parent is None else found[place.parent].inside
        inside.append(pointer)
    for each in (roots, *(place.inside for place in found.values())):
        each.sort(key=lambda pointer: _order(found[pointer]))
    return roots


def _order(place: Place) -> int:
    """Properties first, definitions last; otherwise as they stand in the document."""
    return {"property": 0, "part": 1, "definition": 2}[place.kind]


def _kind(node: Node, briefly: dict[tuple[str | None, str], bool]) -> Kind | None:
    if node.keyword in _PROPERTIES:
        return "property"
    if node.keyword in DEFINITIONS:
        return "definition"
    if node.keyword in BRANCHES:
        return None if briefly[node.parent, node.keyword] else "part"
    if not isinstance(node.value, dict) or not node.value:
        return None
    if node.keyword == "items" and node.name is None:
        return "part" if _says(node.value, beyond=_PLAIN_ITEMS) else None
    return "part"


def _is_brief(node: Node) -> bool:
    """Whether a word or two say all of a branch."""
    return isinstance(node.value, bool) or (
        not _says(node.value, beyond=_BRIEF)
        and _is_bare(node.value.get("items", True))
        and _is_short(node.value.get("enum", []))
    )


def _is_as_described(node: Node, known: dict[str, Any]) -> bool:
    """Whether a branch is described as the other one that is, or not at all."""
    description = node.value.get("description") if isinstance(node.value, dict) else None
    return description is None or known.setdefault("description", description) == description


def _is_bare(items: Any) -> bool:
    return isinstance(items, bool) or (isinstance(items, dict) and items.keys() <= {"$ref", "type"})


def _is_short(values: Any) -> bool:
    return not isinstance(values, list) or len(values) <= _FEW


def _says(value: dict[str, Any], beyond: Iterable[str]) -> bool:
    return not value.keys() <= set(beyond)
