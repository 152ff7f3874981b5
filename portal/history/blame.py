"""Since when a property says what it says: for each keyword, the version that brought its value.

What is blamed is what the property itself says, or what its reference leads to (`Since.at` tells
which). A version that came, changed or took back something was found between two captures; see
Version.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from django.db.models import Q

from portal.catalog import documents
from portal.catalog.models import Change, Property
from portal.history.versions import Version
from portal.schema.pointer import escape
from portal.schema.references import enclosing
from portal.schema.sayings import DEMANDED, ITSELF, MEMBER, Saying, sayings
from portal.schema.value import ABSENT, JSON, Absent

Versions: TypeAlias = Mapping[int, Version]
_Place: TypeAlias = tuple[str, str]  # the pointer of a subschema, and a keyword
What: TypeAlias = Literal["came", "returned", "went", "replaced", "changed"]


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a set, or one branch, and the version that brought it."""

    value: JSON | Absent
    version: Version


@dataclass(frozen=True, slots=True)
class Since:
    """A keyword, the pointers of the subschemas that have it, and the version that brought what it
    says now. `key` is as portal.schema.sayings tells.
    """

    key: str
    keyword: str
    at: tuple[str, ...]
    version: Version
    members: tuple[Member, ...]


class Blame:
    """Since when a property says what it says in one version. Raises UnknownProperty."""

    def __init__(self, stored: Property, version: Version, versions: Versions) -> None:
        self._touched = stored.touched
        self._number = version.number
        self._versions = versions
        self.said = sayings(documents.of(version.snapshot), stored.pointer)

    @property
    def tells_members(self) -> bool:
        """Whether it is known of each member; not where they have changed too often."""
        return MEMBER not in self._touched

    @cached_property
    def keywords(self) -> tuple[Since, ...]:
        """All that the property says, in the order of its document."""
        members: dict[str, list[Member]] = {}
        for key, saying in self.said.items():
            if saying.value is not ABSENT and self.tells_members:
                member = Member(saying.value, self._version(key))
                members.setdefault(key.rpartition("/")[0], []).append(member)
        return tuple(
            Since(key, saying.keyword, saying.at, self._version(key), tuple(members.get(key, ())))
            for key, saying in self.said.items()
            if saying.value is ABSENT
        )

    @property
    def arrival(self) -> Version:
        """The version with which the property came, or came back."""
        return self._version(ITSELF)

    def since(self, *keys: str) -> Version | None:
        """The version that brought the last of what stands by these keys and below them.

        None if the property says nothing by them.
        """
        below = tuple(f"{key}/" for key in keys)
        found = [
            self._since(key)
            for key, saying in self.said.items()
            if saying.value is ABSENT and (key in keys or key.startswith(below))
        ]
        return self._versions[max(found)] if found else None

    def late_members(self, *keys: str) -> list[Member]:
        """The members of these keywords that have come since the property has."""
        came = self.arrival.number
        found = (each for since in self.keywords if since.key in keys for each in since.members)
        return [member for member in found if member.version.number > came]

    def _version(self, key: str) -> Version:
        return self._versions[self._since(key)]

    def _since(self, key: str) -> int:
        """What was brought with the property is as old as the property."""
        return max(_last(self._touched[ITSELF], self._number),
                   _last(self._touched.get(key, ()), self._number))  # fmt: skip


def had(stored: Property, number: int) -> bool:
    """Whether version `number` has the property."""
    came_or_went = [each for each in stored.touched[ITSELF] if each <= number]
    return len(came_or_went) % 2 == 1


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a property with one version, and the changes that tell it.

    These are its own, those of what encloses it by which it came or went, and those of what its
    reference leads to. `untold` are the keys of what else it says in another way since then.
    """

    version: Version
    what: What
    changes: tuple[Change, ...]
    untold: tuple[str, ...] = ()


def events(stored: Property, versions: Versions, said: Mapping[str, Saying]) -> list[Event]:
    """What happened to the property in all versions, the newest first.

    `said` is what it says in the version that is looked at: where its reference leads from there.
    """
    changes: dict[int, list[tuple[Change, str]]] = {}
    for change, word in _changes(stored, said):
        changes.setdefault(change.snapshot.number, []).append((change, word))
    keys: dict[int, set[str]] = {}
    for key, numbers in stored.touched.items():
        for number in numbers:
            keys.setdefault(number, set()).add(key)
    return [
        _event(stored, versions[number], keys.get(number, set()), changes.get(number, []))
        for number in sorted(changes.keys() | keys.keys(), reverse=True)
    ]


def _changes(stored: Property, said: Mapping[str, Saying]) -> Iterator[tuple[Change, str]]:
    """The changes that tell what happened to the property, each with the first token of the key
    that it tells of; in the order of versions.
    """
    of_schema = Change.objects.filter(snapshot__schema=stored.schema_id)
    behind = dict(_behind(stored, said))
    found = of_schema.filter(
        Q(subject=stored)
        | Q(whole=True, pointer__in=list(enclosing(stored.pointer)))
        | Q(whole=False, pointer__in={pointer for pointer, _ in behind})
    ).select_related("snapshot__schema__source")
    for change in found.order_by("snapshot__number", "position"):
        key = ITSELF if change.whole else behind.get((change.pointer, change.keyword))
        inside = change.pointer.removeprefix(f"{stored.pointer}/")
        if change.subject_id == stored.pk and inside != change.pointer:
            yield change, inside.partition("/")[0]
        elif key is not None and change.snapshot.number in stored.touched.get(key, ()):
            yield change, key.partition("/")[0]
        elif change.subject_id == stored.pk:
            yield change, escape(change.keyword)


def _behind(stored: Property, said: Mapping[str, Saying]) -> Iterator[tuple[_Place, str]]:
    """Where else something stands that the property says, and the keys of it."""
    places = {at for key, saying in said.items() if key != DEMANDED for at in saying.at}
    for key in _keywords(stored.touched):
        if key == DEMANDED:
            yield (stored.pointer.rsplit("/", 2)[0], "required"), key
            continue
        above, _, keyword = key.rpartition("/")
        for at in places - {stored.pointer}:
            yield (f"{at}/{above}" if above else at, _unescaped(keyword)), key


def _event(
    stored: Property, version: Version, keys: set[str], told: list[tuple[Change, str]]
) -> Event:
    changes = tuple(change for change, _ in told)
    if ITSELF in keys:
        turn = stored.touched[ITSELF].index(version.number)
        return Event(version, "went" if turn % 2 else "returned" if turn else "came", changes)
    if any(change.whole and change.pointer == stored.pointer for change in changes):
        return Event(version, "replaced", changes)
    words = {word for _, word in told}
    tops = dict.fromkeys(key.partition("/")[0] for key in sorted(_keywords(keys)))
    return Event(version, "changed", changes, tuple(top for top in tops if top not in words))


def _keywords(keys: Iterable[str]) -> Iterator[str]:
    """Those of keywords, without those of members and of the property itself."""
    return (key for key in keys if key != ITSELF and MEMBER not in key)


def _unescaped(token: str) -> str:
    return token.replace("~1", "/").replace("~0", "~")


def _last(numbers: Iterable[int], most: int) -> int:
    return max((each for each in numbers if each <= most), default=0)
