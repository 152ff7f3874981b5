"""The sample sources: recorded documents for a new portal; samples.toml lists them."""

import tomllib
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from portal.catalog.models import Observation, Schema, Source
from portal.ingest import record, sources
from portal.ingest.reading import read

FOLDER = Path(__file__).parent


def are_wanted() -> bool:
    """Whether this portal is new: samples that somebody has removed don't come back."""
    return not _mark().exists() and not Source.objects.exists()


def mark_as_settled() -> None:
    """Remember that this portal has its samples, or was begun without them."""
    _mark().touch()


def _mark() -> Path:
    return Path(settings.DATA_DIR) / "samples-settled"


@cache
def names() -> frozenset[str]:
    """The names of all sample sources."""
    return frozenset(_tables())


def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads((FOLDER / "samples.toml").read_text(encoding="utf-8"))


@transaction.atomic
def load() -> list[Source]:
    """Add the sample sources, all or none; those whose name is taken are left as they are."""
    taken = set(Source.objects.values_list("name", flat=True))
    return [_load(name, table) for name, table in _tables().items() if name not in taken]


def _load(name: str, table: dict[str, Any]) -> Source:
    recordings = table.pop("recordings")
    source, _ = sources.save(sources.describe(name, table))
    for recording in recordings:
        how = record.Circumstances(
            at=_first_moment(recording["at"]),
            origin=Observation.Origin.IMPORTED,
            provenance=recording["provenance"],
            in_order=True,
        )
        for schema in recording["schemas"]:
            body = (FOLDER / name / recording["folder"] / f"{schema}.json").read_bytes()
            record.capture(Schema.objects.named(source, schema), read(body, source.kind), how)
    return source


def _first_moment(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
