"""What a property says in words, as the pages have it."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from portal import reading


class FlagSerializer(serializers.Serializer[reading.Flag]):
    """A short word about a property, and the sentence that explains it."""

    key = serializers.CharField(help_text="The same in every language.")
    word = serializers.CharField()
    why = serializers.CharField()


class WordsSerializer(serializers.Serializer[reading.Reading]):
    """What a property says in words, in the language of the request."""

    types = serializers.CharField(source="types_text", help_text="As in: string or null.")
    values = serializers.ListField(
        child=serializers.CharField(), help_text="Those it may have, if they are listed."
    )
    pattern = serializers.CharField(
        source="gloss", help_text="What its pattern asks for, or empty if there is no word for it."
    )
    limits = serializers.ListField(child=serializers.CharField())
    flags = FlagSerializer(many=True)
    unsaid = FlagSerializer(many=True, help_text="What holds since nothing says otherwise.")


def words(facts: Mapping[str, Any]) -> Any:
    """The facts of a property (catalog.documents.facts) in words."""
    return WordsSerializer(reading.of_property(facts)).data
