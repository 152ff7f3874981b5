"""Properties as the API shows them. Each row has `facts`, made by catalog.documents.facts."""

from functools import cached_property
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.api import links
from portal.api.serializers.anomaly import AnomalySerializer, anomalies
from portal.api.serializers.blame import SinceSerializer, blame
from portal.api.serializers.change import CaptureSerializer
from portal.api.serializers.fields import Link
from portal.api.serializers.note import NotedSerializer
from portal.api.serializers.words import WordsSerializer, words
from portal.catalog import addresses, documents
from portal.catalog.models import Property, Snapshot
from portal.history.blame import Blame
from portal.schema.properties import Property as Found
from portal.schema.value import Schema as Subschema

_BLAME = "Since when it says what it says, keyword by keyword, through its reference as well."
_ANOMALIES = "What is not as the dialect says in what it says, and how it was read all the same."
_SUBSCHEMA = {"oneOf": [{"type": "object", "additionalProperties": {}}, {"type": "boolean"}]}


class Pinned:
    """A property of one version; its facts are found when they are asked for."""

    def __init__(self, version: Snapshot, found: Found) -> None:
        self.version = version
        self.schema = version.schema
        self.pointer = found.pointer
        self._found = found

    @cached_property
    def facts(self) -> dict[str, Any]:
        return documents.facts(documents.of(self.version), self._found)


def _url(row: Property | Pinned) -> str:
    return links.property_(*_schema(row), row.pointer, _number(row))


def _page(row: Property | Pinned) -> str:
    path = addresses.property_url(*_schema(row), row.pointer, _number(row))
    return links.absolute(path)


def _number(row: Property | Pinned) -> int | None:
    return row.version.number if isinstance(row, Pinned) else None


def _schema(row: Property | Pinned) -> tuple[str, str]:
    return row.schema.source.name, row.schema.name


class FactsSerializer(serializers.Serializer[Any]):
    """What a property is, wherever it is listed."""

    url = Link(_url)
    page = Link(_page)
    # Django REST framework keeps things of its own under these names, but not in the class.
    source = serializers.CharField(source="schema.source.name")  # type: ignore[assignment]
    schema = serializers.CharField(source="schema.name")
    name = serializers.CharField(
        source="facts.name", help_text="For a pattern property, the pattern."
    )
    path = serializers.CharField(source="facts.path", help_text="As in images[].disk_format.")
    pointer = serializers.CharField(source="facts.pointer", help_text="A JSON Pointer (RFC 6901).")
    parent = serializers.CharField(  # type: ignore[assignment]
        source="facts.parent", allow_null=True, help_text="The pointer of what encloses it."
    )
    children = serializers.ListField(
        source="facts.children", child=serializers.CharField(), help_text="Pointers."
    )
    required = serializers.BooleanField(source="facts.required")  # type: ignore[assignment]
    is_pattern = serializers.BooleanField(source="facts.is_pattern")
    possible_types = serializers.ListField(
        source="facts.possible_types",
        child=serializers.CharField(),
        help_text="The types it can have at most; a number may be an integer, too.",
    )
    item_types = serializers.ListField(
        source="facts.item_types",
        child=serializers.CharField(),
        help_text="The types that its items can have at most, if it is an array.",
    )
    facts = serializers.DictField(
        source="facts.schema",
        help_text="What its subschema says, as read, with its references followed. Null, false and "
        "empty lists say nothing; const and default are left out where they are absent, since null "
        "is a value.",
    )


class PropertySerializer(FactsSerializer):
    """A property of the current version, or one that has gone."""

    gone = serializers.BooleanField(source="is_gone")
    first_version = serializers.IntegerField(source="first.number")
    last_version = serializers.IntegerField(source="last.number")
    pinned = Link(
        lambda row: links.property_(*_schema(row), row.pointer, row.last.number),
        help_text="The property as the last version has it, for ever.",
    )


class ExamplesSerializer(serializers.Serializer[Any]):
    """Values that pass, or why there are none."""

    values = serializers.ListField(child=serializers.JSONField())
    why_none = serializers.ChoiceField(
        ("nothing", "large", "unchecked", "unfound"),
        allow_null=True,
        help_text="No value is valid; the document has too many properties; they could not be "
        "checked; none was found that is certainly valid.",
    )


