"""Snapshots as documents: the model of portal.schema, kept for as long as memory is cheap."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from portal.catalog.models import Content, Snapshot
from portal.schema import dialect, document, parse
from portal.schema.facts import Subschema
from portal.schema.properties import Property
from portal.schema.value import JSON, Absent

_BRANCHES: Final = frozenset({"allOf", "anyOf", "extends", "oneOf"})


def of(snapshot: Snapshot) -> document.Document:
    """What `snapshot` says. It never changes, so a cached one is never wrong."""
    return read(snapshot.content_id, snapshot.dialect)


def raw(snapshot: Snapshot) -> bytes:
    """The bytes exactly as they were served."""
    return bytes(snapshot.content.body)


def facts(within: document.Document, found: Property) -> dict[str, Any]:
    """What `found` comes to once its references are followed, ready for JSON.

    That is Property.as_dict() with the effective subschema under "schema", without what was served
    (the snapshot has it). "possible_types" and "item_types" are the types that an instance, and the
    items of an array, can have at most (schema.possible). "values_inside" are those that branches
    (allOf, anyOf, oneOf) and the items of an array list, each as it stands there.
    """
    effective = within.effective(found.pointer)
    schema = effective.as_dict()
    del schema["served"]
    items = effective.items if isinstance(effective.items, str) else None
    return found.as_dict() | {
        "schema": schema,
        "possible_types": list(within.possible_types(found.pointer)),
        "item_types": list(within.possible_types(items)) if items else [],
        "values_inside": list(_values_inside(within, effective)),
    }


def _values_inside(within: document.Document, schema: Subschema) -> Iterator[JSON]:
    """The values that are listed one level down: of branches that must hold, and of items."""
    branches = [
        pointer
        for combinator in schema.combinators
        if combinator.keyword in _BRANCHES
        for pointer in combinator.pointers
    ]
    for pointer in [*branches, *([schema.items] if isinstance(schema.items, str) else [])]:
        inside = within.effective(pointer)
        yield from inside.enum or ()
        if not isinstance(inside.const, Absent):
            yield inside.const


@lru_cache(maxsize=32)
def read(sha256: str, dialect_name: str) -> document.Document:
    """What the stored content says, read in the dialect of that name."""
    body = bytes(Content.objects.values_list("body", flat=True).get(pk=sha256))
    return document.read(parse.parse(body).value, dialect.named(dialect_name))
