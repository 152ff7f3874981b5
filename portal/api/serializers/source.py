"""Sources as the API shows them."""

from datetime import timedelta

from rest_framework import serializers

from portal.api import links
from portal.api.serializers.fetch import FetchedSerializer
from portal.api.serializers.fields import Link, Outcome, Told
from portal.api.serializers.note import NotedSerializer
from portal.catalog.models import Source

STATES = ("asked", "recorded", "removed")


class SourceSerializer(serializers.Serializer[Source]):
    """A deployment that is asked for its schemas, or whose schemas were imported."""

    url = Link(lambda source: links.source(source.name))
    page = Link(lambda source: links.absolute(source.get_absolute_url()))
    name = serializers.CharField()
    kind = serializers.ChoiceField(Source.Kind.choices)
    state = serializers.SerializerMethodField(
        help_text="asked: fetched from; recorded: its documents were imported; removed: fetched no "
        "more, what it said stays."
    )
    kind_words = serializers.CharField(source="get_kind_display", help_text="The same in words.")
    asked_at = serializers.SerializerMethodField(
        help_text="The address, or the name of the cloud, that is asked; null for one that was "
        "imported."
    )
    description = serializers.CharField()
    every_seconds = serializers.SerializerMethodField(
        help_text="The interval at which it is asked; null if only when somebody wants to know."
    )
    max_age_seconds = serializers.SerializerMethodField(
        help_text="How old a capture may be before the portal asks again."
    )
    schema_count = serializers.IntegerField()
    last_captured_at = serializers.DateTimeField(allow_null=True)
    last_outcome = serializers.CharField(
        allow_null=True,
        help_text='What came of asking last: "new", "unchanged", "not-modified", or a fault.',
    )
    last_outcome_words = Outcome(
        source="last_outcome", allow_null=True, help_text="The same in a few words."
    )
    last_message = Told(allow_null=True, help_text="The fault in words.")
    schemas = Link(lambda source: links.schemas(source.name))

    def get_state(self, source: Source) -> str:
        if source.retired_at is not None:
            return "removed"
        return "recorded" if source.is_recorded else "asked"

    def get_asked_at(self, source: Source) -> str | None:
        return source.url or source.cloud or None

    def get_every_seconds(self, source: Source) -> int | None:
        return None if source.every is None else _seconds(source.every)

    def get_max_age_seconds(self, source: Source) -> int:
        return _seconds(source.max_age)


class WholeSourceSerializer(NotedSerializer, FetchedSerializer, SourceSerializer):
    """A source with what is noted on it, and how a fetch of all of it goes."""


def _seconds(duration: timedelta) -> int:
    return int(duration.total_seconds())
