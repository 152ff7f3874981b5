"""Since when a property says what it says, as the API shows it."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.api import links
from portal.api.serializers.change import IntervalSerializer
from portal.api.serializers.fields import Link
from portal.catalog.models import Snapshot
from portal.history.blame import Blame, Member
from portal.history.versions import Version
from portal.schema.value import Absent


class FoundSerializer(serializers.Serializer[Version]):
    """A version, and the captures between which it came; `before` is null for the first one, which
    was already there when the document was first captured.
    """

    version = serializers.IntegerField(source="number")
    url = Link(lambda version: links.version(*_schema(version.snapshot), version.number))
    interval = IntervalSerializer(source="*")


class MemberSerializer(serializers.Serializer[Member]):
    """One member of a set (type, enum, required), or one branch of allOf, anyOf, oneOf."""

    value = serializers.SerializerMethodField("of_member")
    since = FoundSerializer(source="version")

    @extend_schema_field({})
    def of_member(self, member: Member) -> Any:
        return None if isinstance(member.value, Absent) else member.value


class SinceSerializer(serializers.Serializer[Any]):
    """A keyword of a property, and the version that brought what it says now."""

    key = serializers.CharField(
        help_text="The keyword; items/type is that of the subschema in items, and ../required says "
        "that the object which declares the property demands it."
    )
    keyword = serializers.CharField()
    at = serializers.ListField(
        child=serializers.CharField(),
        help_text="The pointers of the subschemas that say it: the property's own, or those to "
        "which its reference leads.",
    )
    since = FoundSerializer(source="version")
    members = MemberSerializer(many=True)


def blame(found: Blame) -> Any:
    """All that a property says, each with the version that brought it."""
    return SinceSerializer(found.keywords, many=True).data


def _schema(version: Snapshot) -> tuple[str, str]:
    return version.schema.source.name, version.schema.name
