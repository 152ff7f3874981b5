"""Properties are found by what is noted on them."""

from typing import Any

from portal.catalog.models import Schema
from portal.notes.models import Note
from portal.notes.target import Target
from portal.search import index


def note(target: Target, text: str) -> None:
    """Let the property be found by the text of its note from now on; by none if that is empty."""
    if target.stored is not None:
        index.note(target.stored, [text] if text else [])


def again(sender: type[Schema], schema: Schema, **kwargs: Any) -> None:
    """Put the notes of `schema` back into its index, which was made anew."""
    rows = Note.objects.filter(schema=schema).exclude(pointer="").exclude(latest__text="")
    texts = {pointer: [text] for pointer, text in rows.values_list("pointer", "latest__text")}
    if texts:
        index.notes(schema, texts)
