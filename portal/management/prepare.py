"""What must be so before the portal is served. Each step does only what is missing.

A fault that the operator can mend raises CommandError, in one line.
"""

import hashlib
import socket
from collections.abc import Callable, Iterator

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from portal.ingest import derive, samples

_Say = Callable[[str], object]
# Neither DRF's own pages nor Redoc are shown; they would take twice the time of all the rest.
_UNUSED_STATIC = ["rest_framework", "redoc"]


def port() -> int:
    """The port of PORTAL_PORT."""
    try:
        number = int(settings.PORT)
    except ValueError:
        number = 0
    if not 0 < number < 65536:
        raise CommandError(f"PORTAL_PORT is {settings.PORT!r}; it must be a number from 1 to 65535")
    return number


def check_address(host: str, port: int) -> None:
    """Refuse an address that can't be listened on.

    The server itself shares its port among its workers, and would share it with a stranger.
    """
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            # As the server: what has just stopped listening there is no obstacle.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise CommandError(
            f"cannot listen on {host}, port {port} ({error.strerror}); "
            "choose another port with PORTAL_PORT"
        ) from error


def check_database() -> None:
    """Refuse a database that doesn't answer."""
    try:
        connection.ensure_connection()
    except Error as error:
        reason = str(error).strip().partition("\n")[0]
        raise CommandError(f"cannot reach the database: {reason}") from error


def migrate(say: _Say) -> None:
    """Bring the tables up to date."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Preparing the database ...")
        call_command("migrate", interactive=False, verbosity=0)


def derive_anew(say: _Say) -> None:
    """Derive again what an earlier release derived in another way."""
    schemas = list(derive.outdated().select_related("source", "current"))
    if schemas:
        say(f"Reading the versions of {len(schemas)} schemas again ...")
    for schema in schemas:
        derive.rebuild(schema)


def collect_static(say: _Say) -> None:
    """Collect and compress the static files, if one of them has changed since the last time."""
    stamp = settings.STATIC_ROOT / ".stamp"
    digest = hashlib.sha256("\n".join(_static_files()).encode()).hexdigest()
    if not stamp.exists() or stamp.read_text() != digest:
        say("Collecting static files ...")
        call_command(
            "collectstatic", interactive=False, verbosity=0, ignore_patterns=_UNUSED_STATIC
        )
        stamp.write_text(digest)


def settle_samples(say: _Say, *, wanted: bool) -> None:
    """Load the sample sources into a portal that is new, unless it is begun without them."""
    if wanted and samples.are_wanted():
        say("Loading the sample sources ...")
        samples.load()
    samples.mark_as_settled()


def _static_files() -> Iterator[str]:
    for finder in get_finders():
        for path, storage in finder.list(_UNUSED_STATIC):
            stat = (settings.BASE_DIR / storage.path(path)).stat()
            yield f"{path} {stat.st_size} {stat.st_mtime_ns}"
