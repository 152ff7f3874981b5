"""A WSGI service of OpenStack, run by gunicorn in a process group of its own, on loopback."""

import atexit
import os
import signal
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import requests

from tests.openstack.install import install

START_LIMIT = 90.0  # seconds; a cold start takes three to five
STOP_LIMIT = 5.0  # seconds, before it is killed

# gunicorn reads it from the working directory. Arguments would not do: keystone's application reads
# them, too, and dies of what it doesn't know.
GUNICORN = """\
import os, signal, threading, time

wsgi_app = {application!r}
bind = "fd://{listener}"
workers = 1
threads = 4
timeout = 120
control_socket_disable = True
accesslog = "access.log"

def on_starting(server):
    "Leave when whoever started us is gone, however that came."
    def follow():
        while os.getppid() == {parent}:
            time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGTERM)
    threading.Thread(target=follow, daemon=True).start()
"""


class Service(ABC):
    """What Glance and Keystone have in common. The address is known before the start.

    Attributes:
        folder: holds configuration, database and logs.
        url: the service's base address; it stays the same over restarts.
    """

    application: str
    ready_path: str

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._listener: socket.socket | None = _bound(0)
        self._port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"
        self._process: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def configure(self, environment: Path) -> Mapping[str, str]:
        """Write the configuration; return the variables by which the service finds it."""

    def start(self) -> None:
        """Start the service and wait until it answers.

        Raises:
            RuntimeError: it does not; with the end of its log.
        """
        environment = install()
        self.folder.mkdir(parents=True, exist_ok=True)
        variables = self.configure(environment)
        listener = self._listener = self._listener or _bound(self._port)
        listener.listen()
        (self.folder / "gunicorn.conf.py").write_text(
            GUNICORN.format(
                application=self.application, listener=listener.fileno(), parent=os.getpid()
            )
        )
        with (self.folder / "service.log").open("ab") as log:
            self._process = subprocess.Popen(
                [environment / "bin" / "gunicorn"],
                cwd=self.folder,
                env={"PATH": os.defpath, "HOME": str(self.folder), "LANG": "C.UTF-8", **variables},
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=[listener.fileno()],
                start_new_session=True,
            )
        atexit.register(self.stop)
        try:
            self._wait_until_ready(self._process)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the service: its port refuses connections from now on."""
        atexit.unregister(self.stop)
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        if self._process is not None:
            _end_group(self._process)
            self._process = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + START_LIMIT
        while time.monotonic() < end and process.poll() is None:
            try:
                # The port is open before the application is there: the first answer may be late.
                if requests.get(self.url + self.ready_path, timeout=START_LIMIT / 3).ok:
                    return
            except requests.RequestException:
                time.sleep(0.1)
        log = (self.folder / "service.log").read_text(errors="replace")
        lines = "\n".join(log.splitlines()[-30:])
        raise RuntimeError(f"{self.application} in {self.folder} did not start:\n{lines}")


def _bound(port: int) -> socket.socket:
    """Hold a port, a free one for 0, so that no other process can take it before the start."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    return listener


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End a process and all it has started."""
    try:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(STOP_LIMIT)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    except ProcessLookupError:
        process.wait()
