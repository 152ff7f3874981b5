"""Documents that were really served, by the folder of their source."""

from pathlib import Path

from portal.schema.parse import parse
from portal.schema.value import JSON

_RECORDINGS = Path(__file__).parent.parent / "recordings"


def recorded(source: str, schema: str = "images") -> JSON:
    """Return a recorded document, parsed: recorded("glance-19.0.0")."""
    return parse((_RECORDINGS / source / f"{schema}.json").read_bytes()).value
