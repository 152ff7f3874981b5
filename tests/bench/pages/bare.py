"""A page that costs no more than its content: one file of HTML with a list of all properties."""

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

from portal.catalog import addresses
from portal.schema.document import Document, read
from portal.schema.facts import Subschema
from portal.schema.parse import parse


def write(data: bytes, folder: Path) -> None:
    """Write the page of a document as it was served."""
    document = read(parse(data).value)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text("".join(_page(document)))


def _page(document: Document) -> Iterator[str]:
    yield '<!doctype html><html lang="en"><meta charset="utf-8"><title>Properties</title>'
    yield '<link rel="icon" href="data:,"><dl>'
    for found in document.properties:
        yield from _entry(found.pointer, found.path, document.possible_types(found.pointer))
        yield from _said(document.effective(found.pointer))
    for pointer in document.definitions:
        name = pointer.rpartition("/")[2]
        yield from _entry(pointer, name, document.possible_types(pointer))
        yield from _said(document.effective(pointer))
    yield "</dl></html>"


def _entry(pointer: str, name: str, types: tuple[str, ...]) -> Iterator[str]:
    anchor = escape(addresses.decode(addresses.property_path(pointer)))
    yield f'<dt id="{anchor}"><code>{escape(name)}</code> {" or ".join(types)}'


def _said(schema: Subschema) -> Iterator[str]:
    if schema.description:
        yield f"<dd>{escape(schema.description)}"
    if schema.pattern:
        yield f"<dd><code>{escape(schema.pattern)}</code>"
    if schema.enum:
        values = " ".join(f"<code>{escape(json.dumps(value))}</code>" for value in schema.enum)
        yield f"<dd>{values}"
    for reference in schema.references:
        yield f"<dd>{escape(reference.text)}"
