"""Notes and their revisions.

A note is bound to a property by the schema and the pointer, not by the property's row, which
`manage.py rebuild` makes anew.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.catalog.models import Schema, Snapshot, Source

LONGEST_TEXT = 100_000  # characters
LONGEST_COMMENT = 200


class Note(models.Model):
    """What is noted on one thing: a source; a schema; or a property of it, if there is a pointer.

    It stays for ever; one that was deleted has an empty latest revision.
    """

    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.CASCADE, related_name="notes"
    )
    schema = models.ForeignKey(
        Schema, null=True, blank=True, on_delete=models.CASCADE, related_name="notes"
    )
    pointer = models.TextField(blank=True)
    pointer_hash = models.CharField(max_length=64, blank=True)
    latest = models.ForeignKey(
        "notes.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        default_permissions = ("change",)  # to begin a note and to empty it is to change it
        constraints = [
            models.CheckConstraint(
                condition=Q(source=None, schema__isnull=False)
                | Q(source__isnull=False, schema=None, pointer_hash=""),
                name="note_is_on_one_thing",
            ),
            models.UniqueConstraint(fields=["source"], name="note_of_source_is_unique"),
            models.UniqueConstraint(
                fields=["schema", "pointer_hash"], name="note_of_schema_is_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source or self.schema} {self.pointer}".strip()


class Revision(models.Model):
    """One text of a note, numbered 1, 2, 3 … within it. It never changes."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    # Markdown; empty where the note was deleted.
    text = models.TextField(blank=True, max_length=LONGEST_TEXT)
    comment = models.CharField(blank=True, max_length=LONGEST_COMMENT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Stays when the account goes.
    author_name = models.CharField(max_length=320)
    at = models.DateTimeField(auto_now_add=True)
    # The current version of the schema when this was written.
    about = models.ForeignKey(
        Snapshot, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        default_permissions = ()
        ordering = ["note", "number"]
        constraints = [
            models.UniqueConstraint(fields=["note", "number"], name="revision_number_is_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="revision_number_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.note} revision {self.number}"

    @property
    def begins(self) -> str:
        """Its first line."""
        return next(filter(None, map(str.strip, self.text.splitlines())), "")
