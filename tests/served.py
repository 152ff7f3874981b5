"""The portal as people run it: `manage.py serve` in processes of its own, on data of its own."""

import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO

from portal.management.processes import end_with
from tests.openstack.install import alone

TOP = Path(__file__).parent.parent
SERVE = (sys.executable, "manage.py", "serve")
PATIENCE_SECONDS = 120


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@dataclass
class Portal:
    """A portal with the data folder `data`; `start` serves it, `manage` runs its other commands."""

    data: Path
    database: str = ""
    port: int = field(default_factory=free_port)
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        # Without what the tests set for themselves.
        ours = ("DJANGO_", "PORTAL_", "DATABASE_URL")
        rest = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        own = {"PORTAL_DATA": str(self.data), "PORTAL_PORT": str(self.port)}
        return rest | own | ({"DATABASE_URL": self.database} if self.database else {}) | self.extra

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run another command of manage.py on the same data."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=TOP,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
        )

    @contextmanager
    def served(self, *options: str, program: tuple[str, ...] = SERVE) -> Iterator["Served"]:
        """Run `program` until the block ends."""
        # Into a file, since a pipe that nobody reads would fill up.
        with tempfile.TemporaryFile() as errors:
            process = subprocess.Popen(
                [*program, *options],
                cwd=TOP,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                preexec_fn=partial(end_with, os.getpid()),
            )
            served = Served(process, errors)
            try:
                yield served
            finally:
                served.stop()


def collected() -> Path:
    """The static files: collected once for all who test, since it takes many seconds."""
    folder = TOP / "var/cache/collected"
    with alone(folder.with_suffix(".lock")):
        step = "from portal.management import prepare; prepare.collect_static(print)"
        made = Portal(folder).manage("shell", "-c", step)
        assert made.returncode == 0, made.stderr
    return folder / "static"


@dataclass
class Served:
    """A `manage.py serve` under way."""

    process: subprocess.Popen[bytes]
    _errors: IO[bytes]
    lines: list[str] = field(default_factory=list)
    errors: str = ""

    def wait_until_ready(self) -> "Served":
        """Read the lines up to the one that says where the portal is."""
        assert self.process.stdout is not None
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (self.lines and "Ctrl-C" in self.lines[-1]):
            patience = max(0, deadline - time.monotonic())
            readable, _, _ = select.select([self.process.stdout], [], [], patience)
            line = self.process.stdout.readline().decode() if readable else ""
            if not line:
                self.stop(signal.SIGKILL)
                raise AssertionError(f"the portal did not start: {self.lines} {self.errors}")
            self.lines.append(line.rstrip("\n"))
        return self

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Tell it to stop; its exit status. What it wrote to standard error is in `errors` then."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        status = self.process.wait(PATIENCE_SECONDS)
        if self.process.stdout is not None:
            self.process.stdout.close()
        self._errors.seek(0)
        self.errors = self._errors.read().decode()
        return status
