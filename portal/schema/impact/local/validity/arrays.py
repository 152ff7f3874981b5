"""Keywords that look at arrays."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from portal.schema.canonical import encode
from portal.schema.impact.local.certainty import Certainty, between, every
from portal.schema.impact.local.validity.objects import IN_PLACE
from portal.schema.value import JSON

if TYPE_CHECKING:
    from portal.schema.impact.local.validity.validity import Check, Validity

Object = dict[str, JSON]


def prefix(schema: Object, validity: "Validity") -> list[JSON]:
    """Return the subschemas of single positions."""
    known = validity.state.dialect.keywords
    said = schema.get("prefixItems") if "prefixItems" in known else schema.get("items")
    return said if isinstance(said, list) else []


def _each(validity: "Validity", said: JSON, items: Iterable[JSON]) -> Certainty:
    once = {id(item): item for item in items}  # arrays are filled up with one item
    return every(validity.holds(said, item) for item in once.values())


def _positions(validity: "Validity", schema: Object, said: list[JSON], value: JSON) -> Certainty:
    if not isinstance(value, list):
        return True
    return every(map(validity.holds, said, value))


def _items(validity: "Validity", schema: Object, said: JSON, value: JSON) -> Certainty:
    if not isinstance(value, list):
        return True
    if isinstance(said, list):
        return _positions(validity, schema, said, value)
    return _each(validity, said, value[len(prefix(schema, validity)) :])


def _additional(validity: "Validity", schema: Object, said: JSON, value: JSON) -> Certainty:
    if not isinstance(value, list) or not isinstance(schema.get("items"), list):
        return True
    return _each(validity, said, value[len(prefix(schema, validity)) :])


def _unevaluated(validity: "Validity", schema: Object, said: JSON, value: JSON) -> Certainty:
    rest = schema.get("items", []), schema.get("additionalItems", [])
    if not isinstance(value, list) or not all(isinstance(held, list) for held in rest):
        return True
    if value and (IN_PLACE | {"contains"}) & schema.keys():
        return None
    return _each(validity, said, value[len(prefix(schema, validity)) :])


def _contains(validity: "Validity", schema: Object, said: JSON, value: JSON) -> Certainty:
    if not isinstance(value, list):
        return True
    limits = [schema.get("minContains", 1), schema.get("maxContains")]
    if "minContains" not in validity.state.dialect.keywords:
        limits = [1, None]
    least, most = limits
    if not isinstance(least, int) or not (most is None or isinstance(most, int)):
        return None
    return between((validity.holds(said, item) for item in value), least, most)


def _min(validity: "Validity", schema: Object, said: int, value: JSON) -> Certainty:
    return not isinstance(value, list) or len(value) >= said


def _max(validity: "Validity", schema: Object, said: int, value: JSON) -> Certainty:
    return not isinstance(value, list) or len(value) <= said


def _unique(validity: "Validity", schema: Object, said: bool, value: JSON) -> Certainty:
    if not said or not isinstance(value, list):
        return True
    return len(set(map(encode, value))) == len(value)


CHECKS: "Final[dict[str, Check]]" = {
    "additionalItems": _additional,
    "contains": _contains,
    "items": _items,
    "maxItems": _max,
    "minItems": _min,
    "prefixItems": _positions,
    "unevaluatedItems": _unevaluated,
    "uniqueItems": _unique,
}
