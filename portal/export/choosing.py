"""Which addresses of the portal an export holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.catalog import addresses
from portal.catalog.models import Property, Schema, Source
from portal.history.wanted import Wanted
from portal.pages.templatetags.portal import raw_url

SEARCH = "/search/"
HOME = "/"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the export. `ask` is where the portal has it as a whole, if not at `address`.

    What leads there leads to the same file.
    """

    address: str
    ask: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """What is handed on as it is: a version's bytes, or its evidence."""

    address: str
    name: str


@dataclass
class Choice:
    """The sources that are exported; `is_all` if these are all that there are."""

    sources: list[Source]
    is_all: bool

    def schemas(self) -> Iterator[Schema]:
        """Their schemas that have been captured."""
        found = Schema.objects.filter(source__in=self.sources).exclude(current=None)
        yield from found.select_related("source", "current").order_by("source__name", "name")

    def pages(self) -> Iterator[Page]:
        """All pages but the search, and but the further ones of a history."""
        if self.is_all:
            yield Page(HOME)
            yield Page("/changes/")
            yield Page("/notes/")
        yield Page("/rules/")
        for source in self.sources:
            yield Page(source.get_absolute_url())
            yield Page(Wanted(source=source.name).url())
        for schema in self.schemas():
            yield from _of_schema(schema)

    def files(self) -> Iterator[File]:
        for schema in self.schemas():
            for number in _numbers(schema):
                base = addresses.schema_url(schema.source.name, schema.name, number)
                evidence = addresses.evidence_url(schema.source.name, schema.name, number)
                yield File(raw_url(schema, number), f"{base}document.json")
                yield File(evidence, f"{base}evidence.zip")

    def aliases(self) -> dict[str, str]:
        """What is called otherwise in the export: of one source alone, all changes are its own."""
        if self.is_all or len(self.sources) != 1:
            return {}
        (source,) = self.sources
        return {"/changes/": Wanted(source=source.name).url()}


def _of_schema(schema: Schema) -> Iterator[Page]:
    source, name = schema.source.name, schema.name
    current = schema.get_absolute_url()
    yield Page(current, f"{current}?whole")
    yield Page(addresses.versions_url(source, name))
    yield Page(Wanted(source=source, schema=name).url())
    for number in _numbers(schema):
        pinned = addresses.schema_url(source, name, number)
        yield Page(pinned, f"{pinned}?whole")
        if number > 1:
            compared = addresses.compare_url(source, name, number - 1, number)
            yield Page(compared, f"{compared}?impact=all")
    for pointer in _pointers(schema):
        yield Page(addresses.property_url(source, name, pointer))


def _numbers(schema: Schema) -> Iterable[int]:
    return schema.snapshots.order_by("number").values_list("number", flat=True)


def _pointers(schema: Schema) -> Iterable[str]:
    """All properties that there are or have been."""
    found = Property.objects.filter(schema=schema).order_by("pk")
    return found.values_list("pointer", flat=True).iterator()
