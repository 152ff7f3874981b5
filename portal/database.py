"""Whether the database still says what it said."""

import os
import sqlite3
from pathlib import Path
from threading import Lock

from django.db import DEFAULT_DB_ALIAS, Error, connections


class Watch:
    """Tells by a token whether anything has been committed in between, at the price of a look.

    Of two equal tokens of one process it is certain that all who read between them read the same.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._watching: sqlite3.Connection | None = None
        self._file: tuple[str, int, int] | None = None  # that it watches: its path, device, inode
        self._opened = 0  # times

    def token(self) -> str | None:
        """The token of what is committed now; None within a transaction, which may see more."""
        database = connections[DEFAULT_DB_ALIAS]
        if database.in_atomic_block:
            return None
        if database.vendor == "sqlite":
            return self._version_of(str(database.settings_dict["NAME"]))
        try:
            with database.cursor() as cursor:
                # Which transactions one sees (PostgreSQL's manual, section 9.27.5.1)
                cursor.execute("SELECT pg_current_snapshot()::text")
                return str(cursor.fetchone()[0])
        except Error:
            return None  # whoever asks for more will say what is wrong

    def _version_of(self, file: str) -> str | None:
        """https://sqlite.org/pragma.html#pragma_data_version tells a connection whether another one
        has changed the database, so here is one that does nothing but watch all the others. It
        can't tell that another file was put in the place of its own, as from a backup.
        """
        with self._lock:
            try:
                there = os.stat(file)
                found = (file, there.st_dev, there.st_ino)
                if self._watching is None or self._file != found:
                    address = f"{Path(file).absolute().as_uri()}?mode=rw"
                    self._watching = sqlite3.connect(address, uri=True, check_same_thread=False)
                    self._file = found
                    self._opened += 1
                (version,) = self._watching.execute("PRAGMA data_version").fetchone()
            except (OSError, sqlite3.Error):
                self._watching = None
                return None
            return f"{self._opened}-{version}"
