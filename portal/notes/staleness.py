"""Whether what a note is on has changed since it was written."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.catalog import addresses
from portal.catalog.models import Schema
from portal.notes.models import Revision
from portal.notes.target import Target


@dataclass(frozen=True, slots=True)
class Stale:
    """The thing has changed since the note was written, when version `since` was current.

    `versions` are the numbers of those that changed it, in order, with what it refers to; at least
    one. `gone` tells whether it is no longer there.
    """

    since: int
    versions: tuple[int, ...]
    gone: bool
    compare_url: str

    @property
    def last(self) -> int:
        return self.versions[-1]


def of(target: Target, revision: Revision) -> Stale | None:
    """How a note that says `revision` is out of date; None if it is not.

    A source has no versions, so its note is never out of date.
    """
    if target.schema is None or revision.about is None:
        return None
    since = revision.about.number
    versions = tuple(sorted({each for each in _changed(target, target.schema) if each > since}))
    if not versions:
        return None
    url = addresses.compare_url(target.source.name, target.schema.name, since, versions[-1])
    gone = target.stored is not None and target.stored.is_gone
    return Stale(since, versions, gone, url)


def _changed(target: Target, schema: Schema) -> Iterable[int]:
    """The numbers of the versions that changed it."""
    if not target.pointer:
        return range(1, schema.current.number + 1) if schema.current else ()
    touched = target.stored.touched if target.stored else {}
    return (number for numbers in touched.values() for number in numbers)
