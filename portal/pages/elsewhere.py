"""What other schemas say of a property by the same name."""

from dataclasses import dataclass

from django.db.models import Case, Value, When

from portal.catalog.models import Property, Schema
from portal.pages import reading

_MOST = 8


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The property of that name in another schema, and how its values differ from those here."""

    property: Property
    reading: reading.Reading
    lacks: list[str]
    adds: list[str]
    is_disjoint: bool


def of(schema: Schema, name: str, values: list[str]) -> list[Elsewhere]:
    """The property `name` elsewhere: first in schemas of this name, first of other sources."""
    rows = (
        Property.objects.present()
        .filter(name=name, schema__source__retired_at=None)
        .exclude(schema=schema)
        .select_related("schema__source")
        .order_by(
            Case(When(schema__name=schema.name, then=Value(0)), default=Value(1)),
            Case(When(schema__source=schema.source_id, then=Value(1)), default=Value(0)),
            "schema__source__name",
            "schema__name",
            "position",
        )
    )
    return [_of(row, values) for row in rows[:_MOST]]


def _of(row: Property, values: list[str]) -> Elsewhere:
    read = reading.of_property(row.facts)
    here, there = set(values), set(read.values)
    is_disjoint = not here & there
    lacks, adds = list[str](), list[str]()
    if here and there:
        adds = [value for value in read.values if value not in here]
        # Where no value is the same, it is another thing: what it lacks would be noise.
        lacks = [] if is_disjoint else [value for value in values if value not in there]
    return Elsewhere(row, read, lacks, adds, is_disjoint)
