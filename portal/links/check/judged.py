"""What has become of what a link leads to.

A link is fine; or what it pins has changed since; or what it leads to has gone; or there never was
such a thing. Links to other sites are left alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from portal.catalog import addresses
from portal.catalog.models import Change, Property, Schema
from portal.links import named, places
from portal.links.check.written import Written
from portal.links.places import Nowhere, Place, Several
from portal.schema.impact import Impact, worst

Verdict: TypeAlias = Literal["never", "gone", "changed", "several", "fine", "foreign"]
VERDICTS: Final[tuple[Verdict, ...]] = ("never", "gone", "changed", "several", "fine", "foreign")
PREFIX: Final = "schema"  # of interwiki links, unless told otherwise
MOST: Final = 1_000  # different links of ours that a request may ask for; each is looked up
_API: Final = "api/v1/sources/"
# Whose views take every address that is left.
_ANYTHING: Final = frozenset({"portal.pages.views.routing", "portal.api.routing"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A link and what has become of it; all addresses are whole, for people to follow.

    - `now`: what to write to follow what is current; `pinned`: to keep what is there now.
    - `compare`: where the versions are compared between which it changed; `impact`: whom that
      breaks at worst, None if only what it refers to has changed.
    - `gone_in`: the version without it.
    - `near`: what may have been meant, where there is no such thing or several are called so.
    """

    written: Written
    verdict: Verdict
    now: str = ""
    pinned: str = ""
    compare: str = ""
    impact: Impact | None = None
    gone_in: int | None = None
    near: tuple[str, ...] = ()

    @property
    def instead(self) -> str:
        """What to write in its place; "" if that is not for a program to say, or nothing is wrong.

        A pin stays a pin: on what is there now, or on the last version of what has gone.
        """
        match self.verdict:
            case "changed" | "gone":
                return self.pinned
            case "never" if len(self.near) == 1:
                return self.near[0]
        return ""


class TooManyLinks(ValueError):
    """More different links to this portal than are looked up at once."""


@dataclass
class Judge:
    """Judges the links of some texts; what it has looked up it keeps.

    `prefix` begins the interwiki links to this portal. At most `most` different ones are looked
    up; None is without a limit.
    """

    prefix: str = PREFIX
    most: int | None = None
    _hosts: frozenset[str] = field(default_factory=lambda: hosts())
    _changes: dict[tuple[int, int], list[tuple[str, str, str]]] = field(default_factory=dict)
    _known: dict[tuple[str, str], Judged] = field(default_factory=dict)
    _ours: int = 0

    def judge(self, links: Iterable[Written]) -> list[Judged]:
        """Each of `links` with its verdict, in their order. Raises TooManyLinks."""
        return [self._judged(each) for each in links]

    def _judged(self, written: Written) -> Judged:
        key = (written.prefix, written.address)
        if key not in self._known:
            self._known[key] = self._looked_up(written)
            self._ours += self._known[key].verdict != "foreign"
            if self.most is not None and self._ours > self.most:
                raise TooManyLinks
        known = self._known[key]
        return Judged(
            written, known.verdict, known.now, known.pinned, known.compare, known.impact,
            known.gone_in, known.near,
        )  # fmt: skip

    def _looked_up(self, written: Written) -> Judged:
        try:
            place = self._place(written)
        except Nowhere as nowhere:
            return Judged(written, "never", near=tuple(map(_whole, nowhere.near)))
        except Several as several:
            choices = (_whole(each.get_absolute_url()) for each in several.choices)
            return Judged(written, "several", near=tuple(choices))
        if not isinstance(place, Place):
            return Judged(written, place)
        now, pinned = _whole(place.current_url), _whole(place.pinned_url())
        if place.stored is not None and place.is_gone:
            last = _whole(_pinned(place, place.stored.last.number))
            gone_in = place.stored.last.number + 1
            return Judged(written, "gone", now, last, gone_in=gone_in)
        if place.schema is None or place.number is None or place.is_comparison:
            return Judged(written, "fine", now, pinned)
        return self._since(written, place, place.schema, place.number)

    def _since(self, written: Written, place: Place, schema: Schema, number: int) -> Judged:
        """What has become of what a link pins to version `number`."""
        now, pinned = _whole(place.current_url), _whole(place.url)
        newest = schema.current.number if schema.current else number
        touching = self._touching(schema, number, place.stored)
        if not touching and not _is_touched(place.stored, number):
            return Judged(written, "fine", now, pinned)
        impact: Impact | None = None
        for request, response in touching:
            one = worst(Impact(request), Impact(response))
            impact = one if impact is None else worst(impact, one)
        at = addresses.compare_url(schema.source.name, schema.name, number, newest)
        renewed = _whole(_pinned(place, newest))
        return Judged(written, "changed", now, renewed, compare=_whole(at), impact=impact)

    def _touching(
        self, schema: Schema, number: int, stored: Property | None
    ) -> list[tuple[str, str]]:
        """The verdicts on the changes since version `number` of a property, and inside it."""
        key = (schema.pk, number)
        if key not in self._changes:
            since = Change.objects.filter(snapshot__schema=schema, snapshot__number__gt=number)
            rows = since.order_by().values_list("pointer", "request", "response")
            self._changes[key] = list(rows)
        if stored is None:
            return [each[1:] for each in self._changes[key]]
        inside = f"{stored.pointer}/"
        return [
            each[1:]
            for each in self._changes[key]
            if each[0] == stored.pointer or each[0].startswith(inside)
        ]

    def _place(self, written: Written) -> Place | Literal["fine", "foreign"]:
        """What a link leads to; of other pages only whether they are. Raises Nowhere, Several."""
        if written.prefix:
            ours = written.prefix.casefold() == self.prefix.casefold()
            return named.find(written.address) if ours else "foreign"
        try:
            parts = urlsplit(written.address)
            if parts.scheme not in {"", "http", "https"} or parts.netloc not in self._hosts:
                return "foreign"
        except ValueError:
            return "foreign"
        return _at(unquote(parts.path), unquote(parts.fragment))


