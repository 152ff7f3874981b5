"""What a client sends and what it gets: read-only properties are not sent, write-only not got.

OpenAPI 3.0's reading of both: an instance leaves them out, and `required` does not ask for them.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from portal.schema.dialect import Dialect

_PROSE: Final = re.compile(r"\(\s*read[\s-]?only\s*\)", re.IGNORECASE)


def left_out(keyword: str, before: Any, after: Any, dialect: Dialect) -> frozenset[str]:
    """Return the names that only properties with this keyword have, on both sides."""
    found: dict[str, bool] = {}
    for document in (before, after):
        for name, entry in _declared(document):
            found[name] = found.get(name, True) and _is(keyword, entry, dialect)
    return frozenset(name for name, every in found.items() if every)


def without_demand(schema: Any, names: frozenset[str]) -> Any:
    """Return a schema that does not require these properties."""
    if not names:
        return schema
    if isinstance(schema, list):
        return [without_demand(entry, names) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    rest = {key: without_demand(value, names) for key, value in schema.items()}
    if isinstance(rest.get("required"), list):
        rest["required"] = [name for name in rest["required"] if name not in names]
        if not rest["required"]:
            del rest["required"]
    declared = rest.get("properties")
    if isinstance(declared, dict):
        rest["properties"] = {
            name: _optional(entry) if name in names else entry for name, entry in declared.items()
        }
    return rest


def stripped(value: Any, names: frozenset[str]) -> Any:
    """Return an instance without these properties."""
    if not names:
        return value
    if isinstance(value, list):
        return [stripped(entry, names) for entry in value]
    if isinstance(value, dict):
        return {key: stripped(entry, names) for key, entry in value.items() if key not in names}
    return value


def _optional(entry: Any) -> Any:
    if isinstance(entry, dict) and entry.get("required") is True:
        return {key: value for key, value in entry.items() if key != "required"}
    return entry


def _is(keyword: str, entry: Any, dialect: Dialect) -> bool:
    if not isinstance(entry, dict):
        return False
    prose = keyword == "readOnly" and dialect.prose_read_only
    said = prose and _PROSE.search(str(entry.get("description", "")))
    return entry.get(keyword) is True or bool(said)


def _declared(schema: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(schema, list):
        for entry in schema:
            yield from _declared(entry)
    elif isinstance(schema, dict):
        declared = schema.get("properties")
        if isinstance(declared, dict):
            yield from declared.items()
        for value in schema.values():
            yield from _declared(value)
