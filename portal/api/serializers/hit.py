"""What a search has found, as the API shows it."""

from dataclasses import dataclass
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.api.serializers.property import PropertySerializer
from portal.catalog.models import Property
from portal.search.asked import IN
from portal.search.entry import Place
from portal.search.folding import Folded
from portal.search.query import Hit
from portal.search.ranking import Rule
from portal.search.snippets import Snippet, of


@dataclass(frozen=True, slots=True)
class Result:
    """One place of a hit."""

    hit: Hit
    place: Place
    words: list[Folded]

    @property
    def snippets(self) -> list[Snippet]:
        return of(self.place.core, self.words)


class SnippetSerializer(serializers.Serializer[Any]):
    """A text that has some of the words."""

    kind = serializers.ChoiceField(IN)
    text = serializers.CharField(help_text="Cut around the first word if it is long.")
    marks = serializers.ListField(
        source="spans",
        child=serializers.ListField(child=serializers.IntegerField(), min_length=2, max_length=2),
        help_text="Where the words stand in it: from and to, in Unicode code points.",
    )


class HitSerializer(PropertySerializer):
    """A property that was searched for. The context has its Result by schema and pointer."""

    hit = serializers.SerializerMethodField(
        help_text=f"Where the best of the words was found: {', '.join(IN)}."
    )
    rank = serializers.SerializerMethodField(
        help_text="How good the hit is, 0 the best: "
        + ", ".join(f"{rule.value} {rule.name.lower().replace('_', ' ')}" for rule in Rule)
        + "."
    )
    group = serializers.SerializerMethodField(
        help_text="The same for the same property of several schemas and sources, which follow one "
        "upon another: its path."
    )
    snippets = serializers.SerializerMethodField(
        help_text="What has the words: texts of the property, of its notes as well."
    )

    def get_hit(self, row: Property) -> str:
        return self._result(row).hit.kind

    def get_rank(self, row: Property) -> int:
        return int(self._result(row).hit.rule)

    def get_group(self, row: Property) -> str:
        return self._result(row).hit.path

    @extend_schema_field(SnippetSerializer(many=True))
    def get_snippets(self, row: Property) -> Any:
        return SnippetSerializer(self._result(row).snippets, many=True).data

    def _result(self, row: Property) -> Result:
        result: Result = self.context["results"][row.schema_id, row.pointer]
        return result
