"""What a document that passes was not checked for, since the schema knows nothing in it."""

import time
from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from portal.schema import pointer as json_pointer
from portal.schema.document import Document
from portal.schema.errors import SchemaError
from portal.schema.facts import ANNOTATIONS, Subschema
from portal.schema.value import JSON, type_name
from portal.sentence import Sentence, gettext_noop

_NO_NAME: Final = Sentence(
    "None of its names is known to this schema, so that no value in it was checked."
)
_AS_UNLISTED: Final = Sentence(
    "None of its names is known to this schema: its values were checked only as those of any "
    "name that is not listed."
)
_ONLY_OBJECTS: Final = gettext_noop("This schema describes only objects, and says nothing of {a}.")
_A: Final = {
    "string": Sentence("a string"),
    "number": Sentence("a number"),
    "integer": Sentence("an integer"),
    "boolean": Sentence("a boolean"),
    "array": Sentence("an array"),
    "null": "null",
}

# Facts that say something of an object whatever its names are; without them, only names count.
_WHATEVER_ITS_NAMES: Final = {"enum", "const", "pattern_properties", "property_names"}
_UNLISTED: Final = ("additional_properties", "unevaluated_properties")
# Facts that let pass whatever is no object. `allOf` and references lead on to others.
_OF_OBJECTS: Final = frozenset(
    {"properties", "pattern_properties", *_UNLISTED, "property_names", "required"}
    | {"required_itself", "dependencies"}
)
_OF_NOTHING: Final = ANNOTATIONS | frozenset(
    {"pointer", "served", "types_served", "nullable", "references", "definitions", "identifier"}
    | {"dialect_uri", "anchors", "vendor"}
)
_LIMITS_OF_OBJECTS: Final = {"minProperties", "maxProperties"}


class _Unclear(Exception):
    """What applies can't be told, or not in time."""


def unchecked(document: Document, part: str, instance: JSON, until: float) -> str | None:
    """Say why hardly anything was checked of an instance that passes; None if that is not so.

    That is so if the subschema at `part`, with all that applies beside it, declares properties,
    and the instance has other names only, or is no object and may be anything. None also where
    it is not certain, or not known by `until` (by time.monotonic).
    """
    try:
        applied = list(_applying(document, part, until))
    except (SchemaError, _Unclear):
        return None
    if not any(schema.properties for schema in applied):
        return None
    if isinstance(instance, dict):
        return _of_names(applied, instance) if instance else None
    if all(_says_nothing_of_others(schema) for schema in applied):
        return Sentence(_ONLY_OBJECTS, a=_A[type_name(instance)])
    return None


def _applying(document: Document, start: str, until: float) -> Iterator[Subschema]:
    """The subschemas that may apply to the instance itself."""
    pending, seen = [start], {start}
    while pending:
        if time.monotonic() >= until:
            raise _Unclear
        schema = document.at(pending.pop())
        beside = [each.target for each in schema.references]
        if not (beside and document.dialect.ref_hides_siblings):
            yield schema
            beside += [at for each in schema.combinators for at in each.pointers]
            beside += [each.schema for each in schema.dependencies if each.schema is not None]
        for at in beside:
            if at is None:
                raise _Unclear
            if at not in seen:
                seen.add(at)
                pending.append(at)


def _of_names(applied: list[Subschema], instance: dict[str, JSON]) -> str | None:
    known: set[str] = set()
    for schema in applied:
        if _facts(schema) & _WHATEVER_ITS_NAMES:
            return None
        known.update(json_pointer.split(at)[-1] for at in schema.properties)
        known.update(schema.required, (each.name for each in schema.dependencies))
    if known & instance.keys():
        return None
    unlisted = (getattr(schema, name) for schema in applied for name in _UNLISTED)
    return _AS_UNLISTED if any(isinstance(each, str) for each in unlisted) else _NO_NAME


def _says_nothing_of_others(schema: Subschema) -> bool:
    """Whether every value that is no object passes, as far as this subschema goes."""
    facts = _facts(schema) - _OF_NOTHING - _OF_OBJECTS
    return (
        facts <= {"combinators", "limits"}
        and all(each.keyword == "allOf" for each in schema.combinators)
        and all(each.keyword in _LIMITS_OF_OBJECTS for each in schema.limits)
    )


def _facts(schema: Subschema) -> set[str]:
    """The names of what a subschema says."""
    silent = Subschema(pointer="", served={})
    return {
        fact.name
        for fact in fields(schema)
        if getattr(schema, fact.name) != getattr(silent, fact.name)
    }
