"""Notes as the API shows them. Each row is a notes.told.Told."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.api import links
from portal.api.serializers.fields import Link
from portal.notes import told
from portal.notes.staleness import Stale
from portal.notes.target import Target, Thing, note_on
from portal.notes.told import Told


def _of(row: Told) -> str:
    target = row.target
    if target.schema is None:
        return links.source(target.source.name)
    at = (target.source.name, target.schema.name)
    return links.property_(*at, target.pointer) if target.pointer else links.schema(*at)


class StaleSerializer(serializers.Serializer[Stale]):
    """How what a note is on has changed since it was written."""

    versions = serializers.ListField(
        child=serializers.IntegerField(), help_text="Those that changed it."
    )
    gone = serializers.BooleanField(help_text="Whether it is no longer served.")
    compare = Link(
        lambda stale: links.absolute(stale.compare_url),
        help_text="The page that tells what has changed.",
    )


class EditorsNoteSerializer(serializers.Serializer[Any]):
    """The latest revision of what editors have noted on a source, a schema or a property."""

    of = Link(_of, help_text="What it is on.")
    page = Link(
        lambda row: links.absolute(row.target.note_url),
        help_text="The note with all its revisions, for people.",
    )
    # Django REST framework keeps things of its own under this name, but not in the class.
    source = serializers.CharField(source="target.source.name")  # type: ignore[assignment]
    schema = serializers.CharField(
        source="target.schema.name", default=None, help_text="Null for one on a source."
    )
    pointer = serializers.SerializerMethodField(
        help_text="Of the property, a JSON Pointer (RFC 6901); null if it is on none."
    )
    revision = serializers.IntegerField(source="revision.number")
    author = serializers.CharField(source="revision.author_name")
    written_at = serializers.DateTimeField(source="revision.at")
    version = serializers.IntegerField(
        source="revision.about.number",
        default=None,
        allow_null=True,
        help_text="The version of the schema that was current when it was written.",
    )
    markdown = serializers.CharField(source="revision.text")
    html = serializers.CharField(help_text="Safe to show; links are of this portal.")
    stale = StaleSerializer(
        allow_null=True, help_text="Null while what it is on is as it was when it was written."
    )

    def get_pointer(self, row: Told) -> str | None:
        return row.target.pointer or None


class NotedSerializer(serializers.Serializer[Thing]):
    """What can have a note."""

    note = serializers.SerializerMethodField(
        help_text="What editors have noted on it; null if nothing."
    )

    @extend_schema_field(EditorsNoteSerializer(allow_null=True))
    def get_note(self, thing: Thing) -> object:
        target = Target.of(thing)
        note = note_on(target)
        if note is None or note.latest is None or not note.latest.text:
            return None
        return EditorsNoteSerializer(told.of(target, note.latest)).data
