"""A schema document as a whole: its properties, its subschemas, and what is odd about it."""

from dataclasses import dataclass, field
from functools import cached_property

from portal.schema.anomalies import Anomaly, anomaly
from portal.schema.dialect import Dialect, detect
from portal.schema.effective import effective
from portal.schema.errors import NotASchema, UnknownProperty
from portal.schema.facts import Subschema
from portal.schema.pointer import get
from portal.schema.possible import PossibleTypes
from portal.schema.properties import Property, find_properties
from portal.schema.references import References
from portal.schema.subschema import read_subschema
from portal.schema.value import JSON, Schema, type_name
from portal.schema.walk import Node, walk

# Even the drafts without boolean schemas take true and false here.
_BOOLEAN_ANYWHERE = frozenset({"additionalItems", "additionalProperties"})


@dataclass(frozen=True)
class Document:
    """What a schema document says. Made by read().

    `properties`, `definitions` (pointers) and `anomalies` are in document order.
    """

    dialect: Dialect
    value: Schema = field(repr=False)
    properties: tuple[Property, ...] = field(repr=False)
    definitions: tuple[str, ...]
    anomalies: tuple[Anomaly, ...]
    references: References = field(repr=False, compare=False)
    _schemas: dict[str, Subschema] = field(repr=False, compare=False)
    _properties: dict[str, Property] = field(repr=False, compare=False)

    @property
    def title(self) -> str | None:
        """What the root's `title` says."""
        return self.at("").title

    @property
    def description(self) -> str | None:
        """What the root's `description` says."""
        return self.at("").description

    @property
    def name(self) -> str | None:
        """OpenStack's name of what is described, such as "images"."""
        return self.at("").name

    @property
    def roots(self) -> tuple[Property, ...]:
        """The properties that no other property encloses."""
        return tuple(found for found in self.properties if found.parent is None)

    def property(self, pointer: str) -> Property:
        """Return the property declared at a pointer; raise UnknownProperty."""
        try:
            return self._properties[pointer]
        except KeyError:
            raise UnknownProperty(pointer) from None

    def at(self, pointer: str) -> Subschema:
        """Return what the subschema at a pointer says.

        Any place will do, also one that no keyword of the dialect makes a subschema, as a
        reference may lead there. Raises PointerError if the pointer leads nowhere, NotASchema if
        it leads to what cannot be one.
        """
        if pointer not in self._schemas:
            served = _as_schema(get(self.value, pointer), pointer)
            read, _ = read_subschema(pointer, served, self.dialect, self.references)
            self._schemas[pointer] = read
        return self._schemas[pointer]

    def effective(self, pointer: str) -> Subschema:
        """Return the subschema at a pointer together with what its reference leads to.

        Raises as at() does. See portal.schema.effective for what is put over what.
        """
        return effective(self.at(pointer), self.dialect, self.at)

    def possible_types(self, pointer: str) -> tuple[str, ...]:
        """Return the types an instance of the subschema at a pointer can have, at most.

        Raises as at() does. See portal.schema.possible for what is followed.
        """
        return self._possible.of(pointer)

    @cached_property
    def _possible(self) -> PossibleTypes:
        return PossibleTypes(self.dialect, self.at)


def read(document: JSON, dialect: Dialect | None = None) -> Document:
    """Read a parsed document in a dialect; without one, in that which the document names.

    Raises NotASchema if the document is neither an object nor a boolean; nothing else in it is
    refused: what is not as the dialect says is listed in `anomalies`.
    """
    value = _as_schema(document, "")
    dialect = dialect or detect(document)
    nodes = list(walk(document, dialect))
    references = References(document, dialect, nodes)
    schemas: dict[str, Subschema] = {}
    anomalies: list[Anomaly] = []
    for node in nodes:
        schema, odd = read_subschema(node.pointer, node.value, dialect, references)
        schemas[node.pointer] = schema
        anomalies += [*odd, *_boolean_anomaly(node, dialect)]
    properties = find_properties(nodes, schemas)
    return Document(
        dialect=dialect,
        value=value,
        properties=properties,
        definitions=tuple(at for schema in schemas.values() for at in schema.definitions),
        anomalies=tuple(anomalies),
        references=references,
        _schemas=schemas,
        _properties={found.pointer: found for found in properties},
    )


def _as_schema(value: JSON, pointer: str) -> Schema:
    if isinstance(value, dict | bool):
        return value
    raise NotASchema(type_name(value), pointer=pointer)


def _boolean_anomaly(node: Node, dialect: Dialect) -> list[Anomaly]:
    odd = isinstance(node.value, bool) and not dialect.boolean_schemas
    if not odd or node.keyword in _BOOLEAN_ANYWHERE:
        return []
    return [anomaly("boolean-schema", node.pointer, dialect=dialect.title)]
