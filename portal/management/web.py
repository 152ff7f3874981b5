"""The web server: `python -m portal.management.web HOST PORT`. `manage.py serve` starts it."""

import os
import sys
from collections.abc import Callable
from typing import Any

from django.urls import get_resolver
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from portal.management.processes import end_with
from portal.wsgi import application

# Each thread may hold a connection to the database, so there is a bound, however large the machine.
_WORKERS = min(4, os.cpu_count() or 1)
THREADS = max(4, 2 * _WORKERS)  # of each worker; checking documents may hold three of them
_main = os.getpid()


def main(host: str, port: int) -> None:
    # Loads every view before the workers are forked: they share the memory, and are ready at once.
    for urls in (None, "portal.pages.schema_urls"):
        get_resolver(urls).url_patterns  # noqa: B018
    Server(
        "portal.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=_WORKERS,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
    ).serve(target_loader=_application, wrap_loader=False)


def _application() -> Callable[..., Any]:
    """The application, in a worker: one that ends with the process that distributes the work."""
    end_with(_main)
    return application


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
