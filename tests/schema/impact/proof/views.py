"""What a client sends and what it gets: read-only properties are not sent, write-only not got.

OpenAPI 3.0's reading of both: an instance leaves them out, and `required` does not ask for them.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

from portal.schema.dialect import Dialect
from portal.schema.errors import PointerError
from portal.schema.pointer import get

_PROSE: Final = re.compile(r"\(\s*read[\s-]?only\s*\)", re.IGNORECASE)


def left_out(keyword: str, before: Any, after: Any, dialect: Dialect) -> frozenset[str]:
    """Return the names that only properties with this keyword have, on both sides."""
    found: dict[str, bool] = {}
    for document in (before, after):
        for name, entry in _declared(document):
            found[name] = found.get(name, True) and _is(keyword, entry, dialect)
    return frozenset(name for name, every in found.items() if every)


def without_demand(schema: Any, keyword: str, names: frozenset[str], dialect: Dialect) -> Any:
    """Return a document that does not require these properties, nor any that has the keyword."""
    return _Undemanding(schema, keyword, names, dialect).of(schema)


class _Undemanding:
    def __init__(
        self, document: Any, keyword: str, names: frozenset[str], dialect: Dialect
    ) -> None:
        self._document = document
        self._keyword = keyword
        self._names = names
        self._dialect = dialect
        self.is_concerned = bool(names) or keyword in repr(document) or dialect.prose_read_only

    def of(self, schema: Any) -> Any:
        if not self.is_concerned:
            return schema
        if isinstance(schema, list):
            return [self.of(entry) for entry in schema]
        if not isinstance(schema, dict):
            return schema
        rest = {key: self.of(value) for key, value in schema.items()}
        declared = schema.get("properties")
        declared = declared if isinstance(declared, dict) else {}
        unseen = {*self._names, *(name for name in declared if self._has(declared[name]))}
        if isinstance(rest.get("required"), list):
            rest["required"] = [name for name in rest["required"] if name not in unseen]
            if not rest["required"]:
                del rest["required"]
        for name in unseen & declared.keys():
            rest["properties"][name] = _optional(rest["properties"][name])
        return rest

    def _has(self, entry: Any, hops: int = 5) -> bool:
        """Tell whether a property has the keyword, by reference or in allOf, too."""
        if not isinstance(entry, dict) or not hops:
            return False
        parts = [*(entry.get("allOf") or ()), *(entry.get("extends") or ())]
        text = entry.get("$ref")
        if isinstance(text, str) and text.startswith("#/"):
            with suppress(PointerError):
                parts.append(get(self._document, text[1:]))
        marked = _is(self._keyword, entry, self._dialect)
        return marked or any(self._has(part, hops - 1) for part in parts)


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
