"""What one subschema says, as facts. Made by portal.schema.reading; as_dict() is for the API."""

from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from portal.schema.references import Reference
from portal.schema.value import ABSENT, JSON, Absent, Schema

# True or false as served, or the pointer of the subschema; None where the keyword is absent.
Allowance = bool | str | None


# The facts that tell people something and constrain no instance, as their keywords are classed
# by "A Vocabulary for Basic Meta-Data Annotations" (2020-12 validation, section 9).
ANNOTATIONS = frozenset(
    {"title", "description", "comment", "default", "examples", "deprecated", "read_only"}
    | {"write_only", "custom", "name", "links"}
)


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound on an instance, as read; `served` holds the keywords that say it.

    Draft 4's {"minimum": 5, "exclusiveMinimum": true} is read as exclusiveMinimum 5.
    """

    keyword: str
    value: JSON
    served: dict[str, JSON]


@dataclass(frozen=True, slots=True)
class Combinator:
    """Subschemas that apply to the same instance; `types` are draft 3's names among them."""

    keyword: str
    pointers: tuple[str, ...]
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dependency:
    """What must hold once an instance has the property `name`: other properties, a subschema."""

    keyword: str
    name: str
    required: tuple[str, ...] = ()
    schema: str | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A name for a place; "" for `$recursiveAnchor`, which gives none."""

    keyword: str
    name: str


@dataclass(frozen=True, slots=True)
class ReadOnly:
    """A property that only the server sets; `known_from` is of "keyword" and "description"."""

    known_from: tuple[str, ...]


@dataclass(slots=True, kw_only=True)  # freezing makes it five times as slow to make, by thousands
class Subschema:
    """What one subschema says; not to be changed. Other subschemas are named by their pointers.

    ABSENT stands where null would be a value; None, False and () mean that it says nothing.
    """

    pointer: str
    served: Schema
    boolean: bool | None = None  # of a schema that is just true or false

    # What an instance may be
    types: tuple[str, ...] = ()  # as read, in the order of portal.schema.value.TYPES
    types_served: JSON | Absent = ABSENT
    inferred_types: tuple[str, ...] = ()  # from enum or const, where there is no type
    nullable: bool = False
    enum: tuple[JSON, ...] | None = None
    const: JSON | Absent = ABSENT
    pattern: str | None = None
    format: str | None = None
    limits: tuple[Limit, ...] = ()
    content_encoding: str | None = None
    content_media_type: str | None = None
    content_schema: str | None = None

    # What it tells people
    title: str | None = None
    description: str | None = None
    comment: str | None = None
    default: JSON | Absent = ABSENT
    examples: tuple[JSON, ...] = ()
    deprecated: bool = False
    read_only: ReadOnly | None = None
    write_only: bool = False
    custom: bool = False  # OpenStack's is_base: false
    name: str | None = None  # OpenStack's name of what is described
    links: tuple[JSON, ...] = ()

    # Objects
    properties: tuple[str, ...] = ()
    pattern_properties: tuple[str, ...] = ()
    additional_properties: Allowance = None
    unevaluated_properties: Allowance = None
    property_names: str | None = None
    required: tuple[str, ...] = ()
    required_itself: bool = False  # draft 3 says it in the property, not in the object
    dependencies: tuple[Dependency, ...] = ()

    # Arrays
    items: Allowance = None
    prefix_items: tuple[str, ...] = ()
    additional_items: Allowance = None
    unevaluated_items: Allowance = None
    contains: str | None = None

    # Other subschemas, and names for this one
    references: tuple[Reference, ...] = ()
    combinators: tuple[Combinator, ...] = ()
    definitions: tuple[str, ...] = ()
    identifier: str | None = None
    dialect_uri: str | None = None
    anchors: tuple[Anchor, ...] = ()
    vendor: dict[str, JSON] = field(default_factory=dict)  # what the dialect does not know

    @property
    def reference(self) -> Reference | None:
        """The reference, of which hardly any subschema has more than one."""
        return self.references[0] if self.references else None

    @property
    def closed(self) -> bool:
        """Whether an object may have no properties but those that are listed."""
        return self.additional_properties is False or self.unevaluated_properties is False

    def as_dict(self) -> dict[str, JSON]:
        """Return all members ready for JSON, by their names; those that are ABSENT left out."""
        return as_dict(self)


def as_dict(facts: Any) -> dict[str, JSON]:
    """Return a dataclass of facts ready for JSON; those that are ABSENT left out."""
    members = ((member.name, getattr(facts, member.name)) for member in fields(facts))
    return {name: _as_json(value) for name, value in members if value is not ABSENT}


def _as_json(value: Any) -> JSON:
    if isinstance(value, tuple):
        return [_as_json(entry) for entry in value]
    return as_dict(value) if is_dataclass(value) else value