def hosts() -> frozenset[str]:
    """Under which hosts, with their ports, this portal is known."""
    return frozenset(urlsplit(each).netloc for each in (settings.PORTAL_URL, *settings.ALIASES))


def _at(path: str, fragment: str) -> Place | Literal["fine"]:
    """Raises Nowhere, Several."""
    first, _slash, rest = path.strip("/").partition("/")
    if not first:
        return "fine"
    if first == "go":
        return named.find(rest)
    if first in {"embed", "replay"}:
        return places.find(rest.partition("@")[0] if first == "replay" else rest)
    if path.strip("/").startswith(_API):
        return _of_api(path.strip("/").removeprefix(_API))
    if first in addresses.RESERVED_SOURCE_NAMES:
        return _page(path)
    place = places.find(path)
    if fragment and place.schema and place.stored is None:
        return _row(place, place.schema, fragment)
    return place


def _row(place: Place, schema: Schema, anchor: str) -> Place:
    """The property at an anchor of a schema's page; the page, where it is another one's."""
    try:
        return Place(place.source, schema, places.property_at(schema, anchor), place.pinned)
    except (Nowhere, Several):
        return place


def _of_api(rest: str) -> Place | Literal["fine"]:
    """What the API describes at `rest`, below its sources. Raises Nowhere, Several."""
    source, _slash, below = rest.partition("/")
    if not below.startswith("schemas/"):
        return places.find(source)
    name = below.removeprefix("schemas/")
    try:
        schema, tail = Schema.objects.at(source, name)
    except Schema.DoesNotExist:
        return places.find(f"{source}/{name}")
    tail = tail.removesuffix("/raw").removesuffix("/timemap")
    if "properties" not in tail.split("/") and tail.partition("/")[0] not in {"versions", ""}:
        return "fine"  # the list of its changes and the like
    tail = f"/{tail}/".replace("/properties/", "/", 1).strip("/")
    at = addresses.decode(addresses.schema_path(schema.name))
    return places.find(f"{source}/{at}/{tail}")


def _page(path: str) -> Literal["fine"]:
    """Raises Nowhere if the portal has no such page."""
    try:
        match = resolve(path if path.endswith("/") or "." in path else f"{path}/")
    except Resolver404 as error:
        raise Nowhere from error
    if match.func.__module__ in _ANYTHING:
        raise Nowhere
    return "fine"


def _is_touched(stored: Property | None, number: int) -> bool:
    """Whether what a property says, through its references too, has changed since a version."""
    if stored is None:
        return False
    return any(each > number for numbers in stored.touched.values() for each in numbers)


def _pinned(place: Place, number: int) -> str:
    assert place.schema is not None  # noqa: S101 - versions are of schemas
    at = (place.source.name, place.schema.name)
    if place.stored is None:
        return addresses.schema_url(*at, number)
    return addresses.property_url(*at, place.stored.pointer, number)


def _whole(path: str) -> str:
    return f"{settings.PORTAL_URL}{path}"
