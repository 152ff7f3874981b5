"""Whom a change breaks, and why, as the API says it."""

from typing import Any, Final

from rest_framework import serializers

from portal.schema.impact import Impact

IMPACTS: Final = [impact.value for impact in Impact]


class TextSerializer(serializers.Serializer[Any]):
    """A sentence in each language."""

    en = serializers.CharField()
    zh = serializers.CharField(help_text="Simplified Chinese.")


class ReasonsSerializer(serializers.Serializer[Any]):
    """What happened, and what follows for each side."""

    title = TextSerializer()
    request = TextSerializer()
    response = TextSerializer()


class CounterpartSerializer(serializers.Serializer[Any]):
    """The other half of what may be one change: no document says that a property was renamed."""

    kind = serializers.ChoiceField(["renamed", "moved"])
    certainty = serializers.ChoiceField(["possibly", "probably"])
    pointer = serializers.CharField(help_text="On the other side.")
    path = serializers.CharField()


class CountsSerializer(serializers.Serializer[Any]):
    """How many changes there are of each impact."""

    breaking = serializers.IntegerField()
    warning = serializers.IntegerField()
    safe = serializers.IntegerField()
    editorial = serializers.IntegerField()
