"""What a schema said when (RFC 7089): a version was served since its first capture."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.http import http_date, parse_http_date

from portal.catalog.models import Observation, Schema, Snapshot

HEADER: Final = "Accept-Datetime"
LINK_FORMAT: Final = "application/link-format"


def at(schema: Schema, moment: datetime) -> Snapshot | None:
    """The version that was current at `moment`; before all captures the first one, which is what
    a TimeGate answers with (section 4.5). None if nothing was ever captured.
    """
    captures = schema.observations.captures().select_related("snapshot__schema__source")
    found = captures.filter(at__lte=moment).last() or captures.first()
    return found.snapshot if found else None


def dated(versions: QuerySet[Snapshot]) -> QuerySet[Snapshot]:
    """`versions` with `first_captured_at`: they came then or before."""
    shown = Observation.objects.filter(snapshot=OuterRef("pk")).order_by("number")
    return versions.annotate(first_captured_at=Subquery(shown.values("at")[:1]))


def moment_of(header: str) -> datetime:
    """The moment that Accept-Datetime names. Raises ValueError: it names none."""
    try:
        return datetime.fromtimestamp(parse_http_date(header), UTC)
    except OverflowError as error:
        raise ValueError(header) from error


def links(original: str, timemap: str) -> str:
    """What the Link header of a TimeGate, or of a memento, says (sections 4.2.1 and 4.2.3)."""
    return (
        f'<{original}>; rel="original timegate", <{timemap}>; rel="timemap"; type="{LINK_FORMAT}"'
    )


def timemap(original: str, own: str, found: Sequence[tuple[str, datetime]]) -> str:
    """The TimeMap of `original` (section 5), whose address is `own`: the addresses of its mementos
    with their times, the oldest first.
    """
    span = ""
    if found:
        span = f'; from="{_written(found[0][1])}"; until="{_written(found[-1][1])}"'
    entries = [
        f'<{original}>; rel="original timegate"',
        f'<{own}>; rel="self"; type="{LINK_FORMAT}"{span}',
    ]
    for index, (url, moment) in enumerate(found):
        ends = "first " * (index == 0) + "last " * (index == len(found) - 1)
        entries.append(f'<{url}>; rel="{ends}memento"; datetime="{_written(moment)}"')
    return ",\n".join(entries) + "\n"


def _written(moment: datetime) -> str:
    return http_date(moment.timestamp())
