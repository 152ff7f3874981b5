"""From two documents to judged changes."""

from portal.schema.dialect import Dialect
from portal.schema.diff import diff
from portal.schema.impact.rule import Impact
from portal.schema.impact.verdict import Judged, Verdict
from portal.schema.value import JSON


def compare(
    before: JSON, after: JSON, dialect_before: Dialect, dialect_after: Dialect | None = None
) -> tuple[Judged, ...]:
    """Return what differs between two documents, in the order of diff(), each with its verdict."""
    changes = diff(before, after, dialect_before, dialect_after)
    unjudged = Verdict("unjudged", Impact.WARNING, Impact.WARNING)
    return tuple(Judged(change, unjudged) for change in changes)
