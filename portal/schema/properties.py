"""The properties of a document: every entry of every `properties` and `patternProperties`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from portal.schema.facts import Subschema, as_dict
from portal.schema.paths import extend
from portal.schema.value import JSON
from portal.schema.walk import Node

_DECLARING = frozenset({"patternProperties", "properties"})


@dataclass(frozen=True, slots=True)
class Property:
    """One property, where it is declared.

    `path` is for people, see portal.schema.paths. `parent` and `children` are the pointers of
    the properties that enclose it and that it encloses, with no other property in between.
    `required` is what the object schema that declares it says, or draft 3's own `required`.
    For a pattern property, `name` is the pattern.
    """

    pointer: str
    name: str
    path: str
    parent: str | None
    children: tuple[str, ...]
    required: bool
    is_pattern: bool
    schema: Subschema

    def as_dict(self) -> dict[str, JSON]:
        """Return all members ready for JSON, by their names."""
        return as_dict(self)


class _Declared(NamedTuple):
    node: Node
    path: str
    parent: str | None


def find_properties(
    nodes: Iterable[Node], schemas: Mapping[str, Subschema]
) -> tuple[Property, ...]:
    """Return the properties among the nodes of a whole walk, in its order.

    `schemas` are the subschemas of the nodes, by pointer.
    """
    declared = list(_declared(nodes))
    children: dict[str | None, list[str]] = {}
    for node, _, parent in declared:
        children.setdefault(parent, []).append(node.pointer)
    demanded = {(at, name) for at, schema in schemas.items() for name in schema.required}
    return tuple(
        Property(
            pointer=node.pointer,
            name=node.name or "",
            path=path,
            parent=parent,
            children=tuple(children.get(node.pointer, ())),
            required=node.keyword == "properties"
            and ((node.parent, node.name) in demanded or schemas[node.pointer].required_itself),
            is_pattern=node.keyword == "patternProperties",
            schema=schemas[node.pointer],
        )
        for node, path, parent in declared
    )


def _declared(nodes: Iterable[Node]) -> Iterator[_Declared]:
    """Yield the nodes that are properties, each with its path and the property around it."""
    around: dict[str | None, tuple[str, str | None]] = {None: ("", None)}
    for node in nodes:
        path, parent = around[node.parent]
        if node.keyword is not None:
            path = extend(path, node.keyword, node.name)
        if node.keyword in _DECLARING:
            yield _Declared(node, path, parent)
            parent = node.pointer
        around[node.pointer] = path, parent
