"""Which subschema of a document describes an instance: the whole, one of the items, a definition.

The schema of a collection (`images`) is asked about as often as of what it holds: one image.
"""

from collections.abc import Iterator
from typing import Final

from portal.schema import pointer as json_pointer
from portal.schema.document import Document
from portal.schema.errors import SchemaError
from portal.schema.facts import Subschema
from portal.schema.properties import Property
from portal.schema.value import JSON
from portal.sentence import Sentence
from portal.validation.outcome import Part

WHOLE: Final = Part("", Sentence("the whole document"))
MOST_OFFERED: Final = 50


def offered(document: Document) -> list[Part]:
    """Return the parts that people are likely to mean, the whole document first."""
    items = [_item(at, found) for found, at, _ in _collections(document)]
    definitions = [
        Part(at, Sentence("definition {name}", name=json_pointer.split(at)[-1]))
        for at in document.definitions
    ]
    return [WHOLE, *items, *definitions][:MOST_OFFERED]


def named(document: Document, pointer: str) -> Part | None:
    """Return the part at a pointer; None if there is no subschema."""
    for part in offered(document):
        if part.pointer == pointer:
            return part
    try:
        document.at(pointer)
    except SchemaError:
        return None
    return Part(pointer, pointer)


def presumed(document: Document, instance: JSON) -> Part:
    """Return the part that an instance looks like, by the names of its members; if it looks like
    none, the whole.
    """
    for found, at, item in _collections(document):
        if isinstance(instance, list):
            first = instance[0] if instance else None
            if _likeness(first, item) > 0:
                label = Sentence("what {path} holds", path=found.path)
                return Part(found.pointer, label, presumed=True)
        elif _likeness(instance, item) > _likeness(instance, document.effective("")):
            part = _item(at, found)
            return Part(part.pointer, part.label, presumed=True)
    return Part(WHOLE.pointer, WHOLE.label, presumed=True)


def _collections(document: Document) -> Iterator[tuple[Property, str, Subschema]]:
    """Yield the outermost properties whose items are objects, and where these are described."""
    for found in document.roots:
        if found.pointer.count("/") > 2 or found.is_pattern:  # of a definition, or a branch
            continue
        array = document.effective(found.pointer)
        if isinstance(array.items, str):
            item = document.effective(array.items)
            if item.properties:
                yield found, array.items, item


def _item(at: str, found: Property) -> Part:
    return Part(at, Sentence("an item of {path}[]", path=found.path))


def _likeness(instance: JSON, schema: Subschema) -> int:
    """How many members of the instance the schema declares."""
    if not isinstance(instance, dict):
        return 0
    declared = {json_pointer.split(at)[-1] for at in schema.properties}
    return sum(name in declared for name in instance)
