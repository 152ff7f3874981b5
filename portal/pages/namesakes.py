"""The schemas of the same name in other sources: what is there, too."""

from portal.catalog.models import Property, Schema
from portal.pages.kept import Kept

_paths: Kept[tuple[str, str], frozenset[str]] = Kept(48)


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


def _of(current: int, content: str, dialect: str) -> frozenset[str]:
    """By what it says, which never changes."""

    def asked() -> frozenset[str]:
        rows = Property.objects.filter(last=current).order_by()
        return frozenset(rows.values_list("path", flat=True))

    return _paths.get((content, dialect), asked)
