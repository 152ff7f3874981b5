"""Validators of documents as the portal reads them: the judges of generated instances.

jsonschema_rs judges every dialect but draft 3, which it does not know; there it is jsonschema.
Both assert formats. What OpenStack writes in its own way is rewritten to what it means first:
"String" is string, and `nullable` beside a `type` is one more type.
"""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

import jsonschema
import jsonschema_rs
import referencing.exceptions

from portal.schema.dialect import DIALECTS, Dialect
from tests.schema.impact.proof.draw import POOLS

Valid = Callable[[Any], bool]

_TYPES: Final = ("null", "boolean", "integer", "number", "string", "array", "object")
_JUDGES: Final = {
    "openstack": jsonschema_rs.Draft4Validator,
    "draft4": jsonschema_rs.Draft4Validator,
    "draft6": jsonschema_rs.Draft6Validator,
    "draft7": jsonschema_rs.Draft7Validator,
    "2019-09": jsonschema_rs.Draft201909Validator,
    "2020-12": jsonschema_rs.Draft202012Validator,
}


def validator(document: Any, dialect: Dialect) -> Valid:
    """Return what tells whether an instance is valid.

    Raises ValueError for what is no valid schema, or refers to what is not there.
    """
    try:
        return _validator(json.dumps(document, sort_keys=True), dialect.name)
    except jsonschema_rs.ReferencingError as error:
        raise ValueError(error.message) from error


@lru_cache(20_000)
def _validator(text: str, name: str) -> Valid:
    document = as_read(json.loads(text), DIALECTS[name])
    if isinstance(document, bool):  # what `additionalProperties` may be, before draft 6 too
        return lambda instance: document
    if name == "draft3":
        judge = jsonschema.Draft3Validator
        if not judge(judge.META_SCHEMA).is_valid(document):
            raise ValueError("no schema of draft 3")
        return _following(judge(document, format_checker=judge.FORMAT_CHECKER).is_valid)
    return _JUDGES[name](document, validate_formats=True, offline=True).is_valid


def _following(valid: Valid) -> Valid:
    """Return a validator that is known to reach what its references name only when it is used."""

    def follow(instance: Any) -> bool:
        try:
            return valid(instance)
        except referencing.exceptions.Unresolvable as error:
            raise ValueError(str(error)) from error

    return follow


def as_read(schema: Any, dialect: Dialect) -> Any:
    """Return a schema in which every type is spelt as the drafts spell it."""
    if not isinstance(schema, dict):
        return schema
    read = {keyword: _below(keyword, value, dialect) for keyword, value in schema.items()}
    if "type" in read:
        read["type"] = _types(read["type"], nullable=schema.get("nullable") is True)
        if not read["type"]:
            del read["type"]
    read.pop("nullable", None)
    return read


def _below(keyword: str, value: Any, dialect: Dialect) -> Any:
    if isinstance(value, list) and keyword in dialect.in_array:
        return [as_read(entry, dialect) for entry in value]
    if isinstance(value, dict) and (keyword in dialect.in_map or keyword in POOLS):
        return {name: as_read(entry, dialect) for name, entry in value.items()}
    return as_read(value, dialect) if keyword in dialect.in_value else value


def _types(served: Any, *, nullable: bool) -> list[Any]:
    names = [served] if isinstance(served, str | dict) else list(served)
    known = [name if isinstance(name, dict) else name.lower() for name in names]
    known = [name for name in known if isinstance(name, dict) or name in (*_TYPES, "any")]
    return [*known, "null"] if known and nullable and "null" not in known else known
