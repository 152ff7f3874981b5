"""Whether it is seen that something has been committed."""

import sqlite3
from pathlib import Path

import pytest
from django.db import transaction

from portal import database
from portal.catalog.models import Source
from tests.ingest.making import make_schema

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_watch_sees_what_is_committed() -> None:
    make_schema()
    watch = database.Watch()
    tokens = [watch.token()]
    with transaction.atomic():
        Source.objects.update(description="another")
        assert watch.token() is None
    tokens.append(watch.token())
    Source.objects.update(description="yet another")
    tokens.append(watch.token())
    assert None not in tokens
    assert len(set(tokens)) == 3


def test_the_watch_is_still_where_nothing_happens() -> None:
    watch = database.Watch()
    # On PostgreSQL other tests may commit something to other databases of the same server.
    assert any(watch.token() == watch.token() for _ in range(50))


def test_a_database_that_is_not_there_is_not_watched(tmp_path: Path) -> None:
    watch = database.Watch()
    assert watch._version_of(str(tmp_path / "none.sqlite3")) is None
    assert not [*tmp_path.iterdir()]


def test_another_database_in_its_place_is_seen(tmp_path: Path) -> None:
    here, other = (tmp_path / name for name in ("portal.sqlite3", "backup.sqlite3"))
    for file in (here, other):
        sqlite3.connect(file).execute("CREATE TABLE a (b)").connection.close()
    watch = database.Watch()
    first = watch._version_of(str(here))
    assert watch._version_of(str(here)) == first is not None
    other.replace(here)
    assert watch._version_of(str(here)) not in {first, None}
