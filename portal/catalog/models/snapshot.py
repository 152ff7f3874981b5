"""Snapshots and observations: what was served, and each time it was asked for."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy

from portal.catalog import addresses
from portal.catalog.models.schema import Schema
from portal.catalog.sentences import SentenceField

LONGEST_HEADER = 255  # characters of a header's value that are kept


class Content(models.Model):
    """Bytes exactly as served, stored once however often they come."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    body = models.BinaryField()
    size = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.sha256


class Snapshot(models.Model):
    """One distinct version of a schema, numbered 1, 2, 3 … within it. It never changes."""

    schema = models.ForeignKey(Schema, on_delete=models.CASCADE, related_name="snapshots")
    number = models.PositiveIntegerField()
    content = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="+")
    # Of the canonical form: two documents with this digest say the same.
    digest = models.CharField(max_length=64)
    dialect = models.CharField(max_length=20)
    property_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["schema", "number"]
        constraints = [
            models.UniqueConstraint(fields=["schema", "number"], name="snapshot_number_is_unique"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="snapshot_number_from_1"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.schema}@{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("a snapshot never changes")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return addresses.schema_url(self.schema.source.name, self.schema.name, self.number)


class ObservationQuerySet(models.QuerySet["Observation"]):
    def captures(self) -> "ObservationQuerySet":
        """Those that brought the document, in the order they were made."""
        return self.exclude(snapshot=None).order_by("number")


class Observation(models.Model):
    """One time a schema was asked for, whatever came of it.

    Observations are ordered by `number`, not by time: a clock may be set back.
    """

    class Origin(models.TextChoices):
        FETCHED = "fetched", gettext_lazy("fetched")
        IMPORTED = "imported", gettext_lazy("imported")

    schema = models.ForeignKey(Schema, on_delete=models.CASCADE, related_name="observations")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    seconds = models.FloatField(default=0)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    # "new", "unchanged", "not-modified", or the code of what went wrong.
    outcome = models.CharField(max_length=40)
    message = SentenceField(blank=True)
    # Where an imported document comes from, in words.
    provenance = models.TextField(blank=True)
    snapshot = models.ForeignKey(
        Snapshot, null=True, blank=True, on_delete=models.CASCADE, related_name="observations"
    )
    content_type = models.CharField(max_length=LONGEST_HEADER, blank=True)
    etag = models.CharField(max_length=LONGEST_HEADER, blank=True)
    last_modified = models.CharField(max_length=LONGEST_HEADER, blank=True)
    # The source asked not to be asked again before.
    retry_at = models.DateTimeField(null=True, blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["schema", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["schema", "number"], name="observation_number_is_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.schema} #{self.number}: {self.outcome}"
