"""A bound on the processor's time: far above what is needed, far below what is hostile."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quickly(seconds: float = 6.0) -> Iterator[None]:
    """Fail if what is done inside takes longer; that others use the machine does not count."""
    started = time.process_time()
    yield
    assert time.process_time() - started < seconds
