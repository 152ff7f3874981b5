"""A wish that something be fetched: written down by whoever has it, granted by the fetch loop.

This is how a page asks for fresh data without ever reaching the network itself.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.catalog.models.source import Source


class FetchRequestManager(models.Manager["FetchRequest"]):
    def want(
        self, source: Source, schema: str = "", *, reason: str, user: Any = None
    ) -> "FetchRequest":
        """The open request for `schema` of `source` (all its schemas if empty), made if need be."""
        request, _ = self.get_or_create(
            source=source,
            schema_name=schema,
            finished_at=None,
            defaults={"reason": reason, "requested_by": user},
        )
        return request

    def underway(self, source: Source, schema: str) -> "FetchRequest | None":
        """The open request that will bring `schema`: its own, or that of the whole source."""
        return self.filter(source=source, schema_name__in=["", schema], finished_at=None).first()


class FetchRequest(models.Model):
    class Reason(models.TextChoices):
        ASKED = "asked"  # by a signed-in person
        DUE = "due"  # by the source's interval
        STALE = "stale"  # by a page that was older than its source allows

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="fetch_requests")
    schema_name = models.CharField(max_length=255, blank=True)
    reason = models.CharField(max_length=10, choices=Reason.choices)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    requested_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    # When the loop last worked on it; one that stands still was left by a loop that died.
    progress_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    total = models.PositiveIntegerField(default=0)
    # What has come so far: [{"schema": …, "outcome": …, "message": …, "version": …}, …].
    results = models.JSONField(default=list)

    objects = FetchRequestManager()

    class Meta:
        ordering = ["-requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "schema_name"],
                condition=Q(finished_at=None),
                name="one_open_fetch_request",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}/{self.schema_name or '*'} ({self.reason})"

    def get_absolute_url(self) -> str:
        return f"/fetches/{self.pk}/"

    @property
    def has_failed(self) -> bool:
        """Whether it brought nothing usable."""
        return not any(result["version"] for result in self.results)
