"""What differs between any two versions, judged; also of different sources."""

from functools import lru_cache

from portal.catalog import documents
from portal.catalog.models import Snapshot
from portal.schema.impact import Judged, compare


def between(before: Snapshot, after: Snapshot) -> tuple[Judged, ...]:
    """The judged changes that lead from `before` to `after`; none if they say the same."""
    if before.digest == after.digest and before.dialect == after.dialect:
        return ()
    return _between(before.content_id, before.dialect, after.content_id, after.dialect)


@lru_cache(maxsize=64)
def _between(
    before: str, dialect_before: str, after: str, dialect_after: str
) -> tuple[Judged, ...]:
    """By content and dialect: these never change, so a kept answer is never wrong."""
    old = documents.read(before, dialect_before)
    new = documents.read(after, dialect_after)
    return compare(old.value, new.value, old.dialect, new.dialect)
