"""Checks as the API describes them: what is sent, and what comes of it."""

from typing import Any

from rest_framework import serializers

from portal.api import links
from portal.api.serializers.fields import Link, Told
from portal.catalog.models import Snapshot
from portal.history import address
from portal.validation import limits

_POINTER = "A JSON Pointer (RFC 6901)"
_OUTCOMES = ("passes", "fails", "gave-up", "unusable")


class CheckOneSerializer(serializers.Serializer[Any]):
    """What is to be checked."""

    instance = serializers.JSONField(help_text="The document: any JSON.")
    part = serializers.CharField(
        required=False,
        allow_blank=True,
        help_text=f"{_POINTER} to the subschema that describes the instance. Left out, it is "
        "chosen by the looks of the instance: the whole document, or an item of a collection.",
    )

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """The fields; `as` is no name that Python would take."""
        request = serializers.ChoiceField(
            ["request"],
            required=False,
            help_text="As a create or update request: read-only properties are left out before.",
        )
        return super().get_fields() | {"as": request}


class CheckSerializer(CheckOneSerializer):
    """What is to be checked, and against which versions."""

    against = serializers.ListField(
        child=serializers.CharField(),
        min_length=1,
        max_length=limits.MOST_TARGETS,
        help_text="Versions: source/schema, source/schema@3 or source/schema@2019-04-10.",
    )


class CheckedVersionSerializer(serializers.Serializer[Snapshot]):
    """The version that an address meant."""

    url = Link(lambda version: links.version(*_schema(version), version.number))
    page = Link(lambda version: links.absolute(version.get_absolute_url()))
    address = serializers.SerializerMethodField(help_text="The address that means it for ever.")

    def get_address(self, version: Snapshot) -> str:
        return address.written(version)


class PartSerializer(serializers.Serializer[Any]):
    """The subschema that was checked against."""

    pointer = serializers.CharField(help_text=f"{_POINTER} into the schema document.")
    label = Told(help_text="The same in words.")  # type: ignore[assignment]
    presumed = serializers.BooleanField(
        help_text="Whether nobody has named it, so that it is a presumption."
    )


class CauseSerializer(serializers.Serializer[Any]):
    """Why one branch of anyOf or oneOf does not fit."""

    pointer = serializers.CharField(help_text=f"{_POINTER} into the instance.")
    keyword = serializers.CharField(help_text='What refuses it; "false" for the schema false.')
    message = Told(help_text="What is wrong, for people.")
    schema_pointer = serializers.CharField(
        allow_null=True, help_text=f"{_POINTER} into the schema document; null if it is outside."
    )
    property = serializers.CharField(
        allow_null=True,
        help_text=f"{_POINTER} of the property that it concerns; null if it concerns none, or a "
        "member that is not listed.",
    )
    path = serializers.CharField(
        allow_null=True,
        help_text="The same for people, as in images[].disk_format; images[]{*} for a member that "
        "is not listed.",
    )


class ViolationSerializer(CauseSerializer):
    """One place of the instance that is not as the schema says."""

    causes = CauseSerializer(many=True)
    only_here = serializers.BooleanField(
        help_text="Whether all other versions that it was checked against surely take it."
    )


class NoteSerializer(serializers.Serializer[Any]):
    """What was read otherwise than it is served."""

    pointer = serializers.CharField(help_text=f"{_POINTER} into the schema document.")
    text = Told()


class UnsentSerializer(serializers.Serializer[Any]):
    """Read-only members of the instance that were left out."""

    pointer = serializers.CharField(help_text=f"{_POINTER} of what describes them.")
    path = serializers.CharField(help_text="The same for people.")
    count = serializers.IntegerField()


class OutcomeSerializer(serializers.Serializer[Any]):
    """What came of the instance with one version."""

    version = CheckedVersionSerializer()
    part = PartSerializer()
    outcome = serializers.ChoiceField(
        _OUTCOMES,
        help_text="Where it is gave-up or unusable, nothing is known of the instance; `why` and "
        "`reason` tell more.",
    )
    why = serializers.ChoiceField(
        ("time", "memory", "engine", "dialect", "part", "reference", "schema"), allow_null=True
    )
    reason = Told(allow_null=True)
    unchecked = Told(
        allow_null=True,
        help_text="Of one that passes: why hardly anything was checked, as where the schema knows "
        "none of its names; null if that is not so.",
    )
    violations = ViolationSerializer(many=True)
    more = serializers.IntegerField(
        allow_null=True, help_text="How many are not listed; null if there was no time to count."
    )
    notes = NoteSerializer(many=True)
    unsent = UnsentSerializer(many=True)


class ChecksSerializer(serializers.Serializer[Any]):
    """What came of the instance with each version, in the order in which they were named."""

    passes = serializers.BooleanField(
        allow_null=True,
        help_text="Whether it passes all; null if it fails none, but not all is known.",
    )
    results = OutcomeSerializer(many=True)


def _schema(version: Snapshot) -> tuple[str, str]:
    return version.schema.source.name, version.schema.name
