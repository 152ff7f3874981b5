"""What a page says of itself to programs: in its head, and in the Link header."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from portal import reading
from portal.catalog import addresses
from portal.history.blame import had
from portal.history.versions import Version
from portal.history.wanted import Wanted
from portal.links.places import Place
from portal.pages import summary

CARD_WIDTH, CARD_HEIGHT = 1200, 630  # pixels, as Open Graph's readers crop them least
_LONGEST = 300  # characters


@dataclass(frozen=True, slots=True)
class Discovery:
    """Whole addresses all. `links` are those of RFC 5829 and RFC 6596, by their relation.

    `image` and the texts are for the previews of links; "" where there is nothing to show. `feed`
    tells of changes; "" where nothing changes any more.
    """

    url: str
    title: str
    line: str = ""
    image: str = ""
    feed: str = ""
    links: Mapping[str, str] = field(default_factory=dict)

    def oembed(self, format_: str) -> str:
        return f"{settings.PORTAL_URL}/oembed?{urlencode({'url': self.url, 'format': format_})}"

    @property
    def json(self) -> str:
        return self.oembed("json")

    @property
    def xml(self) -> str:
        return self.oembed("xml")

    def tell(self, response: HttpResponse) -> HttpResponse:
        """`response` with the links in its header, too."""
        told = [f'<{url}>; rel="{relation}"' for relation, url in self.links.items()]
        if told:
            response["Link"] = ", ".join(told)
        return response


def of(place: Place, versions: Iterable[Version] = ()) -> Discovery:
    """Of the page of a schema, a property, or a comparison of two versions.

    When one of `versions` came need not be asked for again.
    """
    if place.is_comparison:
        return Discovery(_whole(place.url), title(place))
    told = summary.of(place, versions)
    return Discovery(
        url=_whole(place.url),
        title=title(place),
        line=told.line[:_LONGEST] if told else "",
        image=_whole(card_url(place)) if told and _can_be_drawn(told) else "",
        feed="" if place.pinned else _whole(_feed(place).feed_url()),
        links={relation: _whole(url) for relation, url in _links(place).items()},
    )


def _can_be_drawn(told: summary.Summary) -> bool:
    """Whether the font of the pictures (pages.picture) has the letters of its names; other sites
    have more fonts, so they show the title without a picture where it has not.
    """
    return told.name.isascii() and told.where.isascii()


def _feed(place: Place) -> Wanted:
    return Wanted(
        source=place.source.name,
        schema=place.schema.name if place.schema else "",
        property=place.stored.pointer if place.stored else "",
    )


def title(place: Place) -> str:
    """What a place is called on other sites."""
    if place.before is not None:
        words = {
            "schema": reading.label(str(place.schema)),
            "before": place.before.number,
            "after": place.number,
        }
        return _("%(schema)s: version %(before)s and version %(after)s") % words
    if place.stored is None:
        return reading.label(str(place.schema or place.source))
    words = {"name": reading.label(place.stored.name), "where": reading.label(str(place.schema))}
    return _("%(name)s in %(where)s") % words


def card_url(place: Place) -> str:
    """Where the picture of a schema or a property is, in the version that is shown of it."""
    shown = place.pinned or (place.stored.last if place.stored else None)
    schema = place.schema
    assert schema is not None  # noqa: S101 - sources have none
    shown = shown or schema.current
    number = shown.number if shown else 0
    pointer = place.stored.pointer if place.stored else ""
    return addresses.card_url(place.source.name, schema.name, number, pointer)


def _links(place: Place) -> dict[str, str]:
    schema, stored = place.schema, place.stored
    if schema is None or schema.current is None:
        return {}
    source, name = place.source.name, schema.name
    latest = stored.last.number if stored else schema.current.number
    neighbours = {"latest-version": latest}
    if place.pinned is not None:
        number = place.pinned.number
        for relation, other in (("predecessor", number - 1), ("successor", number + 1)):
            if 1 <= other <= schema.current.number and (stored is None or had(stored, other)):
                neighbours[f"{relation}-version"] = other
    found = {} if place.pinned else {"canonical": place.url}
    found["version-history"] = addresses.versions_url(source, name)
    for relation, number in neighbours.items():
        found[relation] = (
            addresses.property_url(source, name, stored.pointer, number)
            if stored
            else addresses.schema_url(source, name, number)
        )
    return found


def _whole(path: str) -> str:
    return f"{settings.PORTAL_URL}{path}"
