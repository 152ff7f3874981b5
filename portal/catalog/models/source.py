"""A source: one deployment that is asked for its schemas."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy

from portal.catalog import addresses


def check_name(name: str) -> None:
    """Django's form of addresses.check_source_name."""
    try:
        addresses.check_source_name(name)
    except addresses.BadName as error:
        raise ValidationError(str(error)) from error


class SourceQuerySet(models.QuerySet["Source"]):
    def asked(self) -> "SourceQuerySet":
        """Those that are fetched from: not retired, and not only recorded."""
        return self.filter(retired_at=None).exclude(url="", cloud="")

    def called(self, name: str) -> "Source":
        """The source that has this name, or else had it. Raises Source.DoesNotExist."""
        if "\0" in name:  # PostgreSQL can't be asked for it
            raise Source.DoesNotExist
        return self.filter(name=name).first() or self.get(former_names__name=name)


class Source(models.Model):
    """A deployment: how to reach it and how often. Its credentials are never stored here."""

    class Kind(models.TextChoices):
        GLANCE = "glance", gettext_lazy("Image service (Glance)")
        JSON_SCHEMA = "json-schema", gettext_lazy("JSON Schema at an address")
        FILE = "file", gettext_lazy("File")

    name = models.CharField(max_length=63, unique=True, validators=[check_name])
    kind = models.CharField(max_length=20, choices=Kind.choices)
    url = models.CharField(max_length=2000, blank=True)
    # The name of a cloud in clouds.yaml, where the credentials are.
    cloud = models.CharField(max_length=255, blank=True)
    # The chosen documents; an empty list means all that the kind has.
    chosen = models.JSONField(default=list, blank=True)
    every = models.DurationField(null=True, blank=True)
    # A page older than this is served at once and fetched anew behind the reader's back.
    max_age = models.DurationField(default=timedelta(hours=1))
    description = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # A source that is removed keeps its pages: addresses are for ever.
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["glance", "json-schema", "file"]),
                name="source_kind_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(every=None) | models.Q(every__gt=timedelta(0)),
                name="source_every_is_positive",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return addresses.source_url(self.name)

    @property
    def is_recorded(self) -> bool:
        """Whether nobody can be asked: its documents were imported."""
        return not self.url and not self.cloud

    @property
    def is_asked(self) -> bool:
        return not self.is_recorded and self.retired_at is None
