"""What is odd about a document, as the API shows it."""

from dataclasses import asdict
from typing import Any

from rest_framework import serializers

from portal.catalog import documents, sentences
from portal.catalog.models import Snapshot
from portal.schema.references import enclosing


class AnomalySerializer(serializers.Serializer[Any]):
    """What is not as the dialect says, and how it was read all the same."""

    pointer = serializers.CharField()
    code = serializers.CharField()
    reason = serializers.CharField()


def anomalies(version: Snapshot, pointer: str = "") -> list[dict[str, str]]:
    """Those of `version` at `pointer` and inside of it, in the reader's language."""
    return [
        {**asdict(each), "reason": sentences.told(each.reason)}
        for each in documents.of(version).anomalies
        if not pointer or pointer in enclosing(each.pointer)
    ]
