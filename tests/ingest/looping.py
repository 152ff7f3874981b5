"""A fetch loop for tests, and patience with it."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

from portal.ingest import loop

PATIENCE_SECONDS = 20


@contextmanager
def running() -> Iterator[threading.Event]:
    """A fetch loop in a thread of its own; the event stops it."""
    stop = threading.Event()

    def run() -> None:
        try:
            loop.run(stop)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield stop
    finally:
        stop.set()
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive()


def wait_until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "it takes too long"
        time.sleep(0.02)
