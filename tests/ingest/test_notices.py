"""The outbox: what changed is noticed once, with its version or not at all, in a sure order."""

import threading

import pytest
from django.db import connection, transaction

from portal.catalog.models import Notice, Schema, Snapshot
from portal.ingest import derive
from tests.ingest.making import capture, make_schema, with_properties

A, B, C = with_properties("a"), with_properties("a", "b"), with_properties("a", "b", "c")


def noticed() -> list[str]:
    return [str(each) for each in Notice.objects.all()]


@pytest.mark.django_db
def test_each_version_that_changed_something_is_noticed_once() -> None:
    schema = make_schema()
    capture(schema, A)
    assert noticed() == []  # nothing changed: it was there when somebody first looked
    for document in (B, B, A, A):
        capture(schema, document)
    assert noticed() == ["cloud/images@2", "cloud/images@3"]


@pytest.mark.django_db
def test_to_derive_again_notices_nothing() -> None:
    schema = make_schema()
    for document in (A, B):
        capture(schema, document)
    before = list(Notice.objects.values())
    derive.rebuild(schema)
    assert list(Notice.objects.values()) == before
    Schema.objects.update(derived_by=0)  # by an earlier release: it is derived again on the way
    capture(Schema.objects.get(), C)
    assert noticed() == ["cloud/images@2", "cloud/images@3"]


@pytest.mark.django_db
def test_neither_stays_without_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    schema = make_schema()
    capture(schema, A)

    def fails(snapshot: Snapshot) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(Notice.objects, "write", fails)
    with pytest.raises(OSError, match="full"):
        capture(schema, B)
    assert schema.snapshots.count() == 1
    assert noticed() == []


@pytest.mark.django_db(transaction=True)
def test_a_notice_needs_the_transaction_of_its_version() -> None:
    schema = make_schema()
    snapshot = capture(schema, A)
    with pytest.raises(transaction.TransactionManagementError, match="with its version"):
        Notice.objects.write(snapshot)


@pytest.mark.django_db(transaction=True)
def test_whoever_commits_first_has_the_lower_position() -> None:
    """Else a reader that has seen the higher one would never see the lower."""
    first, second = make_schema("first"), make_schema("second")
    for schema in (first, second):
        capture(schema, A)
    written, may_end, done = threading.Event(), threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            capture(first, B)
            written.set()
            may_end.wait(10)
        connection.close()

    def quick() -> None:
        written.wait(10)
        capture(second, B)
        done.set()
        connection.close()

    threads = [threading.Thread(target=each) for each in (slow, quick)]
    for each in threads:
        each.start()
    assert written.wait(10)
    assert not done.wait(0.2)
    may_end.set()
    for each in threads:
        each.join(20)
    assert noticed() == ["cloud/first@2", "cloud/second@2"]
