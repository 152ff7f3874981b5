"""One difference between two documents, and where it is."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from portal.schema.facts import as_dict
from portal.schema.paths import extend
from portal.schema.pointer import escape
from portal.schema.value import ABSENT, JSON, Absent

Side: TypeAlias = JSON | Absent  # what stands on one side, if anything does
Kind: TypeAlias = Literal["added", "removed", "changed"]

_DECLARING: Final = frozenset({"patternProperties", "properties"})


@dataclass(slots=True)  # freezing makes it slow to make
class Change:
    """One difference; not to be changed. It is about one of three, and `pointer` says where it is:

    - a keyword, in the subschema at `pointer`;
    - one member of a set (`member`): the keyword's, in the subschema at `pointer`;
    - a whole subschema (`whole`): the one at `pointer`, under the keyword. It is None for a
      property, and for the document itself.

    `path` and `property` (its pointer) are those of the property it belongs to, "" and None
    outside of any.
    """

    pointer: str
    path: str
    property: str | None
    keyword: str | None
    kind: Kind
    before: Side
    after: Side
    member: bool = False
    whole: bool = False

    def as_dict(self) -> dict[str, JSON]:
        """Return all members ready for JSON, by their names; those that are ABSENT left out."""
        return as_dict(self)


@dataclass(slots=True)
class Place:
    """Where two subschemas stand, and the two themselves; not to be changed.

    They stand under `keyword` (as `name` or index there) in those of the place `above`.
    """

    before: Side
    after: Side
    pointer: str = ""
    path: str = ""
    property: str | None = None  # the pointer of the property it belongs to
    property_path: str = ""
    above: "Place | None" = None
    keyword: str = ""
    name: str | None = None

    def below(self, keyword: str, name: str | None, before: Side, after: Side) -> "Place":
        pointer = f"{self.pointer}/{keyword}"
        if name is not None:
            pointer = f"{pointer}/{escape(name)}"
        path = extend(self.path, keyword, name)
        at, property_path = self.property, self.property_path
        if keyword in _DECLARING:
            at, property_path = pointer, path
        return Place(before, after, pointer, path, at, property_path, self, keyword, name)

    def change(self, keyword: str, before: Side, after: Side) -> Change:
        """A change of a keyword."""
        at, path = self.property, self.property_path
        kind = kind_of(before, after)
        return Change(self.pointer, path, at, keyword, kind, before, after)

    def whole(self) -> Change:
        """The change of the whole subschema."""
        keyword = None if self.keyword in _DECLARING else self.keyword or None
        before, after = self.before, self.after
        at, path, kind = self.property, self.property_path, kind_of(before, after)
        return Change(self.pointer, path, at, keyword, kind, before, after, whole=True)


# A change, and the place of the subschemas it is about: of the two that have the keyword or, if
# the change is `whole`, of the changed ones themselves. A plain tuple: it is fast to make.
Difference: TypeAlias = tuple[Change, Place]


def kind_of(before: Side, after: Side) -> Kind:
    """Return what happened from one side to the other."""
    if before is ABSENT:
        return "added"
    return "removed" if after is ABSENT else "changed"
