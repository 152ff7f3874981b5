"""From what people write to what they mean: one parameter, as an interwiki prefix hands it over.

glance/images/disk_format               by its name
glance/images/images[].disk_format      by its path
glance/images/images/*/disk_format      by its address
glance/images#/properties/images        by its JSON Pointer
glance/images#disk_format               by its anchor on the schema's page
glance/images@3/disk_format             in version 3, or of a day: @2019-04-10
glance/images, glance                   a schema, a source
Glance/images/Disk format               as MediaWiki makes it: another case, and spaces for _
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from portal.catalog.models import Property, Schema, Snapshot
from portal.history import address
from portal.links import places
from portal.links.places import Nowhere, Place, Several
from portal.schema import pointer as json_pointer

_AT = re.compile(r"(?P<schema>[^@#]+)@(?P<when>[0-9][0-9A-Za-z:.+-]*)(?:/(?P<tail>.*))?", re.DOTALL)
LONGEST = 2_000  # characters


def find(text: str) -> Place:
    """The place that `text` means.

    Raises:
        Nowhere: there is no such thing.
        Several: more than one property may be meant.
    """
    text = re.sub(r"/{2,}", "/", text[:LONGEST].strip()).strip("/")
    near: tuple[str, ...] = ()
    for spelled in dict.fromkeys([text, unquote(text)]):
        if "\0" in spelled:  # PostgreSQL can't be asked for it
            raise Nowhere(near)
        try:
            return _find(spelled)
        except Nowhere as nowhere:
            near = near or nowhere.near
    raise Nowhere(near)


def _find(text: str) -> Place:
    name, _slash, rest = text.partition("/")
    source = places.named_source(name.lower())
    if not rest:
        return Place(source)
    before, hash_, pointer = rest.partition("#")
    if hash_ and pointer.startswith("/"):
        place = places.below(source, before.strip("/"))
        stored = _at(place.schema, pointer)
        return (
            places.in_version(stored, place.pinned)
            if place.pinned
            else Place(source, place.schema, stored)
        )
    if (at := _AT.fullmatch(rest)) and (pinned := _pinned(source.name, at)):
        if tail := at["tail"] or "":
            return places.in_version(_property(pinned.schema, tail), pinned)
        return Place(source, pinned.schema, pinned=pinned)
    for spelled in _spellings(rest):
        try:
            return places.below(source, spelled)
        except Nowhere:
            continue
    if hash_:  # the anchor of a row on a schema's page
        return _loosely(source.name, f"{before.strip('/')}/{pointer}")
    return _loosely(source.name, rest)


def _pinned(source: str, at: re.Match[str]) -> Snapshot | None:
    """The version that is named by its number or a date; None if no schema is."""
    try:
        return address.resolve(f"{source}/{at['schema'].strip('/')}@{at['when']}")
    except address.UnknownVersion as error:
        raise Nowhere from error
    except address.AddressError:
        return None


def _loosely(source: str, rest: str) -> Place:
    """A property by its path or its name, in whatever case. Raises Nowhere, Several."""
    for spelled in _spellings(rest):
        try:
            schema, tail = Schema.objects.at(source, spelled)
        except Schema.DoesNotExist:
            continue
        return Place(schema.source, schema, _property(schema, tail))
    return places.find(f"{source}/{rest}")  # which says what is near


def _property(schema: Schema, tail: str) -> Property:
    """Raises Nowhere, Several."""
    try:
        return places.property_at(schema, tail)
    except Nowhere as nowhere:
        rows = schema.properties.select_related("first", "last")
        last = re.split(r"[/.]", tail)[-1]
        for spelled in _spellings(tail):
            for condition in (
                {"path": spelled},
                {"path__iexact": spelled},
                {"name__iexact": spelled},
                {"path__iendswith": f".{spelled}"},
            ):
                if found := _one(schema, list(rows.filter(**condition)[:50])):
                    return found
        raise Nowhere(nowhere.near or places.near(schema, last)) from nowhere


def _one(schema: Schema, rows: list[Property]) -> Property | None:
    rows = [row for row in rows if row.last_id == schema.current_id] or rows
    for row in rows:
        row.schema = schema
    if len(rows) > 1:
        raise Several(rows)
    return rows[0] if rows else None


def _at(schema: Schema | None, pointer: str) -> Property:
    """Raises Nowhere."""
    if schema is None:
        raise Nowhere
    hash_ = Property.hash_of(pointer)
    row = schema.properties.select_related("first", "last").filter(pointer_hash=hash_).first()
    if row is None:
        raise Nowhere(places.near(schema, json_pointer.split(pointer)[-1]))
    row.schema = schema
    return row


def _spellings(text: str) -> Iterator[str]:
    """What may have been written before a wiki changed it."""
    yield from dict.fromkeys([text, text.replace(" ", "_"), text.replace("_", " "), text.lower()])
