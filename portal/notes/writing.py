"""Changing a note: every change is a revision, and none is lost."""

from django.contrib.auth.models import User
from django.db import transaction

from portal.notes import found
from portal.notes.models import Note, Revision
from portal.notes.target import Target, hash_of


class Conflict(Exception):
    """Somebody else has changed the note since it was read; `latest` is what they made of it."""

    def __init__(self, latest: Revision) -> None:
        super().__init__(f"revision {latest.number} has come meanwhile")
        self.latest = latest


class Unchanged(ValueError):
    """The text is what the note says already, so there is nothing to keep."""


def save(
    target: Target,
    user: User,
    text: str,
    *,
    based_on: int,
    comment: str = "",
    confirming: bool = False,
) -> Revision:
    """Add a revision; the number `based_on` is that of the one its writer has read, 0 if none.

    An empty text deletes the note. A text that says the same is refused, unless the writer is
    `confirming` that it holds for the current version. Raises Conflict, Unchanged.
    """
    with transaction.atomic():
        note = _locked(target)
        latest = note.latest
        number = latest.number if latest else 0
        if latest is not None and number != based_on:
            raise Conflict(latest)
        if text == (latest.text if latest else "") and not confirming:
            raise Unchanged("the text is what the note says already")
        note.latest = note.revisions.create(
            number=number + 1,
            text=text,
            comment=comment,
            author=user,
            author_name=user.get_full_name() or user.get_username(),
            about=target.current,
        )
        note.save(update_fields=["latest"])
        found.note(target, text)
        return note.latest


def _locked(target: Target) -> Note:
    """The note on `target`, made if need be, and locked: one writer at a time."""
    note, _ = Note.objects.get_or_create(
        **target.key, defaults={"pointer": target.pointer, "pointer_hash": hash_of(target.pointer)}
    )
    return Note.objects.select_for_update(of=("self",)).select_related("latest").get(pk=note.pk)
