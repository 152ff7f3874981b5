"""script/up, and the environment that it and the other scripts make."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.served import TOP, Portal

MANAGE = "import sys; print(sys.prefix, sys.argv[1:])\n"


def test_up_serves_the_portal(fresh: Portal) -> None:
    with fresh.served("--no-samples", program=("script/up",)) as served:
        assert served.wait_until_ready().lines[-1] == (
            f"Schema Portal is at {fresh.url}/ (Ctrl-C stops it)"
        )
        assert served.stop() == 0


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout that requires nothing, and whose manage.py says how it was called."""
    shutil.copytree(TOP / "script", tmp_path / "script")
    (tmp_path / "requirements.txt").write_text("# nothing\n")
    (tmp_path / "manage.py").write_text(MANAGE)
    return tmp_path


def up(checkout: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [checkout / "script/up", "--no-samples"],
        env=os.environ | environment,
        cwd="/",
        capture_output=True,
        text=True,
    )


def test_up_installs_once_and_mends_what_was_interrupted(checkout: Path) -> None:
    installing = "Installing requirements.txt (once, about a minute) ..."
    serving = f"{checkout}/.venv ['serve', '--no-samples']"
    assert up(checkout).stdout.splitlines() == [installing, serving]
    assert up(checkout).stdout.splitlines() == [serving]
    (checkout / "requirements.txt").write_text("# nothing more\n")
    assert up(checkout).stdout.splitlines() == [installing, serving]
    (checkout / ".venv/bin/pip").unlink()
    assert up(checkout).stdout.splitlines() == [installing, serving]


def test_up_needs_a_python(checkout: Path) -> None:
    programs = checkout / "programs"
    programs.mkdir()
    for name in ("bash", "env", "dirname"):
        (programs / name).symlink_to(shutil.which(name) or "")
    result = up(checkout, PATH=str(programs))
    assert result.returncode == 1
    assert result.stderr == (
        "schema-portal: Python 3.11 or newer is needed, as python3.11 or python3 on PATH\n"
    )


def test_up_says_when_the_requirements_cannot_be_installed(checkout: Path) -> None:
    (checkout / "requirements.txt").write_text("not-hashed==1\n")
    result = up(checkout)
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1] == (
        "schema-portal: pip could not install the requirements; what it says is above"
    )
    assert not (checkout / ".venv/requirements.txt").exists()
