"""Schemas as the API shows them."""

from rest_framework import serializers

from portal.api import links
from portal.api.serializers.fetch import FetchedSerializer
from portal.api.serializers.fields import Link, Outcome, Told
from portal.api.serializers.note import NotedSerializer
from portal.catalog.models import Observation, Schema


class SchemaSerializer(serializers.Serializer[Schema]):
    """One document of a source, as its current version has it."""

    url = Link(lambda schema: links.schema(schema.source.name, schema.name))
    page = Link(lambda schema: links.absolute(schema.get_absolute_url()))
    source = serializers.CharField(source="source.name")  # type: ignore[assignment]
    name = serializers.CharField()
    version = serializers.IntegerField(
        source="current.number", read_only=True, default=None, help_text="Null before any capture."
    )
    digest = serializers.CharField(source="current.digest", read_only=True, default=None)
    dialect = serializers.CharField(source="current.dialect", read_only=True, default=None)
    property_count = serializers.IntegerField(
        source="current.property_count", read_only=True, default=None
    )
    changed_at = serializers.DateTimeField(
        allow_null=True,
        help_text="When the current version was first captured; null if it is the first.",
    )
    last_captured_at = serializers.DateTimeField(
        allow_null=True, help_text="When the source last said that this is its schema."
    )
    origin = serializers.ChoiceField(
        Observation.Origin.choices,
        source="last_origin",
        allow_null=True,
        help_text="How the last capture came to the portal.",
    )
    last_asked_at = serializers.DateTimeField(allow_null=True)
    last_outcome = serializers.CharField(
        allow_null=True,
        help_text='What came of it: "new", "unchanged", "not-modified", or a fault.',
    )
    last_outcome_words = Outcome(
        source="last_outcome", allow_null=True, help_text="The same in a few words."
    )
    last_message = Told(allow_null=True, help_text="The fault in words.")
    refreshing = serializers.BooleanField(help_text="Whether it is being asked for again.")
    versions = Link(lambda schema: links.versions(schema.source.name, schema.name))
    properties = Link(lambda schema: links.properties(schema.source.name, schema.name))
    changes = Link(lambda schema: links.changes(schema.source.name, schema.name))
    captures = Link(
        lambda schema: links.captures(schema.source.name, schema.name),
        help_text="Each time it was asked for, whatever came of it.",
    )
    timemap = Link(
        lambda schema: links.timemap(schema.source.name, schema.name),
        help_text="Its versions in time (RFC 7089).",
    )
    raw = Link(
        lambda schema: (
            schema.current and links.raw(schema.source.name, schema.name, schema.current.number)
        ),
        allow_null=True,
        help_text="The bytes of the current version, exactly as served.",
    )


class WholeSchemaSerializer(NotedSerializer, FetchedSerializer, SchemaSerializer):
    """A schema with what is noted on it, and how a fetch of it goes."""
