"""Problems as the OpenAPI document describes them; portal.api.problems makes them."""

from typing import Any

from rest_framework import serializers

from portal.api import links
from portal.api.serializers.fields import Link


class ProblemSerializer(serializers.Serializer[Any]):
    """Problem Details (RFC 9457); further members tell more, by the type of problem."""

    type = serializers.CharField(help_text="An address that tells of this type of problem.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="What is wrong with this request, for people.")
    instance = serializers.CharField(help_text="The address that was asked for.")


class ProblemKindSerializer(serializers.Serializer[Any]):
    url = Link(lambda row: links.absolute(row["type"]))
    type = serializers.CharField(help_text="As it stands in problems of this type.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    description = serializers.CharField()
