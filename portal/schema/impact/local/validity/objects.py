"""Keywords that look at objects."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from portal.schema.impact.local.certainty import Certainty, every, opposite, some
from portal.schema.value import JSON

if TYPE_CHECKING:
    from portal.schema.impact.local.validity.validity import Check, Validity

Object = dict[str, JSON]
# Where one of these stands, what is evaluated cannot be told from the keywords beside it.
IN_PLACE: Final = frozenset(
    {"$dynamicRef", "$recursiveRef", "$ref", "allOf", "anyOf", "dependentSchemas", "else", "if"}
    | {"not", "oneOf", "then"}
)


def _properties(validity: "Validity", schema: Object, said: Object, value: JSON) -> Certainty:
    if not isinstance(value, dict):
        return True
    if validity.state.dialect.name == "draft3" and any(
        isinstance(below, dict) and below.get("required") is True and name not in value
        for name, below in said.items()
    ):
        return False
    return every(validity.holds(said[name], value[name]) for name in value if name in said)


def _pattern_properties(
    validity: "Validity", schema: Object, said: Object, value: JSON
) -> Certainty:
    if not isinstance(value, dict):
        return True
    return every(
        some((opposite(validity.matches(pattern, name)), validity.holds(below, held)))
        for pattern, below in said.items()
        for name, held in value.items()
    )


def _others(validity: "Validity", schema: Object, said: JSON, value: Object) -> Iterator[Certainty]:
    """Judge the properties that no keyword beside it names, or may name."""
    listed, by_pattern = schema.get("properties"), schema.get("patternProperties")
    for name, held in value.items():
        if isinstance(listed, dict) and name in listed:
            continue
        is_named = some(
            validity.matches(pattern, name)
            for pattern in (by_pattern if isinstance(by_pattern, dict) else ())
        )
        if is_named is not True:
            holds = validity.holds(said, held)
            yield holds if is_named is False else some((is_named, holds))


def _additional(validity: "Validity", schema: Object, said: JSON, value: JSON) -> Certainty:
    return every(_others(validity, schema, said, value)) if isinstance(value, dict) else True


def _unevaluated(validity: "Validity", schema: Object, said: JSON, value: JSON) -> Certainty:
    if not isinstance(value, dict) or "additionalProperties" in schema:
        return True
    return (
        None if value and IN_PLACE & schema.keys() else _additional(validity, schema, said, value)
    )


def _required(validity: "Validity", schema: Object, said: JSON, value: JSON) -> Certainty:
    if not isinstance(value, dict) or not isinstance(said, list):
        return True  # draft 3's flag is looked at from the object
    return every(isinstance(name, str) and name in value for name in said)


def _min(validity: "Validity", schema: Object, said: int, value: JSON) -> Certainty:
    return not isinstance(value, dict) or len(value) >= said


def _max(validity: "Validity", schema: Object, said: int, value: JSON) -> Certainty:
    return not isinstance(value, dict) or len(value) <= said


def _names(validity: "Validity", schema: Object, said: JSON, value: JSON) -> Certainty:
    return not isinstance(value, dict) or every(validity.holds(said, name) for name in value)


def _dependencies(validity: "Validity", schema: Object, said: Object, value: JSON) -> Certainty:
    if not isinstance(value, dict):
        return True
    return every(
        _dependency(validity, below, value) for name, below in said.items() if name in value
    )


def _dependency(validity: "Validity", said: JSON, value: Object) -> Certainty:
    if isinstance(said, str | list):
        names = said if isinstance(said, list) else [said]
        return every(isinstance(name, str) and name in value for name in names)
    return validity.holds(said, value)


CHECKS: "Final[dict[str, Check]]" = {
    "additionalProperties": _additional,
    "dependencies": _dependencies,
    "dependentRequired": _dependencies,
    "dependentSchemas": _dependencies,
    "maxProperties": _max,
    "minProperties": _min,
    "patternProperties": _pattern_properties,
    "properties": _properties,
    "propertyNames": _names,
    "required": _required,
    "unevaluatedProperties": _unevaluated,
}
