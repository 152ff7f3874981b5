"""The rules of the verdicts as the API shows them."""

from typing import Any

from rest_framework import serializers

from portal.api import links
from portal.api.serializers.fields import Link
from portal.api.serializers.verdict import IMPACTS, TextSerializer
from portal.schema.impact import Context, Rule


class SideSerializer(serializers.Serializer[Any]):
    """What a rule says of one side."""

    impact = serializers.ChoiceField(
        IMPACTS, allow_null=True, help_text="Null where it is that of what stands inside."
    )
    reason = TextSerializer()


class RuleSerializer(serializers.Serializer[Rule]):
    """One rule; its id is stable."""

    page = Link(lambda rule: links.absolute(f"/rules/#{rule.id}"))
    changes = Link(lambda rule: links.with_query(links.index("changes/"), {"rule": rule.id}))
    id = serializers.CharField()
    title = TextSerializer(help_text="What happened.")
    request = SideSerializer(help_text="For who sends.")
    response = SideSerializer(help_text="For who reads.")


class ContextSerializer(serializers.Serializer[Context]):
    """Why a rule's verdict is another one where a change stands."""

    page = Link(lambda context: links.absolute(f"/rules/#context-{context.id}"))
    id = serializers.CharField()
    title = TextSerializer()
    reason = TextSerializer(help_text="In place of the rule's, on the sides that it changes.")
