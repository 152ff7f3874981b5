"""What a peer is, and what it says of a change."""

from dataclasses import dataclass

from portal.schema.impact.rule import Impact, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """Another tool that judges changes. `levels`: its words for an impact, by ours."""

    name: str
    title: str
    url: str
    levels: dict[Impact, str]


@dataclass(frozen=True, slots=True)
class Said:
    """What a peer says for one side, and what it calls the change."""

    id: str
    impact: Impact


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a peer says of changes that one of our rules judges; a side is None where it says
    nothing. `why` is told exactly where the two differ on a side.
    """

    peer: str
    rule: str
    request: Said | None
    response: Said | None
    why: Text | None = None
