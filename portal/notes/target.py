"""What a note is on, and where that and its note are."""

from dataclasses import dataclass
from typing import Self

from portal.catalog import addresses
from portal.catalog.models import Property, Schema, Snapshot, Source
from portal.notes.models import Note

Thing = Source | Schema | Property


@dataclass(frozen=True, slots=True)
class Target:
    """A source; a schema of it; or a property of that, by its pointer.

    `stored` is its row; None if it is not known, or no property is meant.
    """

    source: Source
    schema: Schema | None = None
    pointer: str = ""
    stored: Property | None = None

    @classmethod
    def of(cls, thing: Thing) -> Self:
        if isinstance(thing, Property):
            return cls(thing.schema.source, thing.schema, thing.pointer, thing)
        return cls(thing.source, thing) if isinstance(thing, Schema) else cls(thing)

    @property
    def label(self) -> str:
        """What it is called where others stand beside it."""
        if self.schema is None:
            return self.source.name
        if not self.pointer:
            return str(self.schema)
        path = self.stored.path if self.stored else self._path
        return f"{self.schema} {path}"

    @property
    def name(self) -> str:
        """What it is called on its own page."""
        if self.schema is None or not self.pointer:
            return (self.schema or self.source).name
        return self.stored.name if self.stored else self._path

    @property
    def trail(self) -> list[dict[str, str]]:
        """The links that lead to it, after those of its source and its schema."""
        path = self.stored.path if self.stored else self._path
        return [{"url": self.url, "label": path}] if self.pointer else []

    @property
    def _path(self) -> str:
        return addresses.decode(addresses.property_path(self.pointer))

    @property
    def url(self) -> str:
        """Its own page, where its note stands as well."""
        return self._at("")

    @property
    def note_url(self) -> str:
        return self._at("-/notes/")

    @property
    def edit_url(self) -> str:
        return self._at("-/edit-note/")

    def _at(self, word: str) -> str:
        if self.schema is None:
            return f"{addresses.source_url(self.source.name)}{word}"
        base = addresses.schema_url(self.source.name, self.schema.name) + word
        return f"{base}{addresses.property_path(self.pointer)}/" if self.pointer else base

    @property
    def current(self) -> Snapshot | None:
        """The version that a note is written about: that of the moment."""
        return self.schema.current if self.schema else None

    @property
    def key(self) -> dict[str, object]:
        """The members of its Note that tell it from all others."""
        if self.schema is None:
            return {"source": self.source}
        return {"schema": self.schema, "pointer_hash": hash_of(self.pointer)}


def hash_of(pointer: str) -> str:
    return Property.hash_of(pointer) if pointer else ""


def note_on(target: Target) -> Note | None:
    """The note on it, with the latest revision; None if there never was one."""
    return Note.objects.filter(**target.key).select_related("latest__about").first()
