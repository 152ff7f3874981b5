"""Keywords that look at a value itself, at a number or at a string."""

from fractions import Fraction
from typing import TYPE_CHECKING, Final, TypeGuard

from portal.schema.impact.local import formats, kinds
from portal.schema.impact.local.certainty import Certainty
from portal.schema.impact.local.same import is_among, is_same
from portal.schema.value import JSON

if TYPE_CHECKING:
    from portal.schema.impact.local.validity.validity import Check, Validity

Number = int | float
_FLOATS_ARE_NO_INTEGERS: Final = frozenset({"draft3", "draft4", "openstack"})


def is_number(value: object) -> TypeGuard[Number]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def exact(value: Number) -> Fraction:
    """Return the number as it is written: 0.1 is a tenth."""
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def _type(validity: "Validity", schema: dict[str, JSON], said: JSON, value: JSON) -> Certainty:
    dialect = validity.state.dialect
    allowed = kinds.typed(schema, dialect)
    if allowed is None:
        return _union(validity, said, value)
    is_odd = isinstance(value, float) and value.is_integer()
    if is_odd and dialect.name in _FLOATS_ARE_NO_INTEGERS and len(kinds.NUMBERS & allowed) == 1:
        return None
    return kinds.kind(value) in allowed


def _union(validity: "Validity", said: JSON, value: JSON) -> Certainty:
    """Draft 3's names and schemas; nothing can be told of what is neither."""
    members = said if isinstance(said, list) else [said]
    dialect = validity.state.dialect
    result: Certainty = False if members else None
    for member in members:
        if isinstance(member, dict) and dialect.name == "draft3":
            answer = validity.holds(member, value)
        else:
            allowed = kinds.named(member, dialect) if isinstance(member, str) else None
            answer = None if allowed is None else kinds.kind(value) in allowed
        if answer is True:
            return True
        if answer is None:
            result = None
    return result


def _enum(
    validity: "Validity", schema: dict[str, JSON], said: list[JSON], value: JSON
) -> Certainty:
    return is_among(value, said)


def _const(validity: "Validity", schema: dict[str, JSON], said: JSON, value: JSON) -> Certainty:
    return is_same(value, said)


def _maximum(validity: "Validity", schema: dict[str, JSON], said: Number, value: JSON) -> Certainty:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return True
    return value < said if schema.get("exclusiveMaximum") is True else value <= said


def _minimum(validity: "Validity", schema: dict[str, JSON], said: Number, value: JSON) -> Certainty:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return True
    return value > said if schema.get("exclusiveMinimum") is True else value >= said


def _exclusive_maximum(
    validity: "Validity", schema: dict[str, JSON], said: Number | bool, value: JSON
) -> Certainty:
    if not isinstance(value, int | float) or isinstance(value, bool) or isinstance(said, bool):
        return True  # draft 4's flag is looked at beside maximum
    return value < said


def _exclusive_minimum(
    validity: "Validity", schema: dict[str, JSON], said: Number | bool, value: JSON
) -> Certainty:
    if not isinstance(value, int | float) or isinstance(value, bool) or isinstance(said, bool):
        return True
    return value > said


def _multiple_of(
    validity: "Validity", schema: dict[str, JSON], said: Number, value: JSON
) -> Certainty:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return True
    return exact(value) % exact(said) == 0


def _max_length(
    validity: "Validity", schema: dict[str, JSON], said: Number, value: JSON
) -> Certainty:
    return not isinstance(value, str) or len(value) <= said


def _min_length(
    validity: "Validity", schema: dict[str, JSON], said: Number, value: JSON
) -> Certainty:
    return not isinstance(value, str) or len(value) >= said


def _pattern(validity: "Validity", schema: dict[str, JSON], said: str, value: JSON) -> Certainty:
    return validity.matches(said, value) if isinstance(value, str) else True


def _format(validity: "Validity", schema: dict[str, JSON], said: str, value: JSON) -> Certainty:
    if not isinstance(value, str):
        return None if said in formats.OF_OTHER_KINDS else True
    return formats.is_of(value, said, validity.state.dialect)


def _content(validity: "Validity", schema: dict[str, JSON], said: JSON, value: JSON) -> Certainty:
    """Some validators of draft 6 and 7 check it, later ones do not."""
    return None if isinstance(value, str) else True


CHECKS: "Final[dict[str, Check]]" = {
    "const": _const,
    "contentEncoding": _content,
    "contentMediaType": _content,
    "divisibleBy": _multiple_of,
    "enum": _enum,
    "exclusiveMaximum": _exclusive_maximum,
    "exclusiveMinimum": _exclusive_minimum,
    "format": _format,
    "maxLength": _max_length,
    "maximum": _maximum,
    "minLength": _min_length,
    "minimum": _minimum,
    "multipleOf": _multiple_of,
    "pattern": _pattern,
    "type": _type,
}
