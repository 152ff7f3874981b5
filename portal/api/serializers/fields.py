"""Fields that several serializers have."""

from collections.abc import Callable
from typing import Any

from rest_framework import serializers

from portal.catalog import outcomes, sentences


class Told(serializers.CharField):
    """A sentence in the language of the request."""

    def to_representation(self, value: Any) -> str:
        return sentences.told(value)


class Outcome(serializers.CharField):
    """What came of asking for a document, in a few words in the language of the request."""

    def to_representation(self, value: Any) -> str:
        return outcomes.words(value)


class Link(serializers.URLField):
    """An absolute address that is made from the row as a whole."""

    def __init__(self, of: Callable[[Any], str | None], **options: Any) -> None:
        super().__init__(source="*", read_only=True, **options)
        self._of = of

    def to_representation(self, value: Any) -> str | None:  # type: ignore[override]
        return self._of(value)
