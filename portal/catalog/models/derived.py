"""What is derived from the snapshots, and can be derived again: properties and changes."""

import hashlib
from typing import Any

from django.db import models
from django.db.models import F

from portal.catalog import addresses
from portal.catalog.models.json_text import JSONTextField
from portal.catalog.models.schema import Schema
from portal.catalog.models.snapshot import Snapshot
from portal.schema.impact import Impact

IMPACTS = [(impact.value, impact.value) for impact in Impact]


class PropertyQuerySet(models.QuerySet["Property"]):
    def present(self) -> "PropertyQuerySet":
        """Those of their schema's current version."""
        return self.filter(last=F("schema__current"))

    def at(self, schema: Schema, pointer: str) -> "Property":
        """The property of `schema` at `pointer`, present or gone. Raises Property.DoesNotExist."""
        return self.select_related("first", "last").get(
            schema=schema, pointer_hash=Property.hash_of(pointer)
        )


class Property(models.Model):
    """A property of a schema, ever: one that has gone keeps its row and its page."""

    schema = models.ForeignKey(Schema, on_delete=models.CASCADE, related_name="properties")
    pointer = models.TextField()
    # Pointers may be longer than an index takes (faults.md, 43).
    pointer_hash = models.CharField(max_length=64)
    path = models.TextField()
    name = models.TextField()
    position = models.PositiveIntegerField()
    # Property.as_dict() of the last snapshot that has it.
    facts = models.JSONField()
    # By the key of each saying (schema.sayings), the numbers of the versions in which it came,
    # changed or went. The property itself came with its first, went with its second, and so on.
    # Of a set whose members have changed too often (by the key MEMBER) only the whole is told.
    touched = models.JSONField(default=dict)
    # {"values": […]}: some that are valid by the last snapshot that has it, each of them checked;
    # or {"why": …}: why there are none (ingest.examples). Empty while they are yet to be made.
    examples = JSONTextField(default=dict)
    first = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="+")
    last = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="+")

    objects = PropertyQuerySet.as_manager()

    class Meta:
        ordering = ["schema", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["schema", "pointer_hash"], name="property_pointer_is_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.schema} {self.path}"

    def get_absolute_url(self) -> str:
        return addresses.property_url(self.schema.source.name, self.schema.name, self.pointer)

    @property
    def is_gone(self) -> bool:
        return self.last_id != self.schema.current_id

    @staticmethod
    def hash_of(pointer: str) -> str:
        return hashlib.sha256(pointer.encode()).hexdigest()


class Change(models.Model):
    """One fact about what differs between a snapshot and the one before it, and whom it breaks."""

    class Kind(models.TextChoices):
        ADDED = "added"
        REMOVED = "removed"
        CHANGED = "changed"

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="changes")
    position = models.PositiveIntegerField()
    # The property it is about; none for a fact about the document itself.
    subject = models.ForeignKey(
        Property, null=True, blank=True, on_delete=models.CASCADE, related_name="changes"
    )
    pointer = models.TextField()
    path = models.TextField(blank=True)
    # Empty when the property as a whole came or went.
    keyword = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # Whether it is about one member of a set (type, enum, required), not about the whole keyword.
    member = models.BooleanField(default=False)
    # Whether it is about the subschema at `pointer` as a whole, which stands under the keyword.
    whole = models.BooleanField(default=False)
    # {"before": …, "after": …}; a side that wasn't there is left out, since null is a value.
    values = JSONTextField()
    # The verdict: ids of portal.schema.impact's RULES and CONTEXTS, and what they come to.
    rule = models.CharField(max_length=60)
    context = models.CharField(max_length=20, blank=True)
    request = models.CharField(max_length=10, choices=IMPACTS)
    response = models.CharField(max_length=10, choices=IMPACTS)
    # impact.Counterpart as a dict: what this may be the other half of.
    counterpart = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["snapshot", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "position"], name="change_position_is_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.snapshot}: {self.path} {self.keyword} {self.kind}"

    @property
    def before(self) -> Any:
        return self.values.get("before")

    @property
    def after(self) -> Any:
        return self.values.get("after")
