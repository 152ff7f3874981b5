"""What an address below a source stands for, whoever points to it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from portal.catalog import addresses, documents
from portal.catalog.models import Property, Schema, Snapshot, Source
from portal.links.alike import alike
from portal.schema import pointer as json_pointer
from portal.schema.errors import UnknownProperty

_PINNED = re.compile(r"versions/([1-9][0-9]{0,8})(?:/(.+))?", re.DOTALL)
_COMPARED = re.compile(r"compare/([1-9][0-9]{0,8})\.\.\.([1-9][0-9]{0,8})")
_OTHER = re.compile(r"(?:versions|compare|-/.+)", re.DOTALL)  # pages of the schema itself


class Nowhere(LookupError):
    """There is nothing, nor has ever been; `near` are addresses that may have been meant."""

    def __init__(self, near: Iterable[str] = ()) -> None:
        super().__init__()
        self.near = tuple(near)


class Several(LookupError):
    """A short address means several properties."""

    def __init__(self, choices: Iterable[Property]) -> None:
        super().__init__()
        self.choices = tuple(choices)


@dataclass(frozen=True, slots=True)
class Place:
    """A source, a schema of it, or a property of that; with the version if one is pinned.

    With `before` it is the comparison of `pinned` with that version.
    """

    source: Source
    schema: Schema | None = None
    stored: Property | None = None
    pinned: Snapshot | None = None
    before: Snapshot | None = None

    @property
    def is_comparison(self) -> bool:
        return self.before is not None

    @property
    def number(self) -> int | None:
        return self.pinned.number if self.pinned else None

    @property
    def is_gone(self) -> bool:
        """Whether it is a property that the current version doesn't have."""
        return self.stored is not None and self.stored.is_gone

    @property
    def url(self) -> str:
        """Its address, as the portal writes it."""
        return self._url(self.number)

    @property
    def current_url(self) -> str:
        """The address that follows what is current."""
        return self._url(None)

    def pinned_url(self) -> str:
        """The address of what it is now, for ever; of what has gone, as it was last."""
        if self.schema is None or self.schema.current is None:
            return self.url
        newest = self.stored.last.number if self.stored else self.schema.current.number
        return self._url(self.number or newest)

    def _url(self, number: int | None) -> str:
        if self.schema is None:
            return addresses.source_url(self.source.name)
        at = (self.source.name, self.schema.name)
        if self.before is not None and number is not None:
            return addresses.compare_url(*at, self.before.number, number)
        if self.stored is None:
            return addresses.schema_url(*at, number)
        return addresses.property_url(*at, self.stored.pointer, number)


def find(path: str) -> Place:
    """The place at a decoded address `path`, as "/glance/images/images/*/id/".

    Raises:
        Nowhere: there is no such thing.
        Several: the short address of a property that is there more than once.
    """
    name, _slash, rest = path.strip("/").partition("/")
    source = named_source(name)
    return below(source, rest) if rest else Place(source)


def named_source(name: str) -> Source:
    """The source that has or had that name. Raises Nowhere."""
    try:
        return Source.objects.called(name)
    except Source.DoesNotExist as error:
        known = Source.objects.values_list("name", flat=True)
        raise Nowhere(map(addresses.source_url, alike(name, known))) from error


def below(source: Source, rest: str) -> Place:
    """The place at `rest`, decoded, below the address of `source`. Raises Nowhere, Several."""
    try:
        if "\0" in rest:
            raise Schema.DoesNotExist
        schema, tail = Schema.objects.at(source.name, rest)
    except Schema.DoesNotExist as error:
        near = alike(rest, source.schemas.values_list("name", flat=True))
        raise Nowhere(addresses.schema_url(source.name, each) for each in near) from error
    if not tail or _OTHER.fullmatch(tail):
        return Place(source, schema)
    if compared := _COMPARED.fullmatch(tail):
        before, pinned = (_version(schema, int(compared[side])) for side in (1, 2))
        return Place(source, schema, pinned=pinned, before=before)
    if at := _PINNED.fullmatch(tail):
        return _pinned(source, schema, _version(schema, int(at[1])), at[2] or "")
    return Place(source, schema, property_at(schema, tail))


def property_at(schema: Schema, tail: str) -> Property:
    """The property that `tail` leads to below the address of `schema`. Raises Nowhere, Several."""
    pointer = addresses.pointer_from(tail)
    try:
        return _stored(schema, pointer)
    except Property.DoesNotExist:
        pass
    tokens = json_pointer.split(pointer)
    if len(tokens) == 2 and tokens[0] == "properties":
        return named(schema, tokens[1])
    raise Nowhere(near(schema, tokens[-1]))


def named(schema: Schema, name: str) -> Property:
    """The only property of that name; one that is there is preferred. Raises Nowhere, Several."""
    rows = list(schema.properties.filter(name=name).select_related("first", "last"))
    rows = [row for row in rows if row.last_id == schema.current_id] or rows
    for row in rows:
        row.schema = schema
    if not rows:
        raise Nowhere(near(schema, name))
    if len(rows) > 1:
        raise Several(rows)
    return rows[0]


def near(schema: Schema, name: str) -> list[str]:
    """The addresses of properties of `schema` with a name like `name`, the likeliest first."""
    rows = schema.properties.order_by("-position", "-pk")  # of equal names the first one holds
    pointers = dict(rows.values_list("name", "pointer"))
    at = (schema.source.name, schema.name)
    return [addresses.property_url(*at, pointers[each]) for each in alike(name, pointers)]


def _pinned(source: Source, schema: Schema, snapshot: Snapshot, path: str) -> Place:
    if not path:
        return Place(source, schema, pinned=snapshot)
    pointer = addresses.pointer_from(path)
    try:
        return in_version(_stored(schema, pointer), snapshot)
    except Property.DoesNotExist as error:
        raise Nowhere(near(schema, json_pointer.split(pointer)[-1] if pointer else "")) from error


def in_version(stored: Property, snapshot: Snapshot) -> Place:
    """The property as the version `snapshot` has it. Raises Nowhere if it doesn't."""
    schema = stored.schema
    try:
        documents.of(snapshot).property(stored.pointer)
    except UnknownProperty as error:
        others = near(schema, stored.name)
        raise Nowhere(dict.fromkeys([stored.get_absolute_url(), *others])) from error
    return Place(schema.source, schema, stored, snapshot)


def _stored(schema: Schema, pointer: str) -> Property:
    """Raises Property.DoesNotExist."""
    stored = Property.objects.at(schema, pointer)
    stored.schema = schema  # else it would be asked for again
    return stored


def _version(schema: Schema, number: int) -> Snapshot:
    """Raises Nowhere."""
    snapshot = schema.snapshots.filter(number=number).first()
    if snapshot is None:
        raise Nowhere([schema.get_absolute_url()])
    snapshot.schema = schema
    return snapshot
