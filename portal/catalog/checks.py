"""System checks of what the catalog is stored in."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connection

from portal.sqlite import SAFE_VERSION


@register(Tags.database)
def sqlite_is_safe(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Warn where the write-ahead log could be corrupted (see portal.sqlite)."""
    if connection.vendor != "sqlite" or sqlite3.sqlite_version_info >= SAFE_VERSION:
        return []
    return [
        Warning(
            f"SQLite {sqlite3.sqlite_version} can corrupt its write-ahead log when two processes "
            f"meet; {'.'.join(map(str, SAFE_VERSION))} is the first that can't.",
            hint="Install the pysqlite3 wheel if there is one, or use PostgreSQL (DATABASE_URL).",
            id="portal.W001",
        )
    ]
