"""Changes as the API shows them: facts, each with its verdict."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.api import links
from portal.api.serializers.fields import Link
from portal.api.serializers.verdict import IMPACTS, CounterpartSerializer, ReasonsSerializer
from portal.catalog import addresses
from portal.catalog.models import Change
from portal.history import intervals, reasons, wording
from portal.history.changes import differing


class CaptureSerializer(serializers.Serializer[Any]):
    """One time the document was captured."""

    number = serializers.IntegerField()
    at = serializers.DateTimeField()


class IntervalSerializer(serializers.Serializer[Any]):
    """The change came between two captures, and nobody knows when."""

    before = CaptureSerializer(allow_null=True)
    first = CaptureSerializer(help_text="The first capture that showed it.")


class ChangeSerializer(serializers.Serializer[Change]):
    """One fact about what differs between a version and the one before it, and whom it breaks.

    `before` and `after` are left out where there was nothing, since null is a value.
    """

    url = Link(lambda change: links.version(*_schema(change), change.snapshot.number))
    page = Link(
        lambda change: links.absolute(
            addresses.compare_url(
                *_schema(change), change.snapshot.number - 1, change.snapshot.number
            )
        )
    )
    # Django REST framework keeps things of its own under some of these names, but not in the class.
    source = serializers.CharField(source="snapshot.schema.source.name")  # type: ignore[assignment]
    schema = serializers.CharField(source="snapshot.schema.name")
    version = serializers.IntegerField(
        source="snapshot.number", help_text="The version that brought it."
    )
    interval = serializers.SerializerMethodField()
    kind = serializers.ChoiceField(Change.Kind.choices)
    keyword = serializers.CharField(help_text="Empty if the property as a whole came or went.")
    member = serializers.BooleanField(
        help_text="Whether it is about one member of a set (type, enum, required)."
    )
    whole = serializers.BooleanField(help_text="Whether it is about a whole subschema.")
    pointer = serializers.CharField(help_text="Where it is: a JSON Pointer (RFC 6901).")
    path = serializers.CharField(help_text="The same for people, as in images[].disk_format.")
    property = Link(
        lambda change: change.subject and links.property_(*_schema(change), change.subject.pointer),
        allow_null=True,
        help_text="The property it is about; null for a fact about the document itself.",
    )
    before = serializers.JSONField(required=False)
    after = serializers.JSONField(required=False)

    text = serializers.SerializerMethodField(
        help_text="What happened, in the language of the request, as in: maxLength 255 → 128."
    )
    rule = serializers.CharField(help_text="The id of the rule that judged it.")
    context = serializers.CharField(  # type: ignore[assignment]
        help_text="The id of what made the verdict another where the change stands, or empty."
    )
    request = serializers.ChoiceField(IMPACTS, help_text="For who sends.")
    response = serializers.ChoiceField(IMPACTS, help_text="For who reads.")
    reasons = serializers.SerializerMethodField()
    counterpart = CounterpartSerializer(allow_null=True)

    @extend_schema_field(IntervalSerializer)
    def get_interval(self, change: Change) -> Any:
        return IntervalSerializer(intervals.of(change.snapshot)).data

    def get_text(self, change: Change) -> str:
        return wording.phrase(differing(change))

    @extend_schema_field(ReasonsSerializer)
    def get_reasons(self, change: Change) -> dict[str, dict[str, str]]:
        return reasons.of(change).as_dict()

    def to_representation(self, instance: Change) -> dict[str, Any]:
        members = super().to_representation(instance)
        for side in {"before", "after"} - instance.values.keys():
            del members[side]
        return members


def _schema(change: Change) -> tuple[str, str]:
    schema = change.snapshot.schema
    return schema.source.name, schema.name
