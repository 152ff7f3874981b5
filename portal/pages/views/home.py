"""The first page: the sources and how they stand, what changed lately; a welcome to new portals."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.catalog.models import Schema, Source
from portal.history.matrix import offers
from portal.ingest import samples
from portal.pages import changes, states

EXAMPLES = ("disk_format", "qcow2", "os_hidden", "checksum")
_SHORTCUTS = 4
_FIRST = ("images", "image")  # what most readers come for
_LATEST = 8
_SHARED = 3


@dataclass(frozen=True, slots=True)
class SourceRow:
    source: Source
    schemas: list[Schema]
    state: states.State

    @property
    def shortcuts(self) -> list[Schema]:
        """A few schemas that have been captured: those of images first, then by their names."""
        rank = {name: rank for rank, name in enumerate(_FIRST)}
        captured = [schema for schema in self.schemas if schema.current]
        captured.sort(key=lambda schema: (rank.get(schema.name, len(rank)), schema.name))
        return captured[:_SHORTCUTS]


def home(request: HttpRequest) -> HttpResponse:
    sources = rows(Source.objects.filter(retired_at=None))
    context = {
        "sources": sources,
        "is_new": {row.source.name for row in sources} == samples.names(),
        "changes": changes.latest(_LATEST),
        "examples": EXAMPLES,
        "shared": [(each, _compare_url(each)) for each in offers.shared(most=_SHARED)],
    }
    return render(request, "pages/home.html", context)


def _compare_url(offer: offers.Offer) -> str:
    """Where the verdicts between the first and the last of these sources are."""
    sides = {"before": offer.names[0], "after": offer.names[-1]}
    query = {side: f"{name}/{offer.schema}" for side, name in sides.items()}
    return f"/compare/?{urlencode(query, safe='/')}"


def rows(sources: QuerySet[Source]) -> list[SourceRow]:
    """Each source with its schemas and its state, in two queries."""
    schemas: dict[int, list[Schema]] = {}
    for schema in (
        Schema.objects.with_last_fetch()
        .filter(source__in=sources)
        .select_related("source", "current")
    ):
        schemas.setdefault(schema.source_id, []).append(schema)
    return [
        SourceRow(
            source=source,
            schemas=schemas.get(source.pk, []),
            state=states.together(states.of(schema) for schema in schemas.get(source.pk, [])),
        )
        for source in sources
    ]
