"""From the engine's paths, which go through references, to places in the document."""

from collections.abc import Iterable
from typing import NamedTuple

from portal.schema import pointer as json_pointer
from portal.schema.document import Document
from portal.schema.errors import SchemaError, UnknownProperty
from portal.schema.paths import UNLISTED, extend
from portal.schema.references import REFERENCES, enclosing
from portal.schema.value import JSON
from portal.schema.walk import Shape, shape


class Place(NamedTuple):
    """The innermost property that encloses a place: its pointer, and its dotted path.

    A place that describes names that are not listed is of no property; it has a path of its own.
    """

    property: str | None = None
    path: str | None = None


def follow(document: Document, start: str, tokens: Iterable[str | int]) -> str | None:
    """Return the pointer of the place that `tokens` lead to from the subschema at `start`.

    They are keywords, names and indexes; a reference's keyword leads on from its target. None if
    they lead out of the document.
    """
    pointer = start
    rest = iter(map(str, tokens))
    try:
        value: JSON = json_pointer.get(document.value, start)
        for token in rest:
            if token in REFERENCES:
                target = _target(document, pointer, token)
                if target is None:
                    return None
                pointer, value = target, json_pointer.get(document.value, target)
                continue
            if not isinstance(value, dict) or token not in value:
                return None
            held = shape(token, value[token], document.dialect)
            pointer, value = f"{pointer}/{json_pointer.escape(token)}", value[token]
            if held in {Shape.ARRAY, Shape.MAP} and (name := next(rest, None)) is not None:
                pointer, value = json_pointer.join(pointer, name), _entry(value, name)
            elif held is None:
                break
    except SchemaError:
        return None
    return pointer


def place(document: Document, pointer: str | None) -> Place:
    """Return what property the place at `pointer` belongs to, if to any."""
    if pointer is None:
        return Place()
    innermost = Place()
    for around in enclosing(pointer):
        try:
            innermost = Place(around, document.property(around).path)
            break
        except UnknownProperty:
            continue
    unlisted = _unlisted(document, innermost, pointer)
    return innermost if unlisted is None else Place(None, unlisted)


def _unlisted(document: Document, innermost: Place, pointer: str) -> str | None:
    """The path of names that are not listed, if it is they whom `pointer` describes."""
    start, path = innermost.property or "", innermost.path or ""
    value = json_pointer.get(document.value, start)
    rest = iter(json_pointer.split(pointer.removeprefix(start)))
    unlisted = None
    for token in rest:
        if not isinstance(value, dict) or token not in value:
            break
        held, value = shape(token, value[token], document.dialect), value[token]
        if held is None:
            break
        name = next(rest, None) if held in {Shape.ARRAY, Shape.MAP} else None
        if name is not None:
            value = _entry(value, name)
        path = extend(path, token, name)
        # The keyword itself, which forbids them, describes the object that has them.
        if unlisted is not None or (token in UNLISTED and isinstance(value, dict)):
            unlisted = path
    return unlisted


def _target(document: Document, pointer: str, keyword: str) -> str | None:
    references = document.at(pointer).references
    return next((each.target for each in references if each.keyword == keyword), None)


def _entry(value: JSON, name: str) -> JSON:
    return json_pointer.get(value, json_pointer.join("", name))
