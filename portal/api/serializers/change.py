"""Changes as the API shows them: facts, and no judgement."""

from typing import Any

from rest_framework import serializers

from portal.api import links
from portal.api.serializers.fields import Link
from portal.catalog import addresses
from portal.catalog.models import Change


class ChangeSerializer(serializers.Serializer[Change]):
    """One fact about what differs between a version and the one before it.

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
    version = serializers.IntegerField(
        source="snapshot.number", help_text="The version that brought it."
    )
    kind = serializers.ChoiceField(Change.Kind.choices)
    keyword = serializers.CharField(help_text="Empty if the property as a whole came or went.")
    member = serializers.BooleanField(
        help_text="Whether it is about one member of a set (type, enum, required)."
    )
    pointer = serializers.CharField(help_text="Where it is: a JSON Pointer (RFC 6901).")
    path = serializers.CharField(help_text="The same for people, as in images[].disk_format.")
    property = Link(
        lambda change: change.subject and links.property_(*_schema(change), change.subject.pointer),
        allow_null=True,
        help_text="The property it is about; null for a fact about the document itself.",
    )
    before = serializers.JSONField(required=False)
    after = serializers.JSONField(required=False)

    def to_representation(self, instance: Change) -> dict[str, Any]:
        members = super().to_representation(instance)
        for side in {"before", "after"} - instance.values.keys():
            del members[side]
        return members


def _schema(change: Change) -> tuple[str, str]:
    schema = change.snapshot.schema
    return schema.source.name, schema.name
