"""The versions that a matrix sets side by side, by their addresses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min
from django.utils.translation import gettext as _

from portal.catalog.models import Observation, Snapshot
from portal.history import address

MOST_COLUMNS = 12


class TooManyColumns(address.AddressError):
    """More versions than can be read side by side."""

    code = "too-many-columns"


@dataclass(frozen=True, slots=True)
class Column:
    """A version, the address it was asked for by, and when it was first captured."""

    address: str
    snapshot: Snapshot
    first_at: datetime | None

    @property
    def pinned(self) -> str:
        return address.written(self.snapshot)

    @property
    def is_current(self) -> bool:
        return self.snapshot.pk == self.snapshot.schema.current_id


def columns(addresses: Iterable[str]) -> tuple[list[Column], dict[str, address.AddressError]]:
    """The versions at `addresses`, each once, and for each address that has none, why.

    What is beyond MOST_COLUMNS is among the latter.
    """
    found: dict[str, Snapshot] = {}
    faults: dict[str, address.AddressError] = {}
    for each in addresses:
        if not each.strip():
            continue
        if len(found) + len(faults) >= 2 * MOST_COLUMNS:
            faults[each] = _too_many()
            break
        try:
            snapshot = address.resolve(each)
        except address.AddressError as error:
            faults[each] = error
            continue
        if snapshot not in found.values():
            if len(found) == MOST_COLUMNS:
                faults[each] = _too_many()
            else:
                found[each.strip()] = snapshot
    first = _first_captures(found.values())
    return [Column(each, found[each], first.get(found[each].pk)) for each in found], faults


def _too_many() -> TooManyColumns:
    told = _("at most %(number)s versions fit side by side")
    return TooManyColumns(told % {"number": MOST_COLUMNS})


def _first_captures(snapshots: Iterable[Snapshot]) -> dict[int, datetime]:
    ids = [each.pk for each in snapshots]
    captures = Observation.objects.filter(snapshot__in=ids).order_by().values("snapshot")
    return {row["snapshot"]: row["at"] for row in captures.annotate(at=Min("at"))} if ids else {}
