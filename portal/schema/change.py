"""One difference between two documents, and where it is."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from portal.schema.facts import as_dict
from portal.schema.paths import extend
from portal.schema.pointer import join
from portal.schema.value import ABSENT, JSON, Absent

Side: TypeAlias = JSON | Absent  # what stands on one side, if anything does
Kind: TypeAlias = Literal["added", "removed", "changed"]

_DECLARING: Final = frozenset({"patternProperties", "properties"})


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `pointer` is where the subschema stands that has the keyword, that came or
    that went; `path` and `property` (its pointer) are those of the property it belongs to, ""
    and None outside of any.
    """

    pointer: str
    path: str
    property: str | None
    keyword: str | None
    kind: Kind
    before: Side
    after: Side
    member: bool = False

    def as_dict(self) -> dict[str, JSON]:
        """Return all members ready for JSON, by their names; those that are ABSENT left out."""
        return as_dict(self)


@dataclass(frozen=True, slots=True)
class Place:
    """Where two subschemas stand, and under which keyword."""

    pointer: str
    path: str  # of the subschema itself
    property: str | None
    property_path: str = ""
    keyword: str | None = None

    def below(self, keyword: str, name: str | None) -> "Place":
        pointer = join(self.pointer, keyword) if name is None else join(self.pointer, keyword, name)
        path = extend(self.path, keyword, name)
        if keyword in _DECLARING:
            return Place(pointer, path, pointer, path)
        return Place(pointer, path, self.property, self.property_path, keyword)

    def change(
        self, keyword: str | None, before: Side, after: Side, *, member: bool = False
    ) -> Change:
        kind: Kind = "changed"
        if before is ABSENT or after is ABSENT:
            kind = "added" if before is ABSENT else "removed"
        path, at = self.property_path, self.property
        return Change(self.pointer, path, at, keyword, kind, before, after, member)
