"""How the tests ask: with limits that suit a busy machine, and for the error that comes of it."""

import pytest

from portal.upstream import Limits, Transport
from portal.upstream.errors import UpstreamError

# Long enough for an honest answer on a busy machine.
PATIENT = Limits(deadline=30.0, connect=10.0, max_bytes=1024 * 1024)

# Short enough to wait for; and the seconds that it may take all the same on a busy machine, while
# the faulty servers would hold out longer.
HASTY = Limits(deadline=0.5, connect=10.0)
GENEROUS = 10.0


def failure(url: str, limits: Limits = PATIENT) -> UpstreamError:
    """The error that fetching an address ends in."""
    transport = Transport(limits)
    try:
        with pytest.raises(UpstreamError) as caught:
            transport.get(url)
    finally:
        transport.close()
    return caught.value
