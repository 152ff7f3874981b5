"""manage.py diff, and two files for it."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command

Run = Callable[..., tuple[str, int]]
BEFORE = {
    "type": "object",
    "properties": {"format": {"enum": ["raw", "iso"]}, "size": {"type": "integer"}},
}
AFTER = {
    "type": "object",
    "properties": {"format": {"enum": ["raw"], "title": "Format"}, "size": {"type": "integer"}},
}


@pytest.fixture
def run() -> Run:
    """Calls the command; gives what it prints and its exit status."""

    def call(*arguments: object) -> tuple[str, int]:
        printed = io.StringIO()
        try:
            call_command("diff", *map(str, arguments), stdout=printed)
        except SystemExit as ended:
            return printed.getvalue(), int(ended.code or 0)
        return printed.getvalue(), 0

    return call


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "before.json", tmp_path / "after.json"
    for path, document in zip(paths, (BEFORE, AFTER), strict=True):
        path.write_text(json.dumps(document))
    return paths
