"""The whole index in memory: read anew, sheet by sheet, as soon as one of them has changed."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from portal.search.entry import BETWEEN, Core, Place
from portal.search.models import Sheet


class Label(NamedTuple):
    """Which sheet it is, and what it says (by its digest)."""

    source: str
    schema: str
    schema_id: int
    digest: str


class Group:
    """A path, and what it stands for: `cores` has what is said, each with where it is said so.

    Groups come in the order of hits that are equally good, which is that of `position`.
    """

    __slots__ = ("cores", "everything", "path", "position")

    def __init__(self, position: int, path: str, cores: list[tuple[Core, list[Place]]]) -> None:
        self.position, self.path, self.cores = position, path, cores
        self.everything = BETWEEN.join([core.everything for core, _ in cores])


@dataclass(eq=False)
class Index:
    """All sheets."""

    labels: tuple[Label, ...]
    shelves: dict[Label, list[Place]]
    cores: dict["_Key", Core] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)

    @cached_property
    def by_name(self) -> dict[str, list[Group]]:
        """The groups by the squeezed names that they have, and by the parts of these."""
        found: dict[str, dict[int, Group]] = {}
        for group in self.groups:
            for each, _ in group.cores:
                for key in {each.by_name.squeezed, *each.by_name.spaced.split()}:
                    found.setdefault(key, {})[group.position] = group
        return {key: list(groups.values()) for key, groups in found.items()}

    @cached_property
    def sources(self) -> list[str]:
        return sorted({label.source for label in self.labels})

    @cached_property
    def schemas(self) -> list[str]:
        """Their names, and these with their source."""
        names = {label.schema for label in self.labels}
        return sorted(names) + [f"{label.source}/{label.schema}" for label in self.labels]


_lock = threading.Lock()
_index = Index((), {})


def current() -> Index:
    """The index as it is stored now."""
    global _index
    rows = Sheet.objects.values_list("schema__source__name", "schema__name", "pk", "digest")
    labels = tuple(sorted(Label(*row) for row in rows))
    if labels == _index.labels:
        return _index
    with _lock:
        if labels != _index.labels:
            _index = _read(labels, _index)
        return _index


_Key = tuple[str, ...]  # an entry as it is stored, and the notes on it


def _read(labels: tuple[Label, ...], before: Index) -> Index:
    """The index of these sheets; those that `before` has as well are not read again."""
    shelves = {label: before.shelves.get(label, []) for label in labels}
    new = {label.schema_id: label for label in labels if label not in before.shelves}
    used = {id(place.core) for shelf in shelves.values() for place in shelf}
    cores = {key: core for key, core in before.cores.items() if id(core) in used}
    for sheet in Sheet.objects.filter(pk__in=list(new)).iterator(chunk_size=8):
        shelves[new[sheet.pk]] = list(_places(sheet, new[sheet.pk], cores))
    return Index(labels, shelves, cores, _groups(shelves))


def _places(sheet: Sheet, label: Label, cores: dict[_Key, Core]) -> Iterator[Place]:
    notes = json.loads(sheet.notes)
    for line in sheet.entries.split("\n") if sheet.entries else ():
        entry, _, standing = line.partition("\t")
        key: _Key = (entry,)
        if notes:
            key = entry, *notes.get(json.loads(entry)["pointer"], ())
        core = cores.get(key)
        if core is None:
            core = cores[key] = Core(json.loads(entry), key[1:])
        stands = json.loads(standing) if standing else {}
        if "impacts" in stands:
            stands["impacts"] = frozenset(stands["impacts"])
        yield Place(core, label.schema_id, label.source, label.schema, **stands)


def _groups(shelves: dict[Label, list[Place]]) -> list[Group]:
    by_path: dict[str, dict[int, tuple[Core, list[Place]]]] = {}
    for shelf in shelves.values():
        for place in shelf:
            cores = by_path.setdefault(place.core.path, {})
            cores.setdefault(id(place.core), (place.core, []))[1].append(place)
    paths = sorted(by_path, key=lambda each: (len(each), each))
    return [
        Group(position, path, list(by_path[path].values())) for position, path in enumerate(paths)
    ]
