"""A note as it is shown: rendered, with who wrote it and whether it is out of date."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.safestring import SafeString

from portal import prose
from portal.catalog.models import Property
from portal.notes import links, staleness
from portal.notes.models import Note, Revision
from portal.notes.staleness import Stale
from portal.notes.target import Target


@dataclass(frozen=True, slots=True)
class Told:
    """One revision of the note on `target`; `stale` is None where that is not known to matter."""

    target: Target
    revision: Revision
    html: SafeString
    stale: Stale | None


def render(text: str, target: Target) -> SafeString:
    """The text of a note on `target` as HTML; what it says of links is in the reader's language."""
    return prose.render(text, lambda written: links.resolve(written, target))


def of(target: Target, revision: Revision) -> Told:
    html = render(revision.text, target)
    return Told(target, revision, html, staleness.of(target, revision))


def whole(notes: QuerySet[Note]) -> QuerySet[Note]:
    """`notes` with all that is told of each."""
    return notes.select_related("source", "schema__source", "schema__current", "latest__about")


def each(notes: Iterable[Note]) -> list[Told]:
    """These notes, which came through `whole` and have a latest revision each."""
    notes = list(notes)
    pairs = zip(targets(notes), (note.latest for note in notes), strict=True)
    return [of(target, latest) for target, latest in pairs if latest]


def targets(notes: Iterable[Note]) -> list[Target]:
    """What these notes are on, with the rows of the properties among them: one query for all."""
    notes = list(notes)
    places = Q()
    for note in notes:
        if note.pointer:
            places |= Q(schema=note.schema_id, pointer_hash=note.pointer_hash)
    rows = Property.objects.filter(places).defer("facts") if places else ()
    found = {(row.schema_id, row.pointer_hash): row for row in rows}
    return [_target(note, found) for note in notes]


def _target(note: Note, found: dict[tuple[int, str], Property]) -> Target:
    if note.schema is None:
        assert note.source is not None  # noqa: S101 - the database holds that one of them is set
        return Target(note.source)
    row = found.get((note.schema.pk, note.pointer_hash))
    if row is not None:
        row.schema = note.schema  # else it would be asked for again
    return Target(note.schema.source, note.schema, note.pointer, row)
