"""Comparisons as the API describes them; portal.history.report makes what they hold."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.api.serializers.verdict import (
    IMPACTS,
    CounterpartSerializer,
    CountsSerializer,
    ReasonsSerializer,
)
from portal.api.serializers.version import VersionSerializer
from portal.catalog.models import Change


class JudgedChangeSerializer(serializers.Serializer[Any]):
    """One fact about what differs, and whom it breaks."""

    pointer = serializers.CharField(help_text="Where it is: a JSON Pointer (RFC 6901).")
    path = serializers.CharField(help_text="Its property, as in images[].disk_format.")
    property = serializers.CharField(
        allow_null=True, help_text="The property's pointer; null for the document itself."
    )
    keyword = serializers.CharField(help_text="Empty if the property as a whole came or went.")
    kind = serializers.ChoiceField(Change.Kind.choices)
    member = serializers.BooleanField(
        help_text="Whether it is about one member of a set (type, enum, required)."
    )
    whole = serializers.BooleanField(help_text="Whether it is about a whole subschema.")
    before = serializers.JSONField(required=False)
    after = serializers.JSONField(required=False)
    text = serializers.CharField(help_text="What happened, in the language of the request.")
    rule = serializers.CharField(help_text="The id of the rule that judged it, see /rules/.")
    context = serializers.CharField(  # type: ignore[assignment]
        help_text="The id of what made the verdict another where the change stands, or empty."
    )
    request = serializers.ChoiceField(IMPACTS, help_text="For who sends.")
    response = serializers.ChoiceField(IMPACTS, help_text="For who reads.")
    reasons = ReasonsSerializer()
    counterpart = CounterpartSerializer(allow_null=True)
    through = serializers.ListField(
        child=serializers.DictField(),
        help_text="What differs where a changed reference leads: changes of the same form.",
    )


class SummarySerializer(serializers.Serializer[Any]):
    """For requests, for responses, and by the worse of the two."""

    request = CountsSerializer()
    response = CountsSerializer()
    either = CountsSerializer()


class ComparisonSerializer(serializers.Serializer[Any]):
    """What differs between two versions, and whom it breaks."""

    url = serializers.URLField(help_text="This comparison, of these two versions for ever.")
    page = serializers.URLField()
    before = VersionSerializer()
    after = VersionSerializer()
    says_the_same = serializers.BooleanField(help_text="Whether nothing differs.")
    is_same_bytes = serializers.BooleanField()
    worst = serializers.ChoiceField(
        IMPACTS, allow_null=True, help_text="Of all changes; null where nothing differs."
    )
    summary = SummarySerializer(help_text="Of all changes, whichever are asked for.")
    changes = serializers.SerializerMethodField(help_text="Those that are asked for.")

    @extend_schema_field(JudgedChangeSerializer(many=True))
    def get_changes(self, comparison: Any) -> Any:
        return comparison["changes"]
