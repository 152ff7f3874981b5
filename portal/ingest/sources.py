"""Adding, changing and removing sources; each is checked before it is stored."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from portal import upstream
from portal.catalog import addresses, durations
from portal.catalog.models import Content, FormerSourceName, Observation, Schema, Snapshot, Source
from portal.ingest import fetch
from portal.upstream.errors import UpstreamError


class BadSource(ValueError):
    """A description of a source that can't be used; says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Description:
    """A source as an operator describes it, on the command line or in sources.toml."""

    name: str
    kind: str
    url: str = ""
    cloud: str = ""
    schemas: tuple[str, ...] = ()
    every: timedelta | None = None
    max_age: timedelta = timedelta(hours=1)
    description: str = ""


_TEXTS = {"kind", "url", "cloud", "description"}
_DURATIONS = {"every", "max_age"}


def describe(name: str, table: dict[str, Any]) -> Description:
    """Read one table of sources.toml. Raises BadSource."""
    if "kind" not in table:
        raise BadSource(f"{name}: kind is missing; it is one of {', '.join(Source.Kind.values)}")
    values: dict[str, Any] = {}
    for key, value in table.items():
        key = key.replace("-", "_")
        if key in _TEXTS and isinstance(value, str):
            values[key] = value
        elif key in _DURATIONS and isinstance(value, str):
            values[key] = duration(f"{name}: {key}", value)
        elif key == "schemas" and _is_list_of_text(value):
            values[key] = tuple(value)
        elif key in _TEXTS | _DURATIONS | {"schemas"}:
            raise BadSource(f"{name}: {key} has a value of the wrong kind: {value!r}")
        else:
            known = ", ".join(sorted(_TEXTS | _DURATIONS | {"schemas"}))
            raise BadSource(f"{name}: {key!r} is unknown; a source has {known}")
    return Description(name=name, **values)


def description_of(source: Source) -> Description:
    """`source` as it would be described."""
    return Description(
        name=source.name,
        kind=source.kind,
        url=source.url,
        cloud=source.cloud,
        schemas=tuple(source.chosen),
        every=source.every,
        max_age=source.max_age,
        description=source.description,
    )


def duration(what: str, text: str) -> timedelta:
    """Read a duration. Raises BadSource, naming `what` it is for."""
    try:
        return durations.parse(text)
    except ValueError as error:
        raise BadSource(f"{what}: {error}") from error


def save(described: Description) -> tuple[Source, bool]:
    """Add the source, or change the one of that name; True if it is new. Raises BadSource.

    A source without url and cloud is only recorded: its documents are imported.
    """
    check(described)
    values = {
        "kind": described.kind,
        "url": described.url,
        "cloud": described.cloud,
        "chosen": list(described.schemas),
        "every": described.every,
        "max_age": described.max_age,
        "description": described.description,
        "retired_at": None,
    }
    with transaction.atomic():
        before = Source.objects.filter(name=described.name).first()
        source, is_new = Source.objects.update_or_create(name=described.name, defaults=values)
        if before is not None and fetch.config(before) != fetch.config(source):
            # "Not modified since" means something only to the server that said since when.
            seen = Observation.objects.filter(schema__source=source)
            seen.update(etag="", last_modified="", retry_at=None)
    return source, is_new


def check(described: Description) -> None:
    """Raise BadSource unless `described` could be stored and fetched from."""
    try:
        addresses.check_source_name(described.name)
        had = FormerSourceName.objects.filter(name=described.name).select_related("source").first()
        if had is not None:
            raise BadSource(f"{described.name!r} is now called {had.source.name!r}")
        stored = Schema.objects.filter(source__name=described.name).values_list("name", flat=True)
        for schema in described.schemas:
            addresses.check_schema_name(schema, (*described.schemas, *stored))
    except addresses.BadName as error:
        raise BadSource(str(error)) from error
    if described.kind not in Source.Kind.values:
        raise BadSource(
            f"{described.kind!r} is no kind of source; there are {', '.join(Source.Kind.values)}"
        )
    source = Source(
        kind=described.kind,
        url=described.url,
        cloud=described.cloud,
        chosen=list(described.schemas),
    )
    if source.is_recorded:
        if described.every is not None:
            raise BadSource(f"{described.name}: every needs an address or a cloud to fetch from")
        return
    if described.kind == Source.Kind.GLANCE and "/v2/schemas" in described.url:
        raise BadSource(f"{described.name}: give the address before /v2/schemas; the rest is added")
    try:
        upstream.validate(fetch.config(source))
    except UpstreamError as error:
        raise BadSource(f"{described.name}: {error} {error.advice}") from error


def retire(source: Source) -> None:
    """Fetch from `source` no more. Its pages stay, since addresses are for ever."""
    source.retired_at = source.retired_at or timezone.now()
    source.save(update_fields=["retired_at"])


@transaction.atomic
def purge(source: Source) -> None:
    """Delete `source` with its snapshots and pages, and the bytes that no other source served."""
    source.delete()
    Content.objects.filter(~Exists(Snapshot.objects.filter(content=OuterRef("pk")))).delete()


def _is_list_of_text(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
