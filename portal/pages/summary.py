"""A property or a schema in a few words, as other sites show it: in frames and previews."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import reading
from portal.catalog import documents
from portal.catalog.models import Observation, Property, Schema, Snapshot
from portal.history.versions import Version
from portal.links.places import Place
from portal.prose import visible
from portal.reading import Flag
from portal.schema.sayings import ITSELF

_MOST_VALUES = 6


@dataclass(frozen=True, slots=True)
class Summary:
    """What is told of a place. `state` says that it has gone, or which version it is of.

    Everything is text that can be shown: names and values have been made so (reading.label).
    `description` is upstream's own, and may be Markdown.
    """

    name: str
    where: str
    types: str = ""
    values: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    limits: tuple[str, ...] = ()
    size: str = ""
    description: str = ""
    changed: str = ""
    state: str = ""
    is_gone: bool = False

    @property
    def title(self) -> str:
        """What it is, and where, in a line."""
        if self.where == self.name:
            return self.name
        return _("%(name)s in %(where)s") % {"name": self.name, "where": self.where}

    @property
    def values_told(self) -> str:
        """Some of the values, and how many there are."""
        if not self.values:
            return ""
        first, left = ", ".join(self.values[:_MOST_VALUES]), len(self.values) - _MOST_VALUES
        if left > 0:
            told = _("%(values)s and %(number)s more")
            return told % {"values": first, "number": left}
        return first

    @property
    def line(self) -> str:
        """The facts, the most wanted first."""
        flags = (str(flag.word) for flag in self.flags)
        facts = [self.state, self.types, self.values_told, *flags, *self.limits, self.size]
        return " · ".join(each for each in [*facts, self.changed] if each)


def of(place: Place, versions: Iterable[Version] = ()) -> Summary | None:
    """What is told of a schema or a property; None of what was never captured, and of sources.

    When one of `versions` came need not be asked for again.
    """
    if place.schema is None:
        return None
    snapshot = place.pinned or (place.stored.last if place.stored else place.schema.current)
    if snapshot is None:
        return None
    if place.stored is not None:
        told = _of_property(place.stored, snapshot, is_pinned=place.pinned is not None)
        touched = {key: _last(place.stored.touched[key], snapshot) for key in place.stored.touched}
        number = max(touched.values())
        has_come = touched[ITSELF] == number
    else:
        told = _of_schema(place.schema, snapshot, is_pinned=place.pinned is not None)
        number, has_come = snapshot.number, False
    if number < 2:  # it was there when somebody first looked
        return told
    words = {"number": number, "day": _day(place.schema, number, versions)}
    changed = _("since version %(number)s, captured %(day)s")
    if not has_come:
        changed = _("last changed in version %(number)s, captured %(day)s")
    return replace(told, changed=changed % words)


def _last(numbers: Iterable[int], snapshot: Snapshot) -> int:
    """The last of `numbers` up to a version; 0 if there is none."""
    return max((each for each in numbers if each <= snapshot.number), default=0)


def _of_property(stored: Property, snapshot: Snapshot, *, is_pinned: bool) -> Summary:
    document = documents.of(snapshot)
    read = reading.of_property(documents.facts(document, document.property(stored.pointer)))
    is_gone = stored.is_gone and not is_pinned
    return Summary(
        name=reading.label(stored.name),
        where=reading.label(f"{stored.schema} {stored.path}"),
        types=read.types_text,
        values=tuple(map(reading.label, read.values)),
        flags=tuple(read.flags),
        limits=tuple(read.limits),
        description=read.description or read.title,
        state=_gone(stored) if is_gone else _state(snapshot, is_pinned=is_pinned),
        is_gone=is_gone,
    )


def _of_schema(schema: Schema, snapshot: Snapshot, *, is_pinned: bool) -> Summary:
    document = documents.of(snapshot)
    count = snapshot.property_count
    size = ngettext("%(number)s property", "%(number)s properties", count)
    name = reading.label(str(schema))
    return Summary(
        name=name,
        where=name,
        size=size % {"number": count},
        description=visible(document.description or document.title or ""),
        state=_state(snapshot, is_pinned=is_pinned),
    )


def _state(snapshot: Snapshot, *, is_pinned: bool) -> str:
    return _("as in version %(number)s") % {"number": snapshot.number} if is_pinned else ""


def _gone(stored: Property) -> str:
    told = _("no longer served since version %(number)s")
    return told % {"number": stored.last.number + 1}


def _day(schema: Schema, number: int, versions: Iterable[Version]) -> str:
    """When version `number` was first captured."""
    first: Observation | None
    first = next((each.first for each in versions if each.number == number), None)
    first = first or schema.observations.filter(snapshot__number=number).order_by("number").first()
    assert first is not None  # noqa: S101 - every version was captured
    return f"{first.at:%Y-%m-%d}"
