"""What a keyword for all the rest (`additionalProperties`, `items`, ...) leaves open."""

from enum import Enum, auto

from portal.schema.impact.local.validity import Validity
from portal.schema.value import JSON


class Openness(Enum):
    """What may stand where nothing is listed."""

    OPEN = auto()  # anything
    CLOSED = auto()  # nothing
    SCHEMA = auto()  # what a subschema says


def openness(said: JSON, validity: Validity) -> Openness:
    """Return what a subschema leaves open."""
    if is_open(said, validity):
        return Openness.OPEN
    return Openness.CLOSED if is_closed(said) else Openness.SCHEMA


def is_open(said: JSON, validity: Validity) -> bool:
    """Tell whether a subschema certainly allows every value."""
    if isinstance(said, dict):
        return not any(map(validity.concerns, said)) or said == {"not": False}
    return said is True


def is_closed(said: JSON) -> bool:
    """Tell whether a subschema certainly allows no value."""
    return said is False or (isinstance(said, dict) and said.get("not") in (True, {}))
