"""Keywords that apply subschemas to the same value, and references."""

from typing import TYPE_CHECKING, Final

from portal.schema.impact.local.certainty import (
    Certainty,
    between,
    every,
    opposite,
    some,
)
from portal.schema.value import JSON

if TYPE_CHECKING:
    from portal.schema.impact.local.validity.validity import Check, Validity

Object = dict[str, JSON]


def _all_of(validity: "Validity", schema: Object, said: JSON, value: JSON) -> Certainty:
    branches = said if isinstance(said, list) else [said]
    return every(validity.holds(branch, value) for branch in branches)


def _any_of(validity: "Validity", schema: Object, said: list[JSON], value: JSON) -> Certainty:
    return some(validity.holds(branch, value) for branch in said) if said else None


def _one_of(validity: "Validity", schema: Object, said: list[JSON], value: JSON) -> Certainty:
    return between((validity.holds(branch, value) for branch in said), 1, 1) if said else None


def _not(validity: "Validity", schema: Object, said: JSON, value: JSON) -> Certainty:
    return opposite(validity.holds(said, value))


def _disallow(validity: "Validity", schema: Object, said: JSON, value: JSON) -> Certainty:
    return opposite(validity.holds({"type": said}, value))


def _if(validity: "Validity", schema: Object, said: JSON, value: JSON) -> Certainty:
    meets = validity.holds(said, value)
    return every(
        (
            some((opposite(meets), validity.holds(schema.get("then", True), value))),
            some((meets, validity.holds(schema.get("else", True), value))),
        )
    )


def _reference(validity: "Validity", schema: Object, said: str, value: JSON) -> Certainty:
    target = validity.state.resolve(schema)
    return None if target is None or target is schema else validity.holds(target, value)


def _dynamic(validity: "Validity", schema: Object, said: str, value: JSON) -> Certainty:
    return None


CHECKS: "Final[dict[str, Check]]" = {
    "$dynamicRef": _dynamic,
    "$recursiveRef": _dynamic,
    "$ref": _reference,
    "allOf": _all_of,
    "anyOf": _any_of,
    "disallow": _disallow,
    "extends": _all_of,
    "if": _if,
    "not": _not,
    "oneOf": _one_of,
}
