"""The schemas of the same name in other sources: what is there, too."""

from threading import Lock
from typing import Final

from cachetools import LRUCache, cached

from portal.catalog.models import Property, Schema

_MOST_KEPT: Final = 48


def paths(schema: Schema) -> frozenset[str] | None:
    """The paths of all properties that other sources have now; None if none has such a schema."""
    others = (
        Schema.objects.filter(name=schema.name, source__retired_at=None)
        .exclude(source=schema.source_id)
        .exclude(current=None)
        .order_by()
        .values_list("current_id", "current__content_id", "current__dialect")
    )
    found = [_of(current, content, dialect) for current, content, dialect in others]
    return frozenset().union(*found) if found else None


# By the version as well as by what it says: if another one comes before the rows are asked for,
# there are none of it left, and other sources may say the same.
@cached(LRUCache[tuple[int, str, str], frozenset[str]](_MOST_KEPT), lock=Lock())
def _of(current: int, content: str, dialect: str) -> frozenset[str]:
    rows = Property.objects.filter(last=current).order_by()
    return frozenset(rows.values_list("path", flat=True))
