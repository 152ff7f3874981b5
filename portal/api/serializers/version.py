"""Versions as the API shows them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.api import links
from portal.api.serializers.anomaly import AnomalySerializer, anomalies
from portal.api.serializers.change import ChangeSerializer
from portal.api.serializers.fields import Link
from portal.api.serializers.verdict import CountsSerializer
from portal.catalog import addresses, documents
from portal.catalog.models import Observation, Snapshot


class CapturesSerializer(serializers.Serializer[Snapshot]):
    """Numbers of captures. The version came between `before` and `first`, and nobody knows when."""

    before = serializers.IntegerField(allow_null=True, help_text="Null for the first version.")
    first = serializers.IntegerField(source="first_capture")
    last = serializers.IntegerField(source="last_capture")


class TallySerializer(serializers.Serializer[Snapshot]):
    """How many properties came and went, and how many other facts changed."""

    added = serializers.IntegerField()
    removed = serializers.IntegerField()
    changed = serializers.IntegerField()


class VersionSerializer(serializers.Serializer[Snapshot]):
    """One distinct version of a schema: what it says never changes."""

    url = Link(lambda version: links.version(*_schema(version), version.number))
    page = Link(lambda version: links.absolute(version.get_absolute_url()))
    source = serializers.CharField(source="schema.source.name")  # type: ignore[assignment]
    schema = serializers.CharField(source="schema.name")
    number = serializers.IntegerField()
    is_current = serializers.SerializerMethodField()
    digest = serializers.CharField(
        help_text="SHA-256 of the canonical form: two versions with the same one say the same."
    )
    sha256 = serializers.CharField(source="content_id", help_text="Of the bytes as served.")
    size = serializers.IntegerField(source="content.size", help_text="In bytes.")
    dialect = serializers.CharField()
    property_count = serializers.IntegerField()
    change_count = serializers.IntegerField(help_text="Against the version before it.")
    tally = TallySerializer(source="*")
    impacts = CountsSerializer(
        source="*", help_text="How many changes come to each, by the worse of the two sides."
    )
    same_as = serializers.IntegerField(
        allow_null=True, help_text="The first version that said the same; null if none did before."
    )
    first_captured_at = serializers.DateTimeField()
    last_captured_at = serializers.DateTimeField()
    captures = CapturesSerializer(source="*")
    origin = serializers.ChoiceField(
        Observation.Origin.choices, help_text="How its first capture came to the portal."
    )
    provenance = serializers.CharField(help_text="Where an imported one comes from, in words.")
    raw = Link(lambda version: links.raw(*_schema(version), version.number))
    evidence = Link(
        lambda version: links.absolute(addresses.evidence_url(*_schema(version), version.number)),
        help_text="A zip file: the bytes, each time they were captured, and what they changed.",
    )
    properties = Link(lambda version: links.properties(*_schema(version), version.number))
    compare = Link(
        lambda version: (
            links.absolute(
                addresses.compare_url(*_schema(version), version.number - 1, version.number)
            )
            if version.number > 1
            else None
        ),
        allow_null=True,
        help_text="The page that sets it beside the version before it.",
    )

    def get_is_current(self, version: Snapshot) -> bool:
        return version.pk == version.schema.current_id


class WholeVersionSerializer(VersionSerializer):
    """A version with what it says as a whole, what changed in it, and what is odd about it."""

    facts = serializers.SerializerMethodField(
        help_text="What the document says of its instances as a whole, as read. Null, false and "
        "empty lists say nothing."
    )
    changes = ChangeSerializer(many=True)
    anomalies = serializers.SerializerMethodField()

    @extend_schema_field(serializers.DictField())
    def get_facts(self, version: Snapshot) -> dict[str, Any]:
        facts = documents.of(version).at("").as_dict()
        del facts["served"]
        return facts

    @extend_schema_field(AnomalySerializer(many=True))
    def get_anomalies(self, version: Snapshot) -> list[dict[str, str]]:
        return anomalies(version)


def _schema(version: Snapshot) -> tuple[str, str]:
    return version.schema.source.name, version.schema.name
