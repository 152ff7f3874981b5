"""Every change of a note is a revision, and none is lost."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from portal.catalog.models import Schema
from portal.notes import writing
from portal.notes.models import Note, Revision
from portal.notes.target import Target, note_on
from tests.ingest.making import capture
from tests.notes.conftest import document


def test_each_save_is_a_numbered_revision(target: Target, alice: User) -> None:
    first = writing.save(target, alice, "One.", based_on=0, comment="begun")
    writing.save(target, alice, "Two.", based_on=1)
    note = note_on(target)
    assert note is not None
    assert note.latest is not None
    assert (note.latest.number, note.latest.text) == (2, "Two.")
    kept = [(each.number, each.text, each.comment) for each in note.revisions.all()]
    assert kept == [(1, "One.", "begun"), (2, "Two.", "")]
    assert first.author_name == "Alice Ä."


def test_who_wrote_it_stays_known_when_the_account_goes(target: Target, alice: User) -> None:
    saved = writing.save(target, alice, "One.", based_on=0)
    alice.delete()
    saved.refresh_from_db()
    assert (saved.author, saved.author_name) == (None, "Alice Ä.")


def test_a_save_over_an_unseen_revision_is_refused_with_that_revision(
    target: Target, alice: User, bob: User
) -> None:
    writing.save(target, alice, "One.", based_on=0)
    writing.save(target, bob, "Theirs.", based_on=1)
    with pytest.raises(writing.Conflict) as conflict:
        writing.save(target, alice, "Mine.", based_on=1)
    assert conflict.value.latest.text == "Theirs."
    assert Revision.objects.count() == 2


def test_two_who_begin_a_note_meet_as_well(target: Target, alice: User, bob: User) -> None:
    writing.save(target, alice, "One.", based_on=0)
    with pytest.raises(writing.Conflict):
        writing.save(target, bob, "Another one.", based_on=0)


def test_the_same_text_again_is_no_revision(target: Target, alice: User) -> None:
    with pytest.raises(writing.Unchanged):
        writing.save(target, alice, "", based_on=0)
    assert not Note.objects.exists()
    writing.save(target, alice, "One.", based_on=0)
    with pytest.raises(writing.Unchanged):
        writing.save(target, alice, "One.", based_on=1)


def test_unless_it_confirms_that_it_holds_still(
    target: Target, alice: User, images: Schema
) -> None:
    writing.save(target, alice, "One.", based_on=0)
    capture(images, document(maxLength=10))
    images.refresh_from_db()
    confirmed = writing.save(Target.of(images.properties.get(name="status")), alice, "One.",
                             based_on=1, confirming=True)  # fmt: skip
    assert confirmed.about is not None
    assert (confirmed.number, confirmed.about.number) == (2, 2)


def test_a_note_is_on_one_thing(images: Schema) -> None:
    for both in ({"source": images.source, "schema": images}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Note.objects.create(**both)


@pytest.mark.parametrize("of", ["source", "schema"])
def test_there_is_one_note_on_a_thing(images: Schema, of: str) -> None:
    thing = {"source": images.source} if of == "source" else {"schema": images}
    Note.objects.create(**thing)
    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.create(**thing)


def test_a_purged_source_takes_its_notes_along(target: Target, alice: User) -> None:
    writing.save(target, alice, "One.", based_on=0)
    writing.save(Target.of(target.source), alice, "One.", based_on=0)
    target.source.delete()
    assert not Note.objects.exists()
