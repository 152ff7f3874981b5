"""The mail that tells of changes: as text and as HTML, in the language of who gets it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parseaddr
from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Count
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import reading
from portal.catalog.models import Schema
from portal.history import changes
from portal.notify import stopping, wording
from portal.notify.due import Due
from portal.pages import feed, verdicts
from portal.schema.impact import Impact, worst

MOST = 300  # changes that one mail tells; it says how many more there are
_ORDER = ("snapshot__schema__source__name", "snapshot__schema__name", "snapshot__number")


@dataclass(frozen=True, slots=True)
class Content:
    """What a mail tells: by schema, the versions with what they brought. `more`: left out."""

    number: int
    more: int
    impacts: list[verdicts.Counted]
    schemas: list[tuple[Schema, list[feed.Brought]]]
    stops: list[tuple[str, str]]  # each subscription in words, and where it is stopped
    stop_all: str

    @property
    def subject(self) -> str:
        first, further = self.schemas[0][0], len(self.schemas) - 1
        name = Truncator(reading.label(str(first))).chars(80)
        if further:
            name = ngettext(
                "%(schema)s and %(n)s more schema", "%(schema)s and %(n)s more schemas", further
            ) % {"schema": name, "n": further}
        counts = _(", ").join(each.words for each in self.impacts)
        return _("%(schema)s: %(counts)s") % {"schema": name, "counts": counts}


class _Numbers(Counter[int]):
    """How many changes each version brought, by the pk of its snapshot."""

    def of_version(self, snapshot: int) -> int:
        return self[snapshot]


def write(due: Due, identity: UUID) -> tuple[EmailMultiAlternatives, int] | None:
    """The mail, and how many changes it is about; None if nothing is left to be told."""
    with translation.override(due.language):
        content = read(due)
        if content is None:
            return None
        context = {
            "content": content,
            "heading": heading(content),
            "more": more(content),
            "site": settings.PORTAL_URL,
        }
        stop = {"List-Unsubscribe": f"<{content.stop_all}>"}
        if content.stop_all.startswith("https:"):  # RFC 8058, section 3.1
            stop["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        mail = EmailMultiAlternatives(
            subject=content.subject,
            body="\n".join(_text(content)) + "\n",
            to=[due.user.email],
            headers=headers(identity) | stop,
        )
        mail.attach_alternative(render_to_string("notify/digest.html", context), "text/html")
        return mail, content.number


def headers(identity: UUID) -> dict[str, str]:
    """Those of every mail that the portal writes."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return {"Message-ID": f"<{identity}@{domain}>", "Auto-Submitted": "auto-generated"}


def read(due: Due) -> Content | None:
    """What is to be told, in the language that is active; None if that is nothing."""
    found = due.changes()
    numbers = _Numbers(dict(found.values_list("snapshot").annotate(number=Count("pk"))))
    if not numbers:
        return None
    impacts = Counter[Impact]()
    judged = found.values_list("request", "response").annotate(number=Count("pk"))
    for request, response, number in judged:
        impacts[worst(Impact(request), Impact(response))] += number
    shown = changes.rows(found).order_by(*_ORDER, "position")[:MOST]
    versions = feed.brought(numbers, shown)
    telling = due.telling()
    return Content(
        number=numbers.total(),
        more=max(0, numbers.total() - MOST),
        impacts=verdicts.counted(impacts),
        schemas=[(key, [*same]) for key, same in groupby(versions, lambda each: each.schema)],
        stops=[(wording.told(each), stopping.url([each])) for each in telling],
        stop_all=stopping.url(telling),
    )


def _text(content: Content) -> Iterator[str]:
    yield heading(content)
    for schema, versions in content.schemas:
        name = reading.label(str(schema))
        yield from ("", "", name, "=" * min(len(name), 72))
        for version in versions:
            yield from _version(version)
    if content.more:
        yield from ("", "", more(content), f"{settings.PORTAL_URL}/changes/")
    yield from ("", "", "-- ", _("You get this since you asked for it:"))
    for told, url in content.stops:
        yield from ("", told, _("Stop this: %(url)s") % {"url": url})
    yield from (
        "",
        _("All that you asked for: %(url)s") % {"url": f"{settings.PORTAL_URL}/notify/"},
    )


def heading(content: Content) -> str:
    return ngettext(
        "%(n)s change that you asked to hear of", "%(n)s changes that you asked to hear of",
        content.number,
    ) % {"n": content.number}  # fmt: skip


def more(content: Content) -> str:
    return ngettext(
        "%(n)s more change is on the portal:", "%(n)s more changes are on the portal:", content.more
    ) % {"n": content.more}


def _version(version: feed.Brought) -> Iterator[str]:
    first, before = version.interval.first, version.interval.before
    yield from ("", _("version %(number)s") % {"number": version.version})
    if before:
        between = _("Between capture %(before)s and capture %(first)s") % {
            "before": before.number, "first": first.number
        }  # fmt: skip
        yield f"{between}, {before.at:%Y-%m-%d} – {first.at:%Y-%m-%d}"
    yield f"{settings.PORTAL_URL}{version.compare_url}"
    for group in version.groups:
        yield from (
            "",
            f"  {reading.label(group.place) if group.place else _('the document itself')}",
        )
        for line in group.lines:
            verdict = " ".join(filter(None, (line.verdict.word, line.verdict.whom)))
            yield f"    {verdict}: {' '.join(part.text for part in line.parts)}"
