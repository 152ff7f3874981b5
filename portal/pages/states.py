"""How a source or a schema stands: when it was last captured, and what the last fetch brought."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from portal.catalog.models import Observation, Schema


@dataclass(frozen=True, slots=True)
class State:
    captured_at: datetime | None
    outcome: str
    message: str
    is_recorded: bool
    failed: bool


def of(schema: Schema) -> State:
    """The state of a schema that came with `with_last_fetch`."""
    outcome = getattr(schema, "last_outcome", None) or ""
    return State(
        captured_at=getattr(schema, "last_captured_at", None),
        outcome=outcome,
        message=getattr(schema, "last_message", None) or "",
        is_recorded=getattr(schema, "last_origin", None) == Observation.Origin.IMPORTED,
        failed=outcome not in {"", "new", "unchanged", "not-modified"},
    )


def together(states: Iterable[State]) -> State:
    """The state of a source with such schemas: the newest capture, and the worst outcome."""
    known = list(states)
    failed = next((state for state in known if state.failed), None)
    captured = [state.captured_at for state in known if state.captured_at]
    return State(
        captured_at=max(captured, default=None),
        outcome=failed.outcome if failed else "",
        message=failed.message if failed else "",
        is_recorded=bool(known) and all(state.is_recorded for state in known),
        failed=failed is not None,
    )
