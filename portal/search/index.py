"""Filling the search index from the catalog."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Min
from django.dispatch import Signal

from portal.catalog.models import Change, Property, Schema
from portal.search.entry import Entry, Standing
from portal.search.models import Sheet

# Sent with `schema` when it has been indexed, in the same transaction: its notes have to be put in.
indexed = Signal()

_FACTS = ("pattern", "format", "limits", "description", "nullable", "custom", "deprecated")


def schema(indexing: Schema) -> None:
    """Index every property that `indexing` has or ever had, in place of what was indexed before."""
    # What has gone keeps the position it had, so two may have the same one.
    rows = Property.objects.filter(schema=indexing).order_by("position", "pointer")
    days = _days(indexing)
    impacts: dict[int, set[str]] = {}
    judged = Change.objects.filter(snapshot__schema=indexing).exclude(subject=None).order_by()
    for subject, *sides in judged.values_list("subject", "request", "response").distinct():
        impacts.setdefault(subject, set()).update(sides)
    # Whoever indexes may hold an older row of the schema.
    current = Schema.objects.values_list("current", flat=True).get(pk=indexing.pk)
    lines = []
    for row in rows.select_related("last"):
        standing = _standing(row, days, impacts.get(row.pk, ()), current)
        lines.append(_json(_entry(row)) + (f"\t{_json(standing)}" if standing else ""))
    Sheet(schema=indexing, entries="\n".join(lines)).write()
    indexed.send(Schema, schema=indexing)


def note(on: Property, texts: Iterable[str]) -> None:
    """Let `on` be found by the texts of its notes as well, in place of those before."""
    _note(on.schema, {on.pointer: list(texts)}, keep=True)


def notes(on: Schema, texts: Mapping[str, Iterable[str]]) -> None:
    """Let properties be found by the texts of their notes: all of a schema's, by the pointer."""
    _note(on, {pointer: list(each) for pointer, each in texts.items()}, keep=False)


def _note(on: Schema, texts: dict[str, list[str]], *, keep: bool) -> None:
    with transaction.atomic():
        sheet = Sheet.objects.select_for_update().get(schema=on)
        known = json.loads(sheet.notes) if keep else {}
        sheet.notes = _json({at: each for at, each in (known | texts).items() if each})
        sheet.write()


def _days(indexing: Schema) -> dict[int, str]:
    """The day of the first capture that showed each version, by its number."""
    captures = indexing.observations.exclude(snapshot=None).order_by()
    bounds = captures.values("snapshot__number").annotate(first=Min("number"))
    first = {row["first"]: row["snapshot__number"] for row in bounds}
    at = indexing.observations.filter(number__in=list(first)).values_list("number", "at")
    return {first[number]: f"{moment:%Y-%m-%d}" for number, moment in at}


def _entry(row: Property) -> Entry:
    facts = row.facts["schema"]
    own = list(facts["enum"]) if facts.get("enum") else []
    if "const" in facts:
        own.append(facts["const"])
    values = {_json(value): value for value in [*own, *row.facts["values_inside"]]}
    more: dict[str, Any] = {
        "items": row.facts["item_types"],
        "values": list(values.values()),
        "title": facts.get("title"),
        "description": facts.get("description"),
        "has": list(_has(row.facts, is_enum=bool(own))),
    }
    entry = Entry(
        pointer=row.pointer, path=row.path, name=row.name, types=row.facts["possible_types"]
    )
    entry.update({key: value for key, value in more.items() if value})  # type: ignore[typeddict-item]
    return entry


def _standing(
    row: Property, days: Mapping[int, str], impacts: Iterable[str], current: int | None
) -> Standing:
    standing = Standing()
    if row.last_id != current:
        standing["gone"] = row.last.number + 1
    # With the first version nothing changed: it was there when somebody first looked.
    changes = [number for numbers in row.touched.values() for number in numbers if number > 1]
    if changes:
        standing["changed"] = days[max(changes)]
    if impacts:
        standing["impacts"] = sorted(impacts)
    return standing


def _has(facts: Mapping[str, Any], *, is_enum: bool) -> Iterator[str]:
    """Which of entry.HAS the facts of a property have."""
    schema = facts["schema"]
    if is_enum:
        yield "enum"
    if "default" in schema:
        yield "default"
    if facts["required"]:
        yield "required"
    for way in ("read_only", "write_only"):
        if schema.get(way):
            yield way.replace("_", "-")
    yield from (name for name in _FACTS if schema.get(name))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
