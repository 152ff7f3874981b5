"""The kinds of values: the types of JSON Schema, with numbers apart that are no integers."""

from functools import lru_cache
from typing import Final, TypeAlias

from portal.schema.dialect import DIALECTS, Dialect
from portal.schema.types import read_type
from portal.schema.value import JSON, type_name

Kinds: TypeAlias = frozenset[str]  # "number" stands for those that are no integers

ALL: Final[Kinds] = frozenset({"array", "boolean", "integer", "null", "number", "object", "string"})
NUMBERS: Final[Kinds] = frozenset({"integer", "number"})
STRINGS: Final[Kinds] = frozenset({"string"})
ARRAYS: Final[Kinds] = frozenset({"array"})
OBJECTS: Final[Kinds] = frozenset({"object"})
NULL: Final[Kinds] = frozenset({"null"})

_NAMED: Final = {name: frozenset({name}) for name in ALL} | {"number": NUMBERS}

kind: Final = type_name


def named(type_: JSON, dialect: Dialect) -> Kinds | None:
    """Return the kinds that a `type` allows, as read; None if that cannot be told."""
    if isinstance(type_, str):
        return _NAMED.get(type_) or _read((type_,), dialect.name)
    if not isinstance(type_, list):
        return None
    names = tuple([name for name in type_ if isinstance(name, str)])
    return _read(names, dialect.name) if len(names) == len(type_) else None


@lru_cache(maxsize=1024)
def _read(names: tuple[str, ...], dialect: str) -> Kinds | None:
    read = read_type([*names], "", DIALECTS[dialect])
    if any(odd.code not in ("type-spelling", "member-twice") for odd in read.anomalies):
        return None
    if read.types:
        return frozenset().union(*(_NAMED[name] for name in read.types))
    return ALL if names else None  # draft 3's "any" is among them


def typed(schema: dict[str, JSON], dialect: Dialect) -> Kinds | None:
    """Return the kinds that `type` and `nullable` allow together; None if that cannot be told."""
    if "type" not in schema:
        return ALL
    kinds = named(schema["type"], dialect)
    return kinds | NULL if kinds is not None and schema.get("nullable") is True else kinds
