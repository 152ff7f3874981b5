"""JSON values as Python holds them, and what stands for a value that is not there."""

import json
from enum import Enum
from typing import Final, Literal, TypeAlias

JSON: TypeAlias = bool | int | float | str | list["JSON"] | dict[str, "JSON"] | None
Schema: TypeAlias = dict[str, JSON] | bool

# Also the order in which the types of a subschema are shown.
TYPES = ("string", "number", "integer", "boolean", "object", "array", "null")

_LONGEST_QUOTE = 60


class Absent(Enum):
    """The type of ABSENT: a keyword that is not there, where null would be a value."""

    ABSENT = "absent"

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent.ABSENT


def type_name(value: JSON) -> str:
    """Return the narrowest JSON Schema type of a value: 1.0 is an "integer", as of draft 6."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "integer" if value.is_integer() else "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"


def is_of_type(value: JSON, name: str) -> bool:
    """Tell whether a value is of the named type; every integer is a "number", too."""
    narrowest = type_name(value)
    return narrowest == name or (narrowest == "integer" and name == "number")


def quote(value: JSON) -> str:
    """Return a value as JSON for a sentence, cut where it would drown the sentence."""
    if isinstance(value, str):  # cut first: a name may have 10 000 characters and more
        value = value[: _LONGEST_QUOTE + 1]
    text = json.dumps(value, ensure_ascii=not str(value).isprintable())
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
