"""What other schemas say of a property of the same name, as the API shows it."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.api import links
from portal.api.serializers.fields import Link
from portal.api.serializers.words import WordsSerializer
from portal.catalog.models import Property, Schema
from portal.history.elsewhere import Elsewhere, Row


def _at(stored: Property) -> tuple[str, str]:
    return stored.schema.source.name, stored.schema.name


class ElsewhereSerializer(serializers.Serializer[Elsewhere]):
    """The property of that name in another schema, and in what it differs."""

    url = Link(lambda each: links.property_(*_at(each.stored), each.stored.pointer))
    page = Link(lambda each: links.absolute(each.stored.get_absolute_url()))
    # Django REST framework keeps things of its own under this name, but not in the class.
    source = serializers.CharField(source="stored.schema.source.name")  # type: ignore[assignment]
    schema = serializers.CharField(source="stored.schema.name")
    path = serializers.CharField(source="stored.path")
    pointer = serializers.CharField(source="stored.pointer")
    same_place = serializers.BooleanField(
        source="is_twin",
        help_text="Whether it stands in the same place of the schema of the same name of another "
        "source, so that it is the same property on another cloud.",
    )
    says_the_same = serializers.BooleanField(
        source="is_alike",
        help_text="Whether type, values, pattern, limits and marks are the same; what is inside of "
        "it was not compared.",
    )
    lacks = serializers.ListField(
        child=serializers.CharField(), help_text="Values that it does not have."
    )
    adds = serializers.ListField(
        child=serializers.CharField(), help_text="Values that it alone has."
    )
    disjoint = serializers.BooleanField(
        source="is_disjoint",
        help_text="Whether no value is the same: then it is another thing, and `lacks` is empty.",
    )
    differs = serializers.ListField(
        child=serializers.CharField(),
        help_text="What else is not the same but the type, in the language of the request.",
    )
    words = WordsSerializer(source="reading")
    captured_at = serializers.DateTimeField(
        source="read_at", help_text="When its source last said so."
    )


class LackingSerializer(serializers.Serializer[Schema]):
    """A schema of the same name that has no such property."""

    url = Link(lambda schema: links.schema(schema.source.name, schema.name))
    page = Link(lambda schema: links.absolute(schema.get_absolute_url()))
    source = serializers.CharField(source="source.name")  # type: ignore[assignment]
    name = serializers.CharField()


class ValueSerializer(serializers.Serializer[Row]):
    """A value, and where it is valid."""

    value = serializers.CharField()
    sources = serializers.SerializerMethodField(help_text="Those on which it is valid.")

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_sources(self, row: Row) -> list[str]:
        here, *there = self.context["sources"]
        valid = zip([here, *there], [row.is_here, *row.there], strict=True)
        return [name for name, is_there in valid if is_there]


class ElsewhereOfPropertySerializer(serializers.Serializer[Any]):
    """What is known of the name of a property in other schemas."""

    property = Link(lambda told: told["url"])
    schemas = ElsewhereSerializer(
        many=True, help_text="Once of each schema, those of the same name first; the nearest alone."
    )
    lacking = LackingSerializer(
        many=True, help_text="Schemas of the same name, of other sources, without the property."
    )
    values = ValueSerializer(
        many=True,
        help_text="Each value on each cloud; empty where all have the same, or there are too many.",
    )
    matrix = Link(
        lambda told: links.absolute(told["matrix_url"]) if told["schemas"] else None,
        allow_null=True,
        help_text="The page that sets them side by side; null where there is nothing to set.",
    )
