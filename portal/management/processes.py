"""Processes that belong together: whichever way one of them ends, none is left behind."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from typing import Self

from django.conf import settings

# How long a process may take to finish what it is doing.
GRACE_SECONDS = 10
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)


def end_with(parent: int) -> None:
    """Have the kernel end this process when `parent`, which started it, is gone; even by SIGKILL.

    Only Linux can do this. Elsewhere a parent that is killed outright leaves its children behind.
    """
    if sys.platform == "linux":
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it had gone before the kernel was told
            os.kill(os.getpid(), signal.SIGTERM)


class Processes:
    """Python processes that run until we are told to stop, or until one of them ends."""

    def __init__(self) -> None:
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._told_to_stop = False
        self._something_happened = threading.Event()

    def __enter__(self) -> Self:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        signal.signal(signal.SIGCHLD, lambda *_: self._something_happened.set())
        return self

    def __exit__(self, *_: object) -> None:
        deadline = time.monotonic() + GRACE_SECONDS
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            try:
                process.wait(max(0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def start(self, name: str, *arguments: str) -> None:
        """Start a process, by the name that an operator knows it by."""
        # In a group of its own, so that Ctrl-C reaches us alone and we stop everything in order.
        self._running[name] = subprocess.Popen(  # noqa: S603 - the arguments are ours
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            process_group=0,
            preexec_fn=partial(end_with, os.getpid()),
        )

    def wait(self, seconds: float | None = None) -> None:
        """Wait until something happens, at most `seconds`."""
        self._something_happened.wait(seconds)
        self._something_happened.clear()

    @property
    def are_wanted(self) -> bool:
        """Whether nobody has told us to stop, and none has ended."""
        return not self._told_to_stop and self.ended is None

    @property
    def ended(self) -> str | None:
        """The name of a process that has ended, although nobody told it to."""
        if self._told_to_stop:
            return None
        return next((name for name, each in self._running.items() if each.poll() is not None), None)

    def _stop(self, *_: object) -> None:
        self._told_to_stop = True
        self._something_happened.set()
