"""How fresh a page is, and what the reader is told of it."""

from dataclasses import dataclass

from portal.catalog import freshness
from portal.catalog.models import FetchRequest, Observation, Schema


@dataclass(frozen=True, slots=True)
class Freshness:
    """The last capture, what the last fetch brought, and the request that is under way, if any."""

    capture: Observation | None
    last: Observation | None
    request: FetchRequest | None

    @property
    def failed(self) -> bool:
        return self.last is not None and self.last.snapshot_id is None


def of(schema: Schema) -> Freshness:
    """The freshness of `schema`; a stale one is written down to be fetched, never fetched here."""
    request = freshness.refresh(schema)
    capture = last = schema.observations.order_by("number").last()
    if last is not None and last.snapshot_id is None:
        capture = schema.observations.captures().last()
    return Freshness(capture, last, request)
