"""The rules by which changes are judged, and the contexts in which they judge otherwise."""

from rest_framework.request import Request
from rest_framework.response import Response

from portal.api.openapi import describe
from portal.api.serializers.rule import ContextSerializer, RuleSerializer
from portal.api.views.base import ReadList
from portal.schema.impact.contexts import CONTEXTS
from portal.schema.impact.rules import RULES


@describe("rules_list", "All rules", RuleSerializer(many=True))
class Rules(ReadList):
    serializer_class = RuleSerializer

    def get(self, request: Request) -> Response:
        return self.answer(list(RULES.values()))


@describe("contexts_list", "All contexts", ContextSerializer(many=True))
class Contexts(ReadList):
    serializer_class = ContextSerializer

    def get(self, request: Request) -> Response:
        return self.answer(list(CONTEXTS.values()))
