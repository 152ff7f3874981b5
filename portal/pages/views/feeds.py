"""Atom feeds (RFC 4287) of what changed: everything, a source, a schema or a property, by impact.

/feeds/changes.atom takes the filters of /changes/; an entry is what one version brought.
"""

import uuid
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import conditional_page

from portal import reading
from portal.history.changes import Feed
from portal.history.wanted import BadFilter, Wanted, read
from portal.pages import feed

_PAGE: Final = (
    200  # changes; a version that goes on over the end of a page is told again on the next
)
# Of the ids of entries. They hold for the stored version, whatever its source is called one day.
_ENTRIES: Final = uuid.UUID("6f0c7c1e-3a0b-5d0a-9a51-5b0e4d7f2c11")
_BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)


class _Pages(Atom1Feed):
    """With links to the pages of a feed, as RFC 5005, section 3, has them."""

    def latest_post_date(self) -> datetime:
        """When the newest entry came; of none, not the present moment, which changes."""
        return super().latest_post_date() if self.items else _BEGINNING

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for relation, url in self.feed["pages"].items():
            handler.addQuickElement("link", "", {"rel": relation, "href": url})


@conditional_page
def changes(request: HttpRequest) -> HttpResponse:
    """The feed of what the query wants. A filter that can't be read is answered with 400."""
    try:
        wanted = read(dict(request.GET.lists()))
    except BadFilter as fault:
        return HttpResponse(
            fault.message, status=HTTPStatus.BAD_REQUEST, content_type="text/plain; charset=utf-8"
        )
    found = Feed(wanted)
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    versions = feed.brought(found, page.object_list)
    atom = _Pages(
        title=_title(wanted),
        link=_absolute(wanted.url()),
        description=_("What changed in the schemas, when, and whom it breaks."),
        language=get_language(),
        feed_url=_absolute(wanted.feed_url(page.number)),
        feed_guid=_absolute(wanted.feed_url()),
        author_name="Schema Portal",
        pages={
            relation: _absolute(wanted.feed_url(number))
            for relation, number in (
                ("previous", page.has_previous() and page.previous_page_number()),
                ("next", page.has_next() and page.next_page_number()),
            )
            if number
        },
    )
    for version in versions:
        # What the version says stays when its source gets another name.
        identity = f"{version.schema.pk} {version.version} {version.digest} {_key(wanted)}"
        atom.add_item(unique_id=f"urn:uuid:{uuid.uuid5(_ENTRIES, identity)}", **_entry(version))
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


def _absolute(path: str) -> str:
    return f"{settings.PORTAL_URL}{path}"


def _title(wanted: Wanted) -> str:
    what = wanted.property or wanted.schema or wanted.source
    of = "/".join(each for each in (wanted.source, wanted.schema, wanted.property) if each)
    impacts = ", ".join(sorted(wanted.impact))
    told = _("Changes of %(what)s") % {"what": reading.label(of)} if what else _("Changes")
    return f"{told} ({impacts})" if impacts else told


def _entry(version: feed.Brought) -> dict[str, Any]:
    at = version.interval.first.at
    lines = [line for group in version.groups for line in group.lines]
    names = [group.place and reading.label(group.place) for group in version.groups]
    return {
        "title": _("%(schema)s version %(number)s: %(places)s")
        % {
            "schema": reading.label(str(version.schema)),
            "number": version.version,
            "places": ", ".join(str(name) for name in names[:4] if name) or _("the document"),
        },
        "link": _absolute(version.compare_url),
        "description": render_to_string(
            "pages/_feed_entry.html", {"version": version, "site": settings.PORTAL_URL}
        ),
        "pubdate": at,
        "updateddate": at,
        "categories": sorted({line.verdict.impact.value for line in lines}),
    }


def _key(wanted: Wanted) -> str:
    """What tells the entries of one feed from those of a narrower one: they tell less."""
    narrows = [(name, value) for name, value in wanted.query() if name not in {"source", "schema"}]
    return " ".join(f"{name}={value}" for name, value in narrows)
