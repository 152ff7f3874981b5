"""Checked links as the API describes them."""

from typing import Any

from rest_framework import serializers

from portal.links.check.judged import VERDICTS
from portal.links.check.written import FORMATS
from portal.schema.impact import Impact


class WikiTextSerializer(serializers.Serializer[Any]):
    """A text of a wiki, or of a document."""

    text = serializers.CharField()
    name = serializers.CharField(required=False, help_text="What to call it in the answer.")
    format = serializers.ChoiceField(FORMATS, required=False, help_text="Guessed if left out.")


class LinksToCheckSerializer(serializers.Serializer[Any]):
    """Texts, addresses, or both."""

    texts = WikiTextSerializer(many=True, required=False)
    addresses = serializers.ListField(
        child=serializers.CharField(), required=False, help_text="Links that stand by themselves."
    )
    prefix = serializers.CharField(
        required=False, help_text="Of interwiki links to this portal; schema unless told."
    )


class CheckedLinkSerializer(serializers.Serializer[Any]):
    """A link, and what has become of what it leads to."""

    address = serializers.CharField()
    prefix = serializers.CharField(help_text="Of an interwiki link, else empty.")
    line = serializers.IntegerField()
    column = serializers.IntegerField()
    verdict = serializers.ChoiceField([each for each in VERDICTS if each != "foreign"])
    reason = serializers.CharField(help_text="The verdict in a sentence.")
    impact = serializers.ChoiceField(
        [impact.value for impact in Impact],
        allow_null=True,
        help_text="Whom what has changed breaks, at worst.",
    )
    instead = serializers.CharField(allow_null=True, help_text="What to write in its place.")
    current = serializers.CharField(allow_null=True, help_text="What follows what is current.")
    pinned = serializers.CharField(allow_null=True, help_text="What keeps what is there.")
    compare = serializers.CharField(allow_null=True, help_text="Where the two are compared.")
    near = serializers.ListField(
        child=serializers.CharField(), help_text="What may have been meant."
    )


class LinkCountsSerializer(serializers.Serializer[Any]):
    """How many links there are of each verdict."""

    never = serializers.IntegerField()
    gone = serializers.IntegerField()
    changed = serializers.IntegerField()
    several = serializers.IntegerField()
    fine = serializers.IntegerField()
    foreign = serializers.IntegerField(help_text="Of other sites; they are not listed.")


class CheckedTextSerializer(serializers.Serializer[Any]):
    """A text with its links to this portal."""

    name = serializers.CharField()
    format = serializers.ChoiceField(FORMATS)
    summary = LinkCountsSerializer()
    links = CheckedLinkSerializer(many=True)


class CheckedLinksSerializer(serializers.Serializer[Any]):
    """What has become of the links; addresses that stood by themselves come last."""

    summary = LinkCountsSerializer()
    texts = CheckedTextSerializer(many=True)
