"""What the templates need beyond Django's own tags; built into every template (settings.py)."""

import re
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django import template
from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import prose, reading
from portal.catalog import addresses, durations, outcomes, sentences
from portal.catalog.models import Schema
from portal.history.versions import Version
from portal.history.wanted import Wanted
from portal.sentence import from_json

register = template.Library()
_JOINT = re.compile(r"([_./\]])(?=\w)")


@register.simple_tag
def schema_url(source: str, schema: str, version: int | None = None) -> str:
    return addresses.schema_url(source, schema, version)


@register.simple_tag
def compare_url(schema: Schema, before: int, after: int) -> str:
    return addresses.compare_url(schema.source.name, schema.name, before, after)


@register.simple_tag
def changes_url(source: str = "", schema: str = "", property: str = "") -> str:
    """Where the history of a source, a schema or a property (by its pointer) is."""
    return Wanted(source=source, schema=schema, property=property).url()


@register.simple_tag
def feed_url(source: str = "", schema: str = "", property: str = "") -> str:
    """Where the Atom feed of the same is."""
    return Wanted(source=source, schema=schema, property=property).feed_url()


@register.simple_tag
def mail_link(
    source: str = "", schema: str = "", property: str = "", wanted: Wanted | None = None
) -> str:
    """The link to have mails about the same; "" where no mail server would send them, or where
    nobody can have mails about just that.
    """
    wanted = wanted or Wanted(source=source, schema=schema, property=property)
    if not (settings.EMAIL_HOST and wanted.can_be_mailed()):
        return ""
    return format_html(
        '<a class="soft served-only" href="{}">{}</a>', wanted.mail_url(), _("Get e-mail")
    )


@register.simple_tag
def raw_url(schema: Schema, number: int) -> str:
    """Where the API has the bytes of a version as they were served."""
    path = addresses.schema_path(schema.name)
    return f"/api/v1/sources/{schema.source.name}/schemas/{path}/versions/{number}/raw/"


@register.filter
def markdown(text: str) -> SafeString:
    """Upstream's text as harmless HTML."""
    return prose.render(text)


@register.filter
def visible(text: str) -> str:
    """A text with a mark in place of each character that hides or turns what is around it."""
    return prose.visible(text)


@register.filter
def told(text: object) -> str:
    """A sentence in the reader's language, also one that came back from JSON."""
    return sentences.told(from_json(text))


@register.filter
def outcome(code: str) -> str:
    """What came of asking for a document, in a few words."""
    return outcomes.words(code)


@register.filter
def label(name: object) -> str:
    """A name or a path, with nothing in it that hides or turns the text around it."""
    return reading.label(str(name))


@register.simple_tag
def moment(at: datetime) -> SafeString:
    """A point in time, which script shows in the reader's zone; midnight UTC stands for the day.

    That is how imported documents are dated.
    """
    if at.time() == time.min:
        return format_html('<time datetime="{0}">{0}</time>', _day(at))
    return format_html('<time datetime="{}" data-local>{}</time>', at.isoformat(), _day(at))


@register.filter
def found(version: Version) -> str:
    """When a version was found, as plain text for a title."""
    if version.before is None:
        return _("already there when first captured (%(day)s)") % {"day": _day(version.first.at)}
    return _("between capture %(before)s (%(day_before)s) and %(first)s (%(day)s)") % {
        "before": version.before.number,
        "day_before": _day(version.before.at),
        "first": version.first.number,
        "day": _day(version.first.at),
    }


@register.filter
def duration(value: timedelta) -> str:
    """A duration in words, such as "15 minutes"."""
    number, unit = durations.largest(value)
    words = {
        "s": ngettext("%(number)s second", "%(number)s seconds", number),
        "m": ngettext("%(number)s minute", "%(number)s minutes", number),
        "h": ngettext("%(number)s hour", "%(number)s hours", number),
        "d": ngettext("%(number)s day", "%(number)s days", number),
    }
    return words[unit] % {"number": number}


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}" if at.time() == time.min else f"{at:%Y-%m-%d %H:%M} UTC"


@register.filter
def inline(text: str) -> str:
    """Indented JSON on one line."""
    return re.sub(r"\s*\n\s*", " ", text)


@register.filter
def breakable(text: str) -> SafeString:
    """`text` escaped, that may go on in the next line after what joins its words."""
    return mark_safe(_JOINT.sub(r"\1<wbr>", escape(text)))  # noqa: S308 - it has been escaped


@register.filter
def marked(text: str, query: str) -> SafeString:
    """`text` escaped, with the words of `query` marked."""
    words = [re.escape(word) for word in query.split() if word]
    if not words:
        return breakable(text)
    parts = re.split(f"({'|'.join(words)})", text, flags=re.IGNORECASE)
    html = [
        f"<mark>{breakable(part)}</mark>" if index % 2 else breakable(part)
        for index, part in enumerate(parts)
    ]
    return mark_safe("".join(html))  # noqa: S308 - every part has been escaped


@register.filter
def matching(values: Iterable[str], query: str) -> list[str]:
    """Those of `values` that hold a word of `query`, at most eight."""
    words = query.casefold().split()
    return [value for value in values if any(word in value.casefold() for word in words)][:8]
