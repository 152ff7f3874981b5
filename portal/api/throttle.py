"""How often an address may ask: a bucket that fills with each request and leaks evenly."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor
from typing import Final

from django.http import HttpRequest

_WINDOW: Final = 60.0  # seconds
_MOST_KNOWN: Final = 10_000  # addresses; those that have been quiet longest are forgotten first


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an address stands; `wait` is 0 unless its request is refused."""

    limit: int
    remaining: int
    reset: int  # seconds until the bucket is empty
    wait: int  # seconds until the next request is answered

    def headers(self, name: str) -> dict[str, str]:
        """draft-ietf-httpapi-ratelimit-headers-10."""
        told = {
            "RateLimit-Policy": f'"{name}";q={self.limit};w={_WINDOW:.0f}',
            "RateLimit": f'"{name}";r={self.remaining};t={self.reset}',
        }
        return told | ({"Retry-After": str(self.wait)} if self.wait else {})


class Throttle:
    """Lets each address ask `limit` times a minute; up to as many at once after a quiet minute.

    It counts for this process alone. `limit` 0 lets everybody ask as often as they like.
    """

    def __init__(self, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.limit = limit
        self._clock = clock
        self._empty_at: OrderedDict[str, float] = OrderedDict()
        self._lock = threading.Lock()

    def ask(self, address: str) -> Standing | None:
        """Count a request of `address`, unless it is refused; None if nothing is counted."""
        if not self.limit:
            return None
        each = _WINDOW / self.limit
        with self._lock:
            now = self._clock()
            full_for = max(self._empty_at.get(address, now) - now, 0.0)
            if full_for + each > _WINDOW + 1e-9:
                wait = max(1, ceil(full_for + each - _WINDOW))
                return Standing(self.limit, 0, ceil(full_for), wait)
            full_for += each
            self._empty_at[address] = now + full_for
            self._empty_at.move_to_end(address)
            if len(self._empty_at) > _MOST_KNOWN:
                self._empty_at.popitem(last=False)
        remaining = floor((_WINDOW - full_for) / each + 1e-9)
        return Standing(self.limit, remaining, ceil(full_for), 0)


def address_of(request: HttpRequest) -> str:
    """Whose request it is: the peer's address, or what the proxy on this machine calls it.

    Of X-Forwarded-For only the last address is the proxy's word; those before are the client's.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    if peer in {"127.0.0.1", "::1"}:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or peer
    return peer
