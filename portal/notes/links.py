"""Where `[[…]]` in a note leads.

    [[images/disk_format]]          a property of a schema of the note's own source, by its name
    [[images/images/*/status]]      or by its address there
    [[images]]                      the schema
    [[glance/images/status]]        the same of another source; [[glance]] is the source itself
    [[status]]                      a property of the note's own schema
    [[images/status|the status]]    with other words
    [[wiki:Image formats]]          a page of the operator's wiki (PORTAL_WIKI_URL)

Names that a source or a schema had lead on. What a note says is looked up when it is read, in five
queries for any number of links.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import quote

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from portal.catalog import addresses
from portal.catalog.models import FormerSchemaName, FormerSourceName, Property, Schema, Source
from portal.notes.target import Target
from portal.prose import Link, Links

MOST = 500  # different targets of one text that are looked up
_WIKI = "wiki:"
_SAFE_IN_WIKI = "/:#@!$&'()*+,;=~"
_Place: TypeAlias = tuple[str, str]  # the names of a source and of a schema


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a target: what follows the name of a schema there, empty for none."""

    place: _Place
    tail: str


def resolve(written: Set[str], home: Target) -> Links:
    """Resolve the targets that are `written` in a note on `home`."""
    targets = sorted(written)[:MOST]
    inside = [each for each in targets if not each.startswith(_WIKI) and _can_be_asked(each)]
    found = _found(inside, home) if inside else {}

    def link(target: str, text: str) -> Link:
        if target.startswith(_WIKI):
            return _wiki(target.removeprefix(_WIKI).strip(), text)
        if target not in targets:
            return Link(text or target, "", "unlinked")
        url, is_gone = found.get(target, ("", False))
        if not url:
            return Link(text or target, "", "broken", _("no such page"))
        gone = ("gone", _("no longer served")) if is_gone else ()
        return Link(text or target, url, *gone)

    return link


def _can_be_asked(target: str) -> bool:
    return "\0" not in addresses.decode(target)  # PostgreSQL can't


def _wiki(page: str, text: str) -> Link:
    text = text or page
    if not page:
        return Link(text or _WIKI, "", "broken", _("no such page"))
    if not settings.WIKI_URL:
        return Link(text, "", "unlinked", _("a page of the wiki"))
    return Link(text, settings.WIKI_URL + quote(page, safe=_SAFE_IN_WIKI), "wiki")


def _found(targets: list[str], home: Target) -> dict[str, tuple[str, bool]]:
    """The address of each target that is there, and whether it has gone."""
    readings = {target: list(_readings(addresses.decode(target), home)) for target in targets}
    places = {each.place for several in readings.values() for each in several}
    sources = _sources({*targets, *(source for source, _ in places)})
    schemas = _schemas(places, sources)
    properties = _properties(
        (schemas[each.place], each.tail)
        for several in readings.values()
        for each in several
        if each.tail and each.place in schemas
    )
    found = {}
    for target, several in readings.items():
        urls = (_url(each, schemas, properties) for each in several)
        url = next((each for each in urls if each), None)
        if url is None and target in sources:
            url = (sources[target].get_absolute_url(), False)
        if url:
            found[target] = url
    return found


def _readings(target: str, home: Target) -> Iterator[_Reading]:
    """All ways to read a target, the first that there is counts."""
    target = target.strip("/")
    first, _slash, rest = target.partition("/")
    for source, below in ((home.source.name, target), (first, rest)):
        if below:
            for name, tail in addresses.schema_prefixes(below):
                yield _Reading((source, name), tail)
    if home.schema and target:
        yield _Reading((home.source.name, home.schema.name), target)


def _sources(names: set[str]) -> dict[str, Source]:
    """The sources that have these names, or had them."""
    former = FormerSourceName.objects.filter(name__in=names).select_related("source")
    had = {each.name: each.source for each in former}
    return had | {each.name: each for each in Source.objects.filter(name__in=names)}


def _schemas(places: set[_Place], sources: dict[str, Source]) -> dict[_Place, Schema]:
    """The schemas that have these names, or had them."""
    names = {"name__in": {name for _, name in places}, "source__in": sources.values()}
    former = FormerSchemaName.objects.filter(**names).select_related("schema__source")
    called = {(each.source_id, each.name): each.schema for each in former}
    rows = Schema.objects.filter(**names).select_related("source")
    called |= {(each.source_id, each.name): each for each in rows}
    asked = {place: (sources[place[0]].pk, place[1]) for place in places if place[0] in sources}
    return {place: called[key] for place, key in asked.items() if key in called}


_Properties: TypeAlias = dict[tuple[int, str], list[Property]]


def _properties(asked: Iterable[tuple[Schema, str]]) -> _Properties:
    """The properties that are called so in their schemas: by address, by path or by name."""
    schemas: dict[int, Schema] = {}
    tails = defaultdict[str, set[int]](set)
    for schema, tail in asked:
        schemas[schema.pk] = schema
        tails[tail].add(schema.pk)
    hashes = {_hash(tail): tail for tail in tails}
    rows = Property.objects.filter(schema__in=schemas.values()).filter(
        Q(pointer_hash__in=hashes) | Q(name__in=tails) | Q(path__in=tails)
    )
    called: dict[str, _Properties] = {"address": {}, "path": {}, "name": {}}
    for row in rows.defer("facts", "touched").order_by("position") if tails else ():
        row.schema = schemas[row.schema_id]
        names = {"address": hashes.get(row.pointer_hash), "path": row.path, "name": row.name}
        for how, name in names.items():
            if name is not None:
                called[how].setdefault((row.schema_id, name), []).append(row)
    return called["name"] | called["path"] | called["address"]


def _hash(tail: str) -> str:
    return Property.hash_of(addresses.pointer_from(tail))


def _url(
    reading: _Reading, schemas: dict[_Place, Schema], properties: _Properties
) -> tuple[str, bool] | None:
    schema = schemas.get(reading.place)
    if schema is None:
        return None
    if not reading.tail:
        return schema.get_absolute_url(), False
    rows = properties.get((schema.pk, reading.tail), [])
    present = [row for row in rows if not row.is_gone]
    chosen = present or rows
    if len(chosen) > 1:  # its short address lets the reader choose
        return f"{schema.get_absolute_url()}{addresses.encode(reading.tail)}/", not present
    return (chosen[0].get_absolute_url(), not present) if chosen else None
