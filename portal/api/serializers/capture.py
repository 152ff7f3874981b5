"""Each time a source was asked for a schema, as the API shows it."""

from rest_framework import serializers

from portal.api import links
from portal.api.serializers.fields import Link, Outcome, Told
from portal.catalog.models import Observation


class ObservationSerializer(serializers.Serializer[Observation]):
    """One time a schema was asked for, whatever came of it."""

    number = serializers.IntegerField(help_text="Counts those of the schema, from 1.")
    at = serializers.DateTimeField()
    seconds = serializers.FloatField(help_text="How long it took.")
    origin = serializers.ChoiceField(Observation.Origin.choices)
    outcome = serializers.CharField(help_text='"new", "unchanged", "not-modified", or a fault.')
    outcome_words = Outcome(source="outcome", help_text="The same in a few words.")
    message = Told(help_text="The fault in words, or empty.")
    provenance = serializers.CharField(help_text="Where an imported one comes from, in words.")
    version = serializers.IntegerField(
        source="snapshot.number", default=None, allow_null=True, help_text="Null for a fault."
    )
    version_url = Link(
        lambda seen: (
            links.version(seen.schema.source.name, seen.schema.name, seen.snapshot.number)
            if seen.snapshot
            else None
        ),
        allow_null=True,
    )
    content_type = serializers.CharField(help_text="As served, or empty.")
    etag = serializers.CharField(help_text="As served, or empty.")
    last_modified = serializers.CharField(help_text="As served, or empty.")
