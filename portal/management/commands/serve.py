"""manage.py serve: the portal, whole: prepared, served and fetching, until told to stop."""

import http.client
import signal
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from portal.management import prepare
from portal.management.processes import Processes

# Where to find a server that listens on every address of the machine.
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


class Command(BaseCommand):
    help = "Prepare what is missing, then serve the portal and fetch for it, until told to stop."
    # `script/check` makes them; here they would only delay the start.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)"
        )
        parser.add_argument(
            "--no-samples", dest="samples", action="store_false",
            help="begin a new database without the sample sources",
        )  # fmt: skip

    def handle(self, *args: Any, host: str, samples: bool, **options: Any) -> None:
        # A step that is interrupted is undone, and done again by the next start.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: sys.exit(0))
        port = prepare.port()
        prepare.check_database()
        prepare.check_address(host, port)
        self.check(tags=[Tags.database], databases=["default"])
        prepare.migrate(self._say)
        prepare.derive_anew(self._say)
        prepare.collect_static(self._say)
        prepare.settle_samples(self._say, wanted=samples)
        connections.close_all()
        self._serve(_EVERYWHERE.get(host, host), host, port)

    def _serve(self, reachable: str, host: str, port: int) -> None:
        with Processes() as processes:
            processes.start("web server", "-m", "portal.management.web", host, str(port))
            processes.start("fetch loop", "manage.py", "fetchloop")
            while processes.are_wanted and not _answers(reachable, port):
                processes.wait(0.05)
            if processes.are_wanted:
                shown = f"[{reachable}]" if ":" in reachable else reachable
                self._say(f"Schema Portal is at http://{shown}:{port}/ (Ctrl-C stops it)")
            while processes.are_wanted:
                processes.wait()
            ended = processes.ended
        if ended is not None:
            raise CommandError(f"the {ended} has ended, so the portal stops")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _answers(host: str, port: int) -> bool:
    """Whether a web server answers there, whatever it says."""
    asked = http.client.HTTPConnection(host, port, timeout=30)
    try:
        asked.request("HEAD", "/")
        asked.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asked.close()
    return True