class WholePropertySerializer(NotedSerializer, PropertySerializer):
    """A property with the subschema that the last version has for it, and since when it says each
    thing. The context has the `versions` of its schema, by number.
    """

    words = serializers.SerializerMethodField()
    elsewhere = Link(
        lambda row: links.elsewhere(*_schema(row), row.pointer),
        help_text="What other schemas say of a property of the same name.",
    )
    changes = Link(
        lambda row: links.changes_of(*_schema(row), row.pointer),
        help_text="What has changed of it and of what is inside it.",
    )
    first_seen = serializers.SerializerMethodField(help_text="The first capture that showed it.")
    # Else every capture would give another entity tag to what says the same.
    last_seen = serializers.SerializerMethodField(
        help_text="The last capture that showed it; null while the current version has it, since "
        "then it is that of the schema (Portal-Captured-At)."
    )
    blame = serializers.SerializerMethodField(help_text=_BLAME)
    examples = serializers.SerializerMethodField(
        help_text="Values that the last version has it pass, each of them checked; null while they "
        "are yet to be made."
    )
    anomalies = serializers.SerializerMethodField(help_text=_ANOMALIES)
    as_served = serializers.SerializerMethodField(help_text="Its subschema, untouched.")

    @extend_schema_field(WordsSerializer)
    def get_words(self, row: Property) -> Any:
        return words(row.facts)

    @extend_schema_field(ExamplesSerializer(allow_null=True))
    def get_examples(self, row: Property) -> Any:
        if not row.examples:
            return None
        return {"values": row.examples.get("values", []), "why_none": row.examples.get("why")}

    @extend_schema_field(AnomalySerializer(many=True))
    def get_anomalies(self, row: Property) -> Any:
        return anomalies(row.last, row.pointer)

    @extend_schema_field(_SUBSCHEMA)
    def get_as_served(self, row: Property) -> Subschema:
        return documents.of(row.last).at(row.pointer).served

    @extend_schema_field(CaptureSerializer)
    def get_first_seen(self, row: Property) -> Any:
        return CaptureSerializer(self.context["versions"][row.first.number].first).data

    @extend_schema_field(CaptureSerializer(allow_null=True))
    def get_last_seen(self, row: Property) -> Any:
        if not row.is_gone:
            return None
        return CaptureSerializer(self.context["versions"][row.last.number].last).data

    @extend_schema_field(SinceSerializer(many=True))
    def get_blame(self, row: Property) -> Any:
        versions = self.context["versions"]
        return blame(Blame(row, versions[row.last.number], versions))


class PinnedPropertySerializer(FactsSerializer):
    """A property of one version."""

    version = serializers.IntegerField(source="version.number")
    current = Link(
        lambda row: links.property_(*_schema(row), row.pointer),
        help_text="The same property, current or gone.",
    )


class WholePinnedPropertySerializer(PinnedPropertySerializer):
    """A property of one version with its subschema, and since when it said each thing then. The
    context has the row that is `stored` of it, and the `versions` of its schema, by number.
    """

    words = serializers.SerializerMethodField()
    blame = serializers.SerializerMethodField(help_text=_BLAME)
    anomalies = serializers.SerializerMethodField(help_text=_ANOMALIES)
    as_served = serializers.SerializerMethodField(help_text="Its subschema, untouched.")

    @extend_schema_field(WordsSerializer)
    def get_words(self, row: Pinned) -> Any:
        return words(row.facts)

    @extend_schema_field(AnomalySerializer(many=True))
    def get_anomalies(self, row: Pinned) -> Any:
        return anomalies(row.version, row.pointer)

    @extend_schema_field(_SUBSCHEMA)
    def get_as_served(self, row: Pinned) -> Subschema:
        return documents.of(row.version).at(row.pointer).served

    @extend_schema_field(SinceSerializer(many=True))
    def get_blame(self, row: Pinned) -> Any:
        versions = self.context["versions"]
        return blame(Blame(self.context["stored"], versions[row.version.number], versions))
