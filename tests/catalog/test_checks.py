"""The portal warns of a SQLite that can't be trusted."""

import sqlite3

import pytest
from django.core.checks import Tags, run_checks
from django.db import connection

WARNING = "portal.W001"


def warnings() -> list[str | None]:
    return [each.id for each in run_checks(tags=[Tags.database], databases=["default"])]


def test_nothing_is_said_of_the_sqlite_that_is_installed() -> None:
    assert WARNING not in warnings()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")
def test_an_old_sqlite_is_warned_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 2))
    assert WARNING in warnings()
