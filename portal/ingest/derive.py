"""What follows from the snapshots: properties with examples, changes and the search index.

Everything written here can be thrown away and derived again (`manage.py rebuild`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import groupby
from typing import Any, TypeAlias

from django.db import transaction
from django.db.models import QuerySet

from portal.catalog import documents
from portal.catalog.models import Change, Property, Schema, Snapshot
from portal.ingest import examples
from portal.schema import sayings
from portal.schema.change import Change as Difference
from portal.schema.document import Document
from portal.schema.impact import Judged, compare
from portal.schema.value import ABSENT
from portal.search import index

# One more whenever the same snapshots would derive something else, such as another verdict: what an
# earlier revision derived is then derived again, at the latest when the portal starts.
REVISION = 3
_BATCH = 500
# How many numbers are kept of one property before its members are no longer told one by one: what
# changes all its values with every fetch would else fill the database.
_MOST_TOUCHED = 20_000
_Touched: TypeAlias = dict[str, list[int]]


def snapshot(new: Snapshot, document: Document) -> None:
    """Derive what `new`, the newest snapshot of its schema, adds. Inside a transaction."""
    if new.number > 1 and new.schema.derived_by != REVISION:
        rebuild(new.schema)
        return
    _add(new, document)
    _finish(new.schema)


def outdated() -> QuerySet[Schema]:
    """The schemas whose derived rows an earlier revision made."""
    return Schema.objects.exclude(current=None).exclude(derived_by=REVISION)


def rebuild(schema: Schema) -> None:
    """Derive everything of `schema` again, from its first snapshot to its last."""
    with transaction.atomic():
        Schema.objects.select_for_update().get(pk=schema.pk)
        schema.properties.all().delete()
        Change.objects.filter(snapshot__schema=schema).delete()
        for each in schema.snapshots.order_by("number"):
            _add(each, documents.of(each))
        _finish(schema)


def _add(new: Snapshot, document: Document) -> None:
    before = Snapshot.objects.filter(schema=new.schema_id, number=new.number - 1).first()
    old = documents.of(before) if before else None
    _properties(new, document, _touched(new, document, old))
    if before is not None and old is not None:
        _gone(new, before)
        _changes(new, document, old)


def _finish(schema: Schema) -> None:
    _examples(schema)
    index.schema(schema)
    Schema.objects.filter(pk=schema.pk).update(derived_by=REVISION)
    schema.derived_by = REVISION


def _touched(new: Snapshot, document: Document, old: Document | None) -> dict[str, _Touched]:
    """What is known of each property by now, by its pointer (see Property.touched)."""
    if old is None:
        return {found.pointer: {sayings.ITSELF: [new.number]} for found in document.properties}
    known = dict(new.schema.properties.order_by().values_list("pointer", "touched"))
    for pointer, keys in sayings.touched(old, document).items():
        of_property: _Touched = known.setdefault(pointer, {})
        for key in keys:
            of_property.setdefault(key, []).append(new.number)
        if sayings.MEMBER in of_property or sum(map(len, of_property.values())) > _MOST_TOUCHED:
            known[pointer] = _without_members(of_property, new.number)
    return known


def _without_members(touched: _Touched, number: int) -> _Touched:
    left = {key: numbers for key, numbers in touched.items() if sayings.MEMBER not in key}
    return left | {sayings.MEMBER: touched.get(sayings.MEMBER, [number])}


def _properties(new: Snapshot, document: Document, touched: Mapping[str, _Touched]) -> None:
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
                touched=touched[found.pointer],
                first=new,
                last=new,
            )
            for position, found in enumerate(document.properties)
        ),
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["schema", "pointer_hash"],
        update_fields=["path", "position", "facts", "touched", "examples", "last"],
    )


def _gone(new: Snapshot, before: Snapshot) -> None:
    """Write down of the properties that only `before` has that they went with `new`."""
    gone = list(new.schema.properties.filter(last=before).only("pk", "touched"))
    for each in gone:
        each.touched[sayings.ITSELF].append(new.number)
    Property.objects.bulk_update(gone, ["touched"], batch_size=_BATCH)


def _examples(schema: Schema) -> None:
    """Make the examples that are missing, by the last snapshot that has each property."""
    missing = (
        schema.properties.filter(examples={}).select_related("last").order_by("last_id", "position")
    )
    rows = {each.pointer: each for each in missing.only("pk", "pointer", "last")}
    for last, several in groupby(rows.values(), lambda each: each.last):
        pointers = [each.pointer for each in several]
        for pointer, found in examples.of(documents.of(last), pointers):
            rows[pointer].examples = found
    Property.objects.bulk_update(rows.values(), ["examples"], batch_size=_BATCH)


def _changes(new: Snapshot, document: Document, old: Document) -> None:
    judged = compare(old.value, document.value, old.dialect, document.dialect)
    subjects = dict(new.schema.properties.order_by().values_list("pointer", "pk"))
    Change.objects.bulk_create(_rows(new, judged, subjects), batch_size=_BATCH)


def _rows(new: Snapshot, judged: tuple[Judged, ...], subjects: dict[str, int]) -> Iterator[Change]:
    for position, each in enumerate(judged):
        fact, verdict = each.change, each.verdict
        yield Change(
            snapshot=new,
            position=position,
            subject_id=subjects.get(fact.property) if fact.property is not None else None,
            pointer=fact.pointer,
            path=fact.path,
            keyword=fact.keyword or "",
            kind=fact.kind,
            member=fact.member,
            whole=fact.whole,
            values=_sides(fact),
            rule=verdict.rule,
            context=verdict.context,
            request=verdict.request,
            response=verdict.response,
            counterpart=asdict(each.counterpart) if each.counterpart else None,
        )


def _sides(fact: Difference) -> dict[str, Any]:
    sides = {"before": fact.before, "after": fact.after}
    return {side: value for side, value in sides.items() if value is not ABSENT}
