"""Running the engine in processes that can be stopped, not too many of them at once."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore, Timer
from typing import Any, Literal

from portal.validation import limits

_PROGRAM = [sys.executable, "-m", "portal.validation.worker"]
_TOP = Path(__file__).resolve().parents[2]
# What a Python may need in order to start. It has no business with the portal's secrets.
_ENVIRONMENT = {
    name: os.environ[name] for name in ("LD_LIBRARY_PATH", "PATH") if name in os.environ
}

_places = BoundedSemaphore(limits.MOST_AT_ONCE)
_admitted = BoundedSemaphore(limits.MOST_AT_ONCE + limits.MOST_WAITING)


class Busy(Exception):
    """As many instances as may be checked at once are being checked. Ask again."""


@contextmanager
def place() -> Iterator[float]:
    """A place among those who may check, until the block ends; and until when that has to be (by
    time.monotonic). Raises Busy after a little wait, or at once if others wait already.

    All of them are fewer than the web server has threads, so that it goes on answering all others.
    """
    deadline = time.monotonic() + limits.CHECK_SECONDS
    with _one_of(_admitted, 0), _one_of(_places, limits.WAIT_SECONDS):
        yield deadline


@contextmanager
def _one_of(places: BoundedSemaphore, wait: float) -> Iterator[None]:
    if not places.acquire(timeout=wait):
        raise Busy
    try:
        yield
    finally:
        places.release()


@dataclass(frozen=True, slots=True)
class Ended:
    """What the process has answered, line by line, and why it did not come to its end."""

    answers: tuple[Any, ...]
    stopped: Literal["time", "memory", "engine"] | None


def run(task: bytes, deadline: float) -> Ended:
    """Give a task (see portal.validation.engine) to a process, which is stopped at `deadline` (by
    time.monotonic).
    """
    if time.monotonic() >= deadline:
        return Ended((), "time")
    with _started(deadline) as process:
        assert process.stdin is not None  # noqa: S101 - both are pipes
        assert process.stdout is not None  # noqa: S101
        with suppress(BrokenPipeError):  # it has ended; its status tells why
            process.stdin.write(task)
            process.stdin.close()
        written = process.stdout.read(limits.OUTPUT + 1)
        overflows = len(written) > limits.OUTPUT
        if overflows:
            _kill(process)
        status = process.wait()
    # What comes after the last line break is a line that was cut off.
    lines = written[: limits.OUTPUT].split(b"\n")[:-1]
    return Ended(tuple(map(json.loads, lines)), None if overflows else _why(status))


@contextmanager
def _started(deadline: float) -> Iterator[subprocess.Popen[bytes]]:
    """A process in a group of its own, of which nothing is left at the end."""
    process = subprocess.Popen(  # noqa: S603 - the arguments are ours
        _PROGRAM,
        cwd=_TOP,
        env=_ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        process_group=0,
    )
    timer = Timer(deadline - time.monotonic(), _kill, [process])
    timer.daemon = True
    timer.start()
    try:
        yield process
    finally:
        timer.cancel()
        _kill(process)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # what was not written any more
                    pipe.close()


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _why(status: int) -> Literal["time", "memory", "engine"] | None:
    if status == 0:
        return None
    if status in {-signal.SIGKILL, -signal.SIGXCPU, -signal.SIGALRM}:
        return "time"
    # Rust aborts where it gets no memory.
    return "memory" if status in {limits.OUT_OF_MEMORY, -signal.SIGABRT} else "engine"
