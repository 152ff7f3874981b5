"""One time limit for a whole fetch, kept by cutting its connections.

Timeouts of sockets count each wait anew, so a server that sends one byte a second is never late
for them. Here a timer shuts the connection down instead: whatever the fetching thread is waiting
for (a handshake, a header, the body), it wakes at once.
"""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar


class Deadline:
    """The end of a fetch, and the connections to cut when it comes.

    Attributes:
        seconds: the whole span that was given.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds
        self._lines: list[socket.socket] = []
        self._lock = threading.RLock()  # so that no closed socket is cut
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def remaining(self) -> float:
        """Seconds that are left, never negative."""
        return max(0.0, self._end - time.monotonic())

    @property
    def expired(self) -> bool:
        """Whether the time is over; if so, whatever failed just now failed for that."""
        return self.remaining() == 0

    def watch(self, line: socket.socket) -> None:
        """Cut this connection, too, when the time is over."""
        # A duplicate, because TLS takes the socket itself away from us; shutting down the
        # duplicate shuts down the connection that they share.
        with self._lock:
            self._lines.append(line.dup())
            if self.expired:
                self._cut()

    def release(self) -> None:
        """Let go of the connections: servers wait for our end of them to close."""
        with self._lock:
            while self._lines:
                self._lines.pop().close()

    def stop(self) -> None:
        """End the watch."""
        self._timer.cancel()
        self._timer.join()
        self.release()

    def _cut(self) -> None:
        with self._lock:
            for line in self._lines:
                with suppress(OSError):  # the other side may have hung up before
                    line.shutdown(socket.SHUT_RDWR)


_current: ContextVar[Deadline] = ContextVar("deadline")


def current() -> Deadline:
    """The deadline of the fetch that this thread is at.

    Raises:
        LookupError: outside of `within`.
    """
    return _current.get()


@contextmanager
def within(seconds: float) -> Iterator[Deadline]:
    """Give all that is sent inside one deadline in common; the outermost one counts."""
    outer = _current.get(None)
    if outer is not None:
        yield outer
        return
    deadline = Deadline(seconds)
    token = _current.set(deadline)
    try:
        yield deadline
    finally:
        _current.reset(token)
        deadline.stop()
