"""What became of one property, version by version."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q

from portal.catalog import documents
from portal.catalog.models import Change, Property
from portal.history.versions import Version
from portal.pages import changes
from portal.schema.errors import UnknownProperty
from portal.schema.references import enclosing

Versions = dict[int, Version]
_WORDS = {"added": "back", "removed": "gone", "changed": "replaced"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One version in which a property came, changed or went; `word` says it of the whole."""

    version: Version
    word: str
    lines: list[changes.Line]


def entries(stored: Property, versions: Versions) -> list[Entry]:
    """The versions in which the property was touched, the newest first."""
    first = stored.first.number
    found: dict[int, list[Change]] = {first: []}
    for change in _changes(stored, versions):
        found.setdefault(change.snapshot.number, []).append(change)
    return [
        Entry(
            version=versions[number],
            word="first seen" if number == first else _word(found[number]),
            lines=changes.lines(changes.stored(each) for each in found[number] if each.keyword),
        )
        for number in sorted(found, reverse=True)
    ]


def untouched(stored: Property, told: list[Entry], versions: Versions) -> str:
    """The versions that have the property just as the one before: "v2, v4 to v9"."""
    touched = {entry.version.number for entry in told}
    numbers = range(stored.first.number + 1, stored.last.number + 1)
    same = [number for number in numbers if number not in touched]
    if any(entry.word == _WORDS["removed"] for entry in told):
        same = [number for number in same if _has(versions[number], stored.pointer)]
    return ", ".join(_runs(same))


def came_beside(stored: Property, gone_in: Version) -> list[Property]:
    """The properties that came in the version in which this one went, in the same place."""
    place = stored.pointer.rpartition("/")[0]
    new = Property.objects.filter(
        schema=stored.schema_id, first=gone_in.snapshot, pointer__startswith=f"{place}/"
    )
    return [
        each
        for each in new.select_related("schema__source")
        if each.pointer.rpartition("/")[0] == place
    ]


def _changes(stored: Property, versions: Versions) -> Iterator[Change]:
    """The changes of the property, and those of what encloses it by which it came or went."""
    around = [Property.hash_of(pointer) for pointer in enclosing(stored.pointer)]
    of_enclosing = Q(keyword="", subject__schema=stored.schema_id, subject__pointer_hash__in=around)
    found = Change.objects.filter(Q(subject=stored) | of_enclosing).select_related("snapshot")
    for change in found:
        number = change.snapshot.number
        if change.subject_id == stored.pk or (
            number > stored.first.number
            and _has(versions[number], stored.pointer) != _has(versions[number - 1], stored.pointer)
        ):
            yield change


def _has(version: Version, pointer: str) -> bool:
    try:
        documents.of(version.snapshot).property(pointer)
    except UnknownProperty:
        return False
    return True


def _word(several: Iterable[Change]) -> str:
    return next((_WORDS[each.kind] for each in several if not each.keyword), "")


def _runs(numbers: list[int]) -> Iterator[str]:
    """Numbers in ascending order, those that follow each other as "v4 to v9"."""
    for _, pairs in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        run = [number for _, number in pairs]
        yield f"v{run[0]}" if len(run) == 1 else f"v{run[0]} to v{run[-1]}"
