"""A schema: one document of a source, through all its versions."""

from django.db import models, transaction
from django.db.models import OuterRef, Subquery

from portal.catalog import addresses
from portal.catalog.models.source import Source


class SchemaQuerySet(models.QuerySet["Schema"]):
    def at(self, source: str, rest: str) -> tuple["Schema", str]:
        """The schema whose name begins the decoded address `rest`, and what follows it there.

        Raises Schema.DoesNotExist.
        """
        tails = dict(addresses.schema_prefixes(rest))
        schema = (
            self.filter(source__name=source, name__in=list(tails))
            .select_related("source", "current")
            .get()
        )
        return schema, tails[schema.name]

    def named(self, source: Source, name: str) -> "Schema":
        """The schema of that name, made if need be. Raises addresses.BadName."""
        addresses.check_schema_name(name)
        known = self.filter(source=source, name=name).first()
        if known is not None:
            return known
        with transaction.atomic():
            Source.objects.select_for_update().get(pk=source.pk)  # one new name at a time
            others = self.filter(source=source).values_list("name", flat=True)
            addresses.check_schema_name(name, others)
            return self.get_or_create(source=source, name=name)[0]

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
