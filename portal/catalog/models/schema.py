"""A schema: one document of a source, through all its versions."""

from collections.abc import Sequence

from django.db import models, transaction
from django.db.models import OuterRef, Subquery

from portal.catalog import addresses
from portal.catalog.models.source import Source


class SchemaQuerySet(models.QuerySet["Schema"]):
    def at(self, source: str, rest: str) -> tuple["Schema", str]:
        """The schema whose name begins the decoded address `rest`, and what follows it there.

        Names that the source or the schema had lead on, too: the answer has the present ones.
        Raises Schema.DoesNotExist.
        """
        tails = dict(addresses.schema_prefixes(rest))
        rows = self.select_related("source", "current")
        schema = rows.filter(source__name=source, name__in=list(tails)).first()
        if schema is not None:
            return schema, tails[schema.name]
        schema, name = rows.once_called(source, list(tails))
        return schema, tails[name]

    def called(self, source: str, name: str) -> "Schema":
        """The schema that has these names, or else had them. Raises Schema.DoesNotExist."""
        schema = self.filter(source__name=source, name=name).first()
        return schema or self.once_called(source, [name])[0]

    def once_called(self, source: str, names: Sequence[str]) -> tuple["Schema", str]:
        """The schema that has one of `names`, or had it, of the source that has or had its name;
        and which of them. Raises Schema.DoesNotExist.
        """
        try:
            owner = Source.objects.called(source)
        except Source.DoesNotExist as error:
            raise Schema.DoesNotExist from error
        schema = self.filter(source=owner, name__in=names).first()
        if schema is not None:
            return schema, schema.name
        schema = self.get(source=owner, former_names__name__in=names)
        return schema, schema.former_names.get(name__in=names).name

    def named(self, source: Source, name: str) -> "Schema":
        """The schema that has or had that name, made if need be. Raises addresses.BadName."""
        addresses.check_schema_name(name)
        known = self._known(source, name)
        if known is not None:
            return known
        with transaction.atomic():
            Source.objects.select_for_update().get(pk=source.pk)  # one new name at a time
            mine = self.filter(source=source)
            others = [
                *mine.values_list("name", flat=True),
                *mine.exclude(former_names=None).values_list("former_names__name", flat=True),
            ]
            addresses.check_schema_name(name, others)
            return self._known(source, name) or self.create(source=source, name=name)

    def _known(self, source: Source, name: str) -> "Schema | None":
        mine = self.filter(source=source)
        return mine.filter(name=name).first() or mine.filter(former_names__name=name).first()

    def with_last_fetch(self) -> "SchemaQuerySet":
        """Annotated with `last_outcome`, `last_asked_at` and `last_captured_at` (of a good one)."""
        from portal.catalog.models.snapshot import Observation

        last = Observation.objects.filter(schema=OuterRef("pk")).order_by("-number")
        good = last.exclude(snapshot=None)
        return self.annotate(
            last_outcome=Subquery(last.values("outcome")[:1]),
            last_message=Subquery(last.values("message")[:1]),
            last_asked_at=Subquery(last.values("at")[:1]),
            last_captured_at=Subquery(good.values("at")[:1]),
            last_origin=Subquery(good.values("origin")[:1]),
        )


class Schema(models.Model):
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="schemas")
    name = models.CharField(max_length=255)
    # The newest snapshot; empty while no fetch has succeeded.
    current = models.ForeignKey(
        "catalog.Snapshot", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    # Which revision of portal.ingest.derive made what is derived from the snapshots; 0: none.
    derived_by = models.PositiveIntegerField(default=0)

    objects = SchemaQuerySet.as_manager()

    class Meta:
        ordering = ["source__name", "name"]
        constraints = [
            models.UniqueConstraint(fields=["source", "name"], name="schema_name_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.source.name}/{self.name}"

    def get_absolute_url(self) -> str:
        return addresses.schema_url(self.source.name, self.name)
