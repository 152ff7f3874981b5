"""In which sense the values at a place count for the document as a whole."""

from typing import Final, TypeAlias

from portal.schema.dialect import Dialect
from portal.schema.impact.local import kinds
from portal.schema.readonly import says_so
from portal.schema.value import JSON

Object = dict[str, JSON]

# These apply to the value itself, all other applicators to what is inside it.
IN_PLACE: Final = frozenset(
    {"allOf", "anyOf", "dependencies", "dependentSchemas", "disallow", "else", "extends", "if"}
    | {"not", "oneOf", "then", "type"}
)
DEFINING: Final = frozenset({"$defs", "definitions"})
_TALLYING: Final = ("unevaluatedItems", "unevaluatedProperties")


# How a subschema counts where it is used; 0 is as it stands. An integer, as there are thousands.
Sense: TypeAlias = int
STRAIGHT: Final = 0
INVERTED: Final = 1  # what it refuses is allowed
UNCERTAIN: Final = 2  # whether it is allowed or refused depends on others
NOT_SENT: Final = 4  # its values are in no request
NOT_ANSWERED: Final = 8  # its values are in no response
TALLIED: Final = 16  # a schema around it asks what it evaluated (unevaluatedProperties)
INSIDE: Final = 32  # it is about a part of the value

_BELOW: Final = {
    **dict.fromkeys(IN_PLACE, STRAIGHT),
    "contentSchema": UNCERTAIN | INSIDE,
    "disallow": INVERTED,
    "if": UNCERTAIN,
    "not": INVERTED,
    "oneOf": UNCERTAIN,  # if its branches may overlap
    "unevaluatedItems": UNCERTAIN | INSIDE,
    "unevaluatedProperties": UNCERTAIN | INSIDE,
}
# Where a keyword looks at values of one kind only.
_CONCERNS: Final = {
    **dict.fromkeys(("additionalProperties", "dependencies", "dependentSchemas"), kinds.OBJECTS),
    **dict.fromkeys(("patternProperties", "properties", "propertyNames"), kinds.OBJECTS),
    **dict.fromkeys(("additionalItems", "contains", "items", "prefixItems"), kinds.ARRAYS),
    "unevaluatedItems": kinds.ARRAYS,
    "unevaluatedProperties": kinds.OBJECTS,
}


def then(sense: Sense, further: Sense) -> Sense:
    """Return how something counts that counts so far, and from here on as `further` says."""
    kept = sense & ~TALLIED if further & INSIDE else sense
    return (kept | further) & ~INVERTED | (sense ^ further) & INVERTED


def below(keyword: str, holder: Object) -> Sense:
    """Return in which sense a subschema counts for the one that has it under a keyword."""
    if keyword == "contains" and ("maxContains" in holder or "minContains" in holder):
        return UNCERTAIN | INSIDE
    sense = _BELOW.get(keyword, INSIDE)
    return sense | TALLIED if not sense & INSIDE and tallies(holder) else sense


def tallies(holder: Object) -> bool:
    """Tell whether a subschema asks what those for the same value have evaluated."""
    return any(holder.get(name, True) is not True for name in _TALLYING)


def seen(schema: Object, dialect: Dialect) -> Sense:
    """Return what a subschema itself says of who sees its values."""
    sense = NOT_ANSWERED if schema.get("writeOnly") is True else STRAIGHT
    if schema.get("readOnly") is True or (dialect.prose_read_only and says_read_only(schema)):
        return sense | NOT_SENT
    return sense


def says_read_only(schema: Object) -> bool:
    """Tell whether a description says so, in a dialect that has such prose."""
    prose = schema.get("description")
    return isinstance(prose, str) and says_so(prose)


def blocked(keyword: str, holder: Object, dialect: Dialect) -> str:
    """Return why what stands under a keyword does not count, as the id of a context; "" if it may
    count.
    """
    if keyword in DEFINING:
        return "unreachable"
    if dialect.ref_hides_siblings and isinstance(holder.get("$ref"), str):
        return "hidden"
    if keyword in ("then", "else") and "if" not in holder:
        return "inapplicable"
    if keyword == "additionalItems" and not isinstance(holder.get("items"), list):
        return "inapplicable"
    concerned = _CONCERNS.get(keyword)
    if concerned and not concerned & allowed(holder, dialect):
        return "inapplicable"
    return ""


def allowed(schema: JSON, dialect: Dialect) -> kinds.Kinds:
    """Return the kinds of values that a subschema allows by its own keywords, or more."""
    if not isinstance(schema, dict):
        return kinds.ALL if schema is not False else frozenset()
    found = kinds.typed(schema, dialect)
    found = kinds.ALL if found is None else found
    values = [schema["const"]] if "const" in dialect.keywords & schema.keys() else None
    if values is None and isinstance(listed := schema.get("enum"), list):
        values = listed
    return found if values is None else found & {kinds.kind(value) for value in values}


def are_disjoint(branches: JSON, dialect: Dialect) -> bool:
    """Tell whether no value is of a kind that two of the branches allow by their own keywords."""
    known: set[str] = set()
    for branch in branches if isinstance(branches, list) else ():
        found = allowed(branch, dialect)
        if known & found:
            return False
        known |= found
    return True
