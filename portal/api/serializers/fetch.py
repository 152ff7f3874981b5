"""A fetch that is wanted or under way, as the API shows it."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.api import links
from portal.api.serializers.fields import Link, Outcome, Told
from portal.catalog.models import FetchRequest, Schema, Source
from portal.sentence import from_json


class ResultSerializer(serializers.Serializer[Any]):
    """What came of asking for one schema."""

    schema = serializers.CharField()
    outcome = serializers.CharField(help_text='"new", "unchanged", "not-modified", or a fault.')
    words = Outcome(source="outcome", help_text="The same in a few words.")
    message = serializers.SerializerMethodField(help_text="The fault in words, or empty.")
    version = serializers.IntegerField(allow_null=True, help_text="Null for a fault.")
    changes = serializers.IntegerField(
        default=0, help_text="How many it brought, if the version is new."
    )

    def get_message(self, result: Any) -> str:
        return Told().to_representation(from_json(result["message"]))


class FetchSerializer(serializers.Serializer[FetchRequest]):
    """A fetch that somebody wants, which the fetch loop is to make, is making, or has made."""

    url = Link(lambda request: links.fetch(request.pk))
    page = Link(
        lambda request: links.absolute(request.get_absolute_url()), help_text="It can be followed."
    )
    # Django REST framework keeps things of its own under this name, but not in the class.
    source = serializers.CharField(source="source.name")  # type: ignore[assignment]
    schema = serializers.CharField(
        source="schema_name", help_text="The schema that is wanted; empty for all of the source."
    )
    reason = serializers.ChoiceField(
        FetchRequest.Reason.values,
        help_text="asked: by a person; due: by the interval of the source; stale: what was read is "
        "older than the source allows.",
    )
    requested_at = serializers.DateTimeField()
    started_at = serializers.DateTimeField(
        allow_null=True, help_text="Null while the fetch loop has not come to it."
    )
    finished_at = serializers.DateTimeField(allow_null=True, help_text="Null until it is.")
    total = serializers.IntegerField(help_text="How many schemas it is to bring.")
    outcomes = ResultSerializer(
        source="results", many=True, help_text="What has come, or has come so far."
    )


class FetchedSerializer(serializers.Serializer[Any]):
    """What can be fetched: a source or a schema."""

    fetch = serializers.SerializerMethodField(
        help_text="The fetch that is wanted or under way; null if none is."
    )

    @extend_schema_field(FetchSerializer(allow_null=True))
    def get_fetch(self, thing: Source | Schema) -> object:
        if isinstance(thing, Schema):
            request = FetchRequest.objects.underway(thing.source, thing.name)
        else:
            request = thing.fetch_requests.filter(schema_name="", finished_at=None).first()
        return FetchSerializer(request).data if request else None
