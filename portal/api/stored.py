"""What the lists of the API read from the catalog, with all their members in one query."""

from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from portal.api import parameters
from portal.api.problems import Problem
from portal.catalog import addresses
from portal.catalog.models import (
    Change,
    FetchRequest,
    Observation,
    Property,
    Schema,
    Snapshot,
    Source,
)
from portal.history import changes as history
from portal.history import impacts
from portal.schema.impact import Impact

_WHOLE = Q(keyword="")  # a property as a whole came or went


def source(name: str) -> Source:
    """The source that has or had this name. Raises Problem."""
    try:
        return Source.objects.called(name)
    except Source.DoesNotExist as error:
        detail = _("There is no source %(name)s.") % {"name": name}
        raise Problem("not-found", detail) from error


def filtered_source(name: str) -> Source:
    """The source that the parameter `source` names, by the name it has or had. Raises Problem."""
    try:
        return Source.objects.called(name)
    except Source.DoesNotExist as error:
        detail = _("There is no source %(name)r.") % {"name": name}
        raise parameters.bad("source", detail) from error


def sources() -> QuerySet[Source]:
    """Sources with `schema_count`, `last_captured_at`, `last_outcome` and `last_message`."""
    seen = Observation.objects.filter(schema__source=OuterRef("pk")).order_by("-at", "-pk")
    return Source.objects.annotate(
        schema_count=Count("schemas"),
        last_captured_at=Subquery(seen.exclude(snapshot=None).values("at")[:1]),
        last_outcome=Subquery(seen.values("outcome")[:1]),
        last_message=Subquery(seen.values("message")[:1]),
    ).order_by("name")


def schemas() -> QuerySet[Schema]:
    """Schemas with how their last fetch went, `refreshing`: whether another is wanted, and
    `changed_at`: when what they say now was first captured; of the first version, None.
    """
    first = Observation.objects.filter(snapshot=OuterRef("current")).order_by("number")
    wanted = FetchRequest.objects.filter(source=OuterRef("source"), finished_at=None).filter(
        Q(schema_name=OuterRef("name")) | Q(schema_name="")
    )
    return (
        Schema.objects.with_last_fetch()
        .annotate(
            refreshing=Exists(wanted),
            changed_at=Case(When(current__number__gt=1, then=Subquery(first.values("at")[:1]))),
        )
        .select_related("source", "current")
    )


def versions(schema: Schema) -> QuerySet[Snapshot]:
    """The versions of `schema`, the newest first, with the captures that bound their lives.

    `before` is the number of the capture just before the first one: it came between the two.
    """
    captures = Observation.objects.exclude(snapshot=None)
    shown = captures.filter(snapshot=OuterRef("pk"))
    first, last = shown.order_by("number"), shown.order_by("-number")
    earlier = captures.filter(
        schema=OuterRef("schema"), number__lt=OuterRef("first_capture")
    ).order_by("-number")
    same = Snapshot.objects.filter(
        schema=OuterRef("schema"),
        digest=OuterRef("digest"),
        dialect=OuterRef("dialect"),
        number__lt=OuterRef("number"),
    ).order_by("number")
    return (
        schema.snapshots.select_related("schema__source", "content")
        .defer("content__body")
        .annotate(
            first_capture=Subquery(first.values("number")[:1]),
            last_capture=Subquery(last.values("number")[:1]),
            first_captured_at=Subquery(first.values("at")[:1]),
            last_captured_at=Subquery(last.values("at")[:1]),
            origin=Subquery(first.values("origin")[:1]),
            provenance=Subquery(first.values("provenance")[:1]),
            change_count=_changes(Q()),
            added=_changes(_WHOLE, kind=Change.Kind.ADDED),
            removed=_changes(_WHOLE, kind=Change.Kind.REMOVED),
            changed=_changes(~_WHOLE),
            same_as=Subquery(same.values("number")[:1]),
            **{impact.value: _changes(impacts.come_to([impact])) for impact in Impact},
        )
        .annotate(before=Subquery(earlier.values("number")[:1]))
        .order_by("-number")
    )


def _changes(condition: Q, **more: Any) -> Coalesce:
    """How many changes of a version fulfil the condition."""
    found = Change.objects.filter(condition, snapshot=OuterRef("pk"), **more).order_by()
    counted = found.values("snapshot").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def version(schema: Schema, number: int) -> Snapshot | None:
    """One version with its changes."""
    whole = versions(schema).prefetch_related(Prefetch("changes", changes()))
    return whole.filter(number=number).first()


def properties(schema: Schema) -> QuerySet[Property]:
    """The properties that `schema` has or ever had, in the order of their document."""
    return schema.properties.select_related("schema__source", "first", "last").order_by(
        "position", "pk"
    )


def property_(schema: Schema, path: str) -> Property:
    """The property, current or gone, at the `path` of a parameter `property`. Raises Problem."""
    pointer = addresses.pointer_from(path)
    try:
        return Property.objects.at(schema, pointer)
    except Property.DoesNotExist as error:
        detail = _("%(schema)s has no property at %(pointer)s.")
        told = {"schema": schema, "pointer": pointer}
        raise Problem("not-found", detail % told, parameter="property") from error


def changes(**of: Any) -> QuerySet[Change]:
    """Changes, the newest version first, each version's in their order."""
    return history.rows(Change.objects.filter(**of)).order_by("-snapshot__number", "position")
