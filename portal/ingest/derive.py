"""What follows from the snapshots: properties, changes and the search index.

Everything written here can be thrown away and derived again (`manage.py rebuild`).
"""

from typing import Any

from django.db import transaction

from portal.catalog import documents
from portal.catalog.models import Change, Property, Schema, Snapshot
from portal.schema.diff import Change as Difference
from portal.schema.diff import diff
from portal.schema.document import Document
from portal.schema.value import ABSENT
from portal.search import index

_BATCH = 500


def snapshot(new: Snapshot, document: Document) -> None:
    """Derive what `new`, the newest snapshot of its schema, adds. Inside a transaction."""
    _properties(new, document)
    _changes(new, document)
    index.schema(new.schema)


def rebuild(schema: Schema) -> None:
    """Derive everything of `schema` again, from its first snapshot to its last."""
    with transaction.atomic():
        Schema.objects.select_for_update().get(pk=schema.pk)
        schema.properties.all().delete()
        Change.objects.filter(snapshot__schema=schema).delete()
        for each in schema.snapshots.order_by("number"):
            document = documents.of(each)
            _properties(each, document)
            _changes(each, document)
        index.schema(schema)


def _properties(new: Snapshot, document: Document) -> None:
    """Add the properties that are new with `document`, and bring the others up to date with it."""
    Property.objects.bulk_create(
        (
            Property(
                schema=new.schema,
                pointer=found.pointer,
                pointer_hash=Property.hash_of(found.pointer),
                path=found.path,
                name=found.name,
                position=position,
                facts=documents.facts(document, found),
                first=new,
                last=new,
            )
            for position, found in enumerate(document.properties)
        ),
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["schema", "pointer_hash"],
        update_fields=["path", "position", "facts", "last"],
    )


def _changes(new: Snapshot, document: Document) -> None:
    before = Snapshot.objects.filter(schema=new.schema, number=new.number - 1).first()
    if before is None:
        return
    old = documents.of(before)
    facts = diff(old.value, document.value, old.dialect, document.dialect)
    subjects = dict(new.schema.properties.order_by().values_list("pointer", "pk"))
    Change.objects.bulk_create(
        (_change(new, position, fact, subjects) for position, fact in enumerate(facts)),
        batch_size=_BATCH,
    )


def _change(new: Snapshot, position: int, fact: Difference, subjects: dict[str, int]) -> Change:
    return Change(
        snapshot=new,
        position=position,
        subject_id=subjects.get(fact.property) if fact.property is not None else None,
        pointer=fact.pointer,
        path=fact.path,
        keyword=fact.keyword or "",
        kind=fact.kind,
        member=fact.member,
        values=_sides(fact),
    )


def _sides(fact: Difference) -> dict[str, Any]:
    sides = {"before": fact.before, "after": fact.after}
    return {side: value for side, value in sides.items() if value is not ABSENT}
