"""How soon the portal serves."""

import tempfile
import time
from pathlib import Path

from tests.served import TOP, Portal

_BOUND = 3.0  # seconds


def bench(rounds: int) -> bool:
    """start a prepared portal, up to the line that says where it is"""
    with tempfile.TemporaryDirectory() as data:
        portal = Portal(Path(data))
        _seconds(portal)  # this one prepares
        best = min(_seconds(portal) for _ in range(rounds))
    print("start: script/up on a prepared checkout")
    print(f"  serving after {best:8.2f} s   at most {_BOUND:.0f}")
    return best <= _BOUND


def _seconds(portal: Portal) -> float:
    started = time.perf_counter()
    with portal.served(program=(str(TOP / "script/up"),)) as served:
        served.wait_until_ready()
        return time.perf_counter() - started
