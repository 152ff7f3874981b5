"""Portals that are about to be started for the first time."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres
from tests.served import Portal, collected


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Portal]:
    """A portal that was never started, but for its static files: collecting these takes seconds."""
    data = tmp_path / "data"
    shutil.copytree(collected(), data / "static")
    with postgres.own_database() as database:
        yield Portal(data, database)
