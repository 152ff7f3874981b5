"""What the reader of an address that leads nowhere may have meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from portal.catalog import addresses
from portal.catalog.models import Property, Schema, Source
from portal.links.alike import MOST, alike
from portal.schema import pointer as json_pointer

_Named = TypeVar("_Named", Source, Schema, Property)


@dataclass(frozen=True, slots=True)
class Meant:
    """What to search for instead, and the pages whose names are nearest, the nearest first."""

    words: str
    pages: list[Source] | list[Schema] | list[Property]


def meant(path: str) -> Meant:
    """What the decoded address `path` may have meant; three queries at most."""
    source, _, rest = path.strip("/").partition("/")
    words = _words(path)
    if "\0" in path:  # PostgreSQL can't be asked for it
        return Meant(words.replace("\0", ""), [])
    sources = Source.objects.filter(retired_at=None)
    if not rest or not Source.objects.filter(name=source).exists():
        near = alike(source, sources.values_list("name", flat=True))
        return Meant(words, _ordered(sources.filter(name__in=near), near))
    try:
        schema, tail = Schema.objects.at(source, rest)
    except Schema.DoesNotExist:
        schemas = Schema.objects.filter(source__name=source).select_related("source")
        near = alike(rest, schemas.values_list("name", flat=True))
        return Meant(words, _ordered(schemas.filter(name__in=near), near))
    properties = Property.objects.filter(schema=schema)
    near = alike(_words(tail), properties.values_list("name", flat=True).distinct())
    found = properties.filter(name__in=near).select_related("schema__source")
    return Meant(words, _ordered(found, near)[:MOST])


def _words(path: str) -> str:
    """The last name in an address."""
    names = [each for each in path.split("/") if each and each != "*" and not each.isdecimal()]
    return json_pointer.split(addresses.pointer_from(names[-1]))[-1] if names else ""


def _ordered(found: Iterable[_Named], names: list[str]) -> list[_Named]:
    return sorted(found, key=lambda each: names.index(each.name))
