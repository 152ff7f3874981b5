"""Subscriptions of signed-in people, and the mails that are under way to them."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from portal.catalog import addresses
from portal.catalog.models import Property, Schema, Source
from portal.history.impacts import SIDES, Side
from portal.history.wanted import Wanted
from portal.schema.impact import Impact

LONGEST_FAULT = 500  # characters
# Of one mail; they take more than four days, as RFC 5321, section 4.5.4.1, asks for.
MOST_REFUSALS = 24


class Least(models.TextChoices):
    """The least impact that somebody wants to hear of."""

    BREAKING = "breaking", gettext_lazy("what breaks")
    WARNING = "warning", gettext_lazy("what breaks or may break")
    ANY = "any", gettext_lazy("every change")

    @property
    def impacts(self) -> frozenset[Impact]:
        """These, as Wanted has them: none means all."""
        some = {Least.BREAKING: {Impact.BREAKING}, Least.WARNING: {Impact.BREAKING, Impact.WARNING}}
        return frozenset(some.get(self, ()))


class Often(models.TextChoices):
    AT_ONCE = "at-once", gettext_lazy("at once")
    DAILY = "daily", gettext_lazy("daily")
    WEEKLY = "weekly", gettext_lazy("weekly")


class Subscription(models.Model):
    """That somebody wants to hear of changes: of everything, a source, a schema, or a property.

    Bound to rows and a pointer, so it outlives other names and a `rebuild`. `position`: that of the
    last notice (catalog) that was dealt with, whether it had anything to tell or not.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="subscriptions"
    )
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    schema = models.ForeignKey(
        Schema, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    pointer = models.TextField(blank=True)
    # `key_of` these three.
    about = models.CharField(max_length=100)
    least = models.CharField(max_length=10, choices=Least.choices)
    side = models.CharField(max_length=10, choices=[(side, side) for side in SIDES])
    often = models.CharField(max_length=10, choices=Often.choices)
    language = models.CharField(max_length=10)  # of settings.LANGUAGES
    position = models.BigIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "about", "often"], name="subscription_is_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(source=None) | models.Q(schema=None),
                name="subscription_is_about_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.about} {self.often}"

    @staticmethod
    def key_of(source: Source | None, schema: Schema | None, pointer: str) -> str:
        """What tells one thing that is subscribed to from all others."""
        if schema is not None:
            return f"schema {schema.pk} {Property.hash_of(pointer) if pointer else ''}".strip()
        return f"source {source.pk}" if source is not None else "everything"

    def wanted(self) -> Wanted:
        """The changes that it is about, by the names that things have now."""
        source = self.schema.source if self.schema else self.source
        side: Side = next(each for each in SIDES if each == self.side)
        return Wanted(
            source=source.name if source else "",
            schema=self.schema.name if self.schema else "",
            property=self.pointer,
            impact=Least(self.least).impacts,
            side=side,
        )

    @property
    def name(self) -> str:
        """What it is about, as plain text; "" is everything."""
        if self.schema is None:
            return self.source.name if self.source else ""
        if not self.pointer:
            return str(self.schema)
        found = Property.objects.filter(
            schema=self.schema, pointer_hash=Property.hash_of(self.pointer)
        )
        path = found.values_list("path", flat=True).first() or self.pointer
        return f"{self.schema} {path}"

    @property
    def url(self) -> str:
        """The page of what it is about."""
        if self.schema is None:
            return self.source.get_absolute_url() if self.source else "/changes/"
        if not self.pointer:
            return self.schema.get_absolute_url()
        return addresses.property_url(self.schema.source.name, self.schema.name, self.pointer)


class Outgoing(models.Model):
    """A mail that is yet to be accepted by the mail server."""

    language = models.CharField(max_length=10)  # of settings.LANGUAGES
    # Of its Message-ID, which stays the same however often it is tried.
    identity = models.UUIDField(default=uuid.uuid4, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    # Whoever sends it has taken it; empty when nobody does.
    taken_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    # In how many of them it was this very mail that was refused, or could not be written.
    refused = models.PositiveIntegerField(default=0)
    # Of the last try, which failed: why, when, and before when there is no other.
    fault = models.CharField(max_length=LONGEST_FAULT, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    retry_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        default_permissions = ()

    @property
    def is_given_up(self) -> bool:
        """Whether it is tried no more, until somebody wishes so."""
        return self.refused >= MOST_REFUSALS


class Digest(Outgoing):
    """What somebody's subscriptions of one rhythm and language tell up to a notice. There is one
    at a time; it goes when it is accepted.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests"
    )
    often = models.CharField(max_length=10, choices=Often.choices)
    upto = models.BigIntegerField()

    class Meta(Outgoing.Meta):
        ordering = ["tries", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "often", "language"], name="digest_under_way_is_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.often} {self.language} up to {self.upto}"


class Confirmation(Outgoing):
    """That somebody wants mails at `address`, and the mail that asks there whether that is right.

    Until it is confirmed nothing else is sent there.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="confirmations"
    )
    address = models.EmailField(max_length=254)
    sent_at = models.DateTimeField(null=True, blank=True)
    # When it was confirmed, or the account wanted something else.
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta(Outgoing.Meta):
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.user} at {self.address}"
