"""What the index knows of a property: what it says, and where and since when it says so.

A sheet has a line for each property: an Entry and, behind a tab, its Standing if there is anything
to tell of it; both as JSON. Places that say just the same have the same entry.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NotRequired, TypedDict

from portal.schema.value import TYPES
from portal.search.folding import Folded, fold, folded, squeeze

# What `has:` asks for.
HAS = ("enum", "pattern", "format", "limits", "default", "description", "required", "nullable",
       "read-only", "write-only", "custom", "deprecated", "notes")  # fmt: skip
# What `type:` asks for beside the types: a property that may be of any has none of its own.
ANY = "any"
_EVERY_TYPE = len(TYPES) - 1  # an integer is a number, too
BETWEEN = "\0"  # texts; in none of them


class Entry(TypedDict):
    """What a property says; what is empty is left out."""

    pointer: str
    path: str
    name: str
    types: list[str]
    items: NotRequired[list[str]]
    values: NotRequired[list[Any]]  # of enum and const, and those of branches and of items
    title: NotRequired[str]
    description: NotRequired[str]
    has: NotRequired[list[str]]


class Standing(TypedDict, total=False):
    """What became of a property in one schema."""

    gone: int  # the version with which it went
    changed: str  # the day (UTC) of the first capture that showed its last change
    impacts: list[str]  # of the verdicts on its changes, for either side


@dataclass(eq=False)
class Core:
    """What a property says, with its texts folded: one object for all places that say the same."""

    said: Entry
    notes: Sequence[str]
    name: str = field(init=False)
    path: str = field(init=False)
    title: str = field(init=False)
    description: str = field(init=False)
    # Folded: for each value and note, ...
    valued: list[str] = field(init=False)
    noted: list[str] = field(init=False)
    titled: str = field(init=False)
    described: str = field(init=False)
    everything: str = field(init=False)  # ... and all that words are looked for in

    def __post_init__(self) -> None:
        said = self.said
        self.name, self.path = said["name"], said["path"]
        self.title, self.description = said.get("title", ""), said.get("description", "")
        self.valued = [fold(as_text(value)) for value in self.values]
        self.noted = list(map(fold, self.notes))
        self.titled, self.described = fold(self.title), fold(self.description)
        name, path = fold(self.name), fold(self.path)
        texts = [name, squeeze(name), path, squeeze(path), self.titled, self.described]
        self.everything = BETWEEN.join([*texts, *self.valued, *self.noted])

    @property
    def values(self) -> list[Any]:
        return self.said.get("values", [])

    @property
    def types(self) -> list[str]:
        return self.said["types"]

    @property
    def items(self) -> list[str]:
        return self.said.get("items", [])

    @cached_property
    def by_name(self) -> Folded:
        return folded(self.name)

    @cached_property
    def by_path(self) -> Folded:
        return folded(self.path)

    @cached_property
    def has(self) -> frozenset[str]:
        return frozenset([*self.said.get("has", ()), *(["notes"] if self.notes else [])])

    @property
    def filed_under(self) -> list[str]:
        """The types to filter by."""
        return [ANY] if len(self.types) >= _EVERY_TYPE else self.types


@dataclass(frozen=True, slots=True)
class Place:
    """Where a property stands, present or gone."""

    core: Core
    schema_id: int
    source: str
    schema: str
    gone: int | None = None
    changed: str = ""
    impacts: frozenset[str] = frozenset()

    @property
    def pointer(self) -> str:
        return self.core.said["pointer"]


def as_text(value: Any) -> str:
    """A value as it is searched for: a string bare, anything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
