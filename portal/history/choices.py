"""The versions a reader may choose from where two or more are set beside each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from portal.catalog.models import Observation, Schema, Snapshot
from portal.history import address

_MOST_OTHERS = 300  # a list that is longer helps nobody


@dataclass(frozen=True, slots=True)
class Choice:
    """A version: its address, which pins it, and when it was first captured."""

    address: str
    number: int
    schema: str
    first_at: datetime | None


@dataclass(frozen=True, slots=True)
class Group:
    """Choices that belong together; `schema` is None for the current versions of many."""

    schema: Schema | None
    choices: list[Choice]


def offered(chosen: Iterable[Schema]) -> list[Group]:
    """Every version of the chosen schemas, the newest first, then the current version of each
    other one, those of the same name first. In one query for any number of schemas.
    """
    schemas = list({schema.pk: schema for schema in chosen}.values())
    names = {schema.name for schema in schemas}
    of: dict[int | None, list[Choice]] = {schema.pk: [] for schema in schemas}
    of[None] = []
    others = sorted(_snapshots(schemas), key=lambda each: each.schema.name not in names)
    for snapshot in others:
        choice = Choice(
            address.written(snapshot),
            snapshot.number,
            str(snapshot.schema),
            getattr(snapshot, "first_at", None),
        )
        of[snapshot.schema_id if snapshot.schema_id in of else None].append(choice)
    groups = [Group(schema, of[schema.pk]) for schema in schemas]
    return [*groups, Group(None, of[None][:_MOST_OTHERS])]


def _snapshots(schemas: list[Schema]) -> QuerySet[Snapshot]:
    captures = Observation.objects.filter(snapshot=OuterRef("pk")).order_by("number")
    is_current = Q(pk=F("schema__current"), schema__source__retired_at=None)
    return (
        Snapshot.objects.filter(is_current | Q(schema__in=schemas))
        .select_related("schema__source")
        .annotate(first_at=Subquery(captures.values("at")[:1]))
        .order_by("schema__source__name", "schema__name", "-number")
    )
