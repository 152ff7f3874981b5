"""What a property says in words, the same for pages and programs."""

from portal.reading.constraints import limits
from portal.reading.words import (
    Flag,
    Reading,
    any_type,
    as_json,
    label,
    of_property,
    of_schema,
    shown,
    types_text,
)

__all__ = [
    "Flag",
    "Reading",
    "any_type",
    "as_json",
    "label",
    "limits",
    "of_property",
    "of_schema",
    "shown",
    "types_text",
]
