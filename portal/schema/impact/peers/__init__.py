"""What other tools say of the same changes, and why it is not always what is said here.

Facts from their published tables, which tests hold against our rules. A side that a tool does not
look at is not there: Confluent's "backward" and json-schema-diff ask what we call the request.
"""

from typing import Final

from portal.schema.impact.peers import confluent, json_schema_diff, oasdiff
from portal.schema.impact.peers.opinion import Opinion, Peer, Said

__all__ = ["OPINIONS", "PEERS", "Opinion", "Peer", "Said"]

_TOOLS: Final = (oasdiff, confluent, json_schema_diff)

PEERS: Final[dict[str, Peer]] = {tool.PEER.name: tool.PEER for tool in _TOOLS}
OPINIONS: Final[tuple[Opinion, ...]] = tuple(
    opinion for tool in _TOOLS for opinion in tool.opinions()
)
