"""Visiting every subschema of a document, in the order they stand in it."""

from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from portal.schema.dialect import Dialect
from portal.schema.pointer import escape, get
from portal.schema.value import JSON, Schema


class Shape(Enum):
    """How a keyword's value holds subschemas."""

    ONE = auto()
    ARRAY = auto()
    MAP = auto()


class Node(NamedTuple):
    """One subschema, where it stands.

    `keyword` is the one it sits under, `name` its name or index there ("allOf", "0"), None
    where the keyword holds one subschema only; `parent` is the pointer of the subschema that
    has the keyword. All three are None where the walk began.
    """

    pointer: str
    value: Schema
    keyword: str | None = None
    name: str | None = None
    parent: str | None = None


def shape(keyword: str, value: JSON, dialect: Dialect) -> Shape | None:
    """Return how a keyword's value holds subschemas in a dialect, or None if it does not."""
    if keyword not in dialect.applicators:
        return None
    if isinstance(value, list):
        return Shape.ARRAY if keyword in dialect.in_array else None
    if isinstance(value, dict) and keyword in dialect.in_map:
        return Shape.MAP
    return Shape.ONE if isinstance(value, dict | bool) and keyword in dialect.in_value else None


def held(keyword: str, value: JSON, dialect: Dialect) -> Iterator[tuple[str | None, JSON]]:
    """Yield what stands where a keyword's subschemas stand, by name or index.

    Also what should be a subschema there and is none: the caller decides.
    """
    match shape(keyword, value, dialect), value:
        case Shape.ONE, _:
            yield None, value
        case Shape.ARRAY, list():
            for index, entry in enumerate(value):
                yield str(index), entry
        case Shape.MAP, dict():
            yield from value.items()


def children(node: Node, dialect: Dialect) -> Iterator[Node]:
    """Yield the subschemas directly below one, in document order."""
    if isinstance(node.value, bool):
        return
    for keyword, value in node.value.items():
        if keyword not in dialect.applicators:  # most are not: spare them what follows
            continue
        for name, entry in held(keyword, value, dialect):
            if isinstance(entry, dict | bool):
                place = f"{node.pointer}/{keyword}"
                pointer = place if name is None else f"{place}/{escape(name)}"
                yield Node(pointer, entry, keyword, name, node.pointer)


def walk(document: JSON, dialect: Dialect, start: str = "") -> Iterator[Node]:
    """Yield the subschema at `start` and every one below it, in document order.

    No $ref is followed. A value that is no schema has no nodes. Raises PointerError if
    `start` leads nowhere.
    """
    root = get(document, start)
    pending = [Node(start, root)] if isinstance(root, dict | bool) else []
    while pending:  # not recursive: any depth is fine
        node = pending.pop()
        yield node
        pending += reversed(list(children(node, dialect)))
