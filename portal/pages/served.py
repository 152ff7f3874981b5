"""A subschema as it was served, line by line, with the version that brought each line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any, Final, TypeAlias

from portal import reading
from portal.catalog.models import Property
from portal.history.blame import Blame, Since, Versions, had
from portal.history.versions import Version
from portal.schema.canonical import encode
from portal.schema.errors import UnknownProperty
from portal.schema.pointer import escape
from portal.schema.value import ABSENT, Schema

_STEP: Final = "  "
_NAMING: Final = frozenset({"patternProperties", "properties"})
_MOST_INSIDE: Final = 100  # properties inside that are told of, too
_Line: TypeAlias = tuple[Version | None, str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines one below the other that one version brought; None where that is not told."""

    version: Version | None
    text: str


def stretches(
    served: Schema, stored: Property, version: Version, versions: Versions, blame: Blame
) -> list[Stretch]:
    """The whole of what a property was `served` as, in indented JSON; `blame` is of the property.

    Lines that stand inside of it in other properties are those properties' own.
    """
    if not isinstance(served, dict) or not served:
        return [Stretch(blame.arrival, reading.as_json(served))]
    inside = dict(_inside(stored, version, versions)) if "properties" in str(served) else {}
    writer = _Writer(inside)
    lines = [
        (blame.arrival, "{"),
        *writer.members(served, stored.pointer, "", _STEP, blame),
        (blame.arrival, "}"),
    ]
    return [
        Stretch(brought, "\n".join(text for _, text in several))
        for brought, several in groupby(lines, lambda line: line[0])
    ]


def _inside(stored: Property, version: Version, versions: Versions) -> Iterator[tuple[str, Blame]]:
    """The blame of the properties inside of one, by their pointers."""
    below = Property.objects.filter(
        schema=stored.schema_id, pointer__startswith=f"{stored.pointer}/"
    )
    present = (each for each in below.order_by("position") if had(each, version.number))
    for each in islice(present, _MOST_INSIDE):
        try:
            yield each.pointer, Blame(each, version, versions)
        except UnknownProperty:  # SQLite compares without regard to case
            continue


class _Writer:
    """Writes JSON; `inside` has the blame of the properties inside, by pointer."""

    def __init__(self, inside: Mapping[str, Blame]) -> None:
        self._inside = inside

    def members(
        self, schema: Mapping[str, Any], pointer: str, prefix: str, indent: str, blame: Blame | None
    ) -> Iterator[_Line]:
        """The members of the subschema at `pointer`; `prefix` begins their keys in the blame."""
        sinces = {since.key: since for since in blame.keywords} if blame else {}
        for index, (keyword, value) in enumerate(schema.items(), start=1):
            comma = "," if index < len(schema) else ""
            at, key = f"{pointer}/{escape(keyword)}", f"{prefix}{escape(keyword)}"
            since = sinces.get(key)
            version = since.version if since else None
            head = f"{indent}{reading.as_json(keyword)}: "
            if keyword in _NAMING and value == {}:
                yield blame.arrival if blame else None, f"{head}{{}}{comma}"
            elif keyword in _NAMING and isinstance(value, dict):
                version = blame.arrival if blame else None  # the names have no blame of their own
                yield version, f"{head}{{"
                yield from self._properties(value, at, indent + _STEP)
                yield version, f"{indent}}}{comma}"
            elif isinstance(value, dict) and any(each.startswith(f"{key}/") for each in sinces):
                yield version, f"{head}{{"
                yield from self.members(value, at, f"{key}/", indent + _STEP, blame)
                yield version, f"{indent}}}{comma}"
            elif isinstance(value, list) and value and since and since.members:
                yield from _list(head, value, since, indent, comma)
            else:
                yield version, head + _indented(value, indent) + comma

    def _properties(self, named: Mapping[str, Any], at: str, indent: str) -> Iterator[_Line]:
        for index, (name, value) in enumerate(named.items(), start=1):
            comma = "," if index < len(named) else ""
            pointer = f"{at}/{escape(name)}"
            blame = self._inside.get(pointer)
            version = blame.arrival if blame else None
            head = f"{indent}{reading.as_json(name)}: "
            if isinstance(value, dict) and value and blame:
                yield version, f"{head}{{"
                yield from self.members(value, pointer, "", indent + _STEP, blame)
                yield version, f"{indent}}}{comma}"
            else:
                yield version, head + _indented(value, indent) + comma


def _list(head: str, value: list[Any], since: Since, indent: str, comma: str) -> Iterator[_Line]:
    """A set, of whose members each may have come with a version of its own."""
    brought = {
        encode(each.value): each.version for each in since.members if each.value is not ABSENT
    }
    first = min(brought.values(), key=lambda version: version.number)
    yield first, f"{head}["
    inner = indent + _STEP
    for index, member in enumerate(value, start=1):
        after = "," if index < len(value) else ""
        version = brought.get(encode(member), since.version)
        yield version, inner + _indented(member, inner) + after
    yield first, f"{indent}]{comma}"


def _indented(value: Any, indent: str) -> str:
    return reading.as_json(value, indent=2).replace("\n", f"\n{indent}")
