"""Times that can be compared on a machine that does other things, too."""

import gc
import time
from collections.abc import Callable
from typing import Final

_RUNS: Final = 3


def best_of(rounds: int, *measured: Callable[[], object]) -> list[float]:
    """Return the shortest time of each in seconds; they take turns, so that noise hits all.

    A turn is several runs: the first one finds what the others have left in the processor's caches.
    """
    best = [float("inf")] * len(measured)
    for _ in range(rounds):
        for index, run in enumerate(measured):
            gc.collect()
            for _ in range(_RUNS):
                start = time.perf_counter()
                run()
                best[index] = min(best[index], time.perf_counter() - start)
    return best
