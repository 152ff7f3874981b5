"""Which versions are worth setting side by side: what several sources have, what has changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import F

from portal.catalog.models import Snapshot
from portal.history.matrix.columns import MOST_COLUMNS
from portal.history.matrix.table import Tally, tally_of


@dataclass(frozen=True, slots=True)
class Offer:
    """Versions that belong side by side; `names` are the sources, or the numbers of versions."""

    schema: str
    names: tuple[str, ...]
    url: str
    tally: Tally | None


def matrix_url(columns: Iterable[str], *query: tuple[str, str]) -> str:
    """Where a matrix of the versions at these addresses is; `query` are further parameters."""
    text = urlencode([*(("column", each) for each in columns), *query], safe="/@:")
    return f"/matrix/?{text}" if text else "/matrix/"


def shared(most: int | None = None) -> list[Offer]:
    """The schemas that several sources have, those with most properties first; in one query,
    and one for each document that has not been read lately.

    The version that says least comes first: then what others have beyond it stands out.
    """
    current = Snapshot.objects.filter(pk=F("schema__current"), schema__source__retired_at=None)
    several: dict[str, list[Snapshot]] = {}
    for each in current.select_related("schema__source").order_by(
        "property_count", "schema__source__name"
    ):
        several.setdefault(each.schema.name, []).append(each)
    found = [snapshots for snapshots in several.values() if len(snapshots) > 1]
    found.sort(key=lambda snapshots: (-snapshots[-1].property_count, snapshots[0].schema.name))
    return [_shared(snapshots[:MOST_COLUMNS]) for snapshots in found[:most]]


def _shared(snapshots: list[Snapshot]) -> Offer:
    return Offer(
        schema=snapshots[0].schema.name,
        names=tuple(each.schema.source.name for each in snapshots),
        url=matrix_url(str(each.schema) for each in snapshots),
        tally=tally_of(snapshots),
    )


def histories(most: int) -> list[Offer]:
    """The schemas with several versions, those with most properties first, in one query."""
    current = Snapshot.objects.filter(
        pk=F("schema__current"), number__gt=1, schema__source__retired_at=None
    ).select_related("schema__source")
    ordered = current.order_by("-property_count", "schema__source__name", "schema__name")
    return [_history(each) for each in ordered[:most]]


def _history(current: Snapshot) -> Offer:
    columns = versions_of(str(current.schema), current.number)
    return Offer(
        schema=str(current.schema),
        names=tuple(f"v{each.rpartition('@')[2]}" for each in columns),
        url=matrix_url(columns),
        tally=None,
    )


def versions_of(schema: str, current: int) -> list[str]:
    """The addresses of a schema's last versions, as many as fit, up to `current`."""
    return [f"{schema}@{number}" for number in range(1, current + 1)][-MOST_COLUMNS:]
