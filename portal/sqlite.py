"""A SQLite that can be trusted with a write-ahead log.

SQLite 3.7.0 to 3.51.2 can corrupt the log when two connections meet at its reset
(https://sqlite.org/wal.html, "the WAL-reset bug"). The `pysqlite3` wheel brings a newer one.
"""

import importlib
import sys

SAFE_VERSION = (3, 51, 3)


def use_newest() -> None:
    """Let `import sqlite3` mean the wheel's SQLite, if there is one; before Django loads it."""
    try:
        newest = importlib.import_module("pysqlite3")
    except ImportError:
        return  # no wheel for this platform: catalog.checks warns if Python's own is too old
    sys.modules["sqlite3"] = newest
    sys.modules["sqlite3.dbapi2"] = importlib.import_module("pysqlite3.dbapi2")
