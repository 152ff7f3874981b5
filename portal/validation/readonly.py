"""The members of an instance that only the server sets, so that no request has them."""

import time
from collections import Counter, deque
from collections.abc import Iterator
from typing import Any

from portal.schema import pointer as json_pointer
from portal.schema.document import Document
from portal.schema.errors import SchemaError
from portal.schema.facts import Subschema
from portal.schema.value import JSON
from portal.validation.outcome import TooLate

_Container = dict[str, Any] | list[Any]
# Containers are told apart by what they are: pointers to all of them could fill the memory.
_Member = tuple[int, str]  # the id() of an object, a name in it


class ReadOnlyMembers:
    """The read-only members of one instance of the subschema of a document at `part`.

    Read-only is what the document surely says of a member: by `properties`, `items`, `allOf` and
    references. What is so in a branch of anyOf or oneOf, or by a pattern, is not counted.
    """

    def __init__(self, document: Document, part: str, instance: JSON, deadline: float) -> None:
        """Raises TooLate if it takes longer than until `deadline` (by time.monotonic)."""
        self._document = document
        self._instance = instance
        self._declared: dict[str, dict[str, str]] = {}
        self._read_only: dict[str, bool] = {}
        self._found: dict[_Member, str] = {}
        self._look(part, deadline)

    @property
    def counts(self) -> dict[str, int]:
        """How many members there are of each subschema that says so, by its pointer."""
        return dict(Counter(self._found.values()))

    def left_out(self) -> JSON:
        """Return the instance without them."""
        return self._copy(self._instance) if self._found else self._instance

    def _look(self, part: str, deadline: float) -> None:
        seen: set[tuple[str, int]] = set()
        pending: deque[tuple[str, _Container]] = deque()
        if isinstance(self._instance, dict | list):
            pending.append((part, self._instance))
        while pending:
            at, value = pending.popleft()
            if (at, id(value)) in seen:
                continue
            seen.add((at, id(value)))
            if time.monotonic() >= deadline:
                raise TooLate
            schema = self._at(at)
            if schema is None:
                continue
            pending += ((beside, value) for beside in _beside(schema))
            if not (schema.references and self._document.dialect.ref_hides_siblings):
                pending += self._below(schema, value)

    def _below(self, schema: Subschema, value: _Container) -> Iterator[tuple[str, _Container]]:
        """Note the read-only members of an object; yield the other containers right in `value`."""
        if isinstance(value, list):
            described = zip(_items(schema, len(value)), value, strict=True)
            yield from (
                (at, each) for at, each in described if at and isinstance(each, dict | list)
            )
            return
        for at, (name, each) in zip(self._members(schema, value), value.items(), strict=True):
            if at is not None and self._is_read_only(at):
                self._found[id(value), name] = at
            elif at is not None and isinstance(each, dict | list):
                yield at, each

    def _members(self, schema: Subschema, value: dict[str, Any]) -> Iterator[str | None]:
        """The pointer of the subschema of each member, where it is certain."""
        if schema.pointer not in self._declared:
            named = {json_pointer.split(at)[-1]: at for at in schema.properties}
            self._declared[schema.pointer] = named
        declared = self._declared[schema.pointer]
        others = None if schema.pattern_properties else schema.additional_properties
        rest = others if isinstance(others, str) else None
        return (declared.get(name, rest) for name in value)

    def _is_read_only(self, pointer: str) -> bool:
        if pointer not in self._read_only:
            try:
                effective = self._document.effective(pointer)
                self._read_only[pointer] = effective.read_only is not None
            except SchemaError:
                self._read_only[pointer] = False
        return self._read_only[pointer]

    def _at(self, pointer: str) -> Subschema | None:
        try:
            return self._document.at(pointer)
        except SchemaError:
            return None

    def _copy(self, value: JSON) -> JSON:
        if isinstance(value, list):
            return [self._copy(each) for each in value]
        if not isinstance(value, dict):
            return value
        return {
            name: self._copy(each)
            for name, each in value.items()
            if (id(value), name) not in self._found
        }


def _beside(schema: Subschema) -> Iterator[str]:
    """The pointers of what else surely describes the same value."""
    for reference in schema.references:
        if reference.target is not None:
            yield reference.target
    for combinator in schema.combinators:
        if combinator.keyword == "allOf":
            yield from combinator.pointers


def _items(schema: Subschema, count: int) -> Iterator[str | None]:
    first = schema.prefix_items
    others = schema.additional_items if first and schema.items is None else schema.items
    rest = others if isinstance(others, str) else None
    return (first[index] if index < len(first) else rest for index in range(count))
