"""What `script/test` does once the requirements are installed: see there for its arguments."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from tests import chromium, postgres
from tests.openstack.install import install

_PYTEST = [sys.executable, "-m", "pytest"]
_COVERAGE = [sys.executable, "-m", "coverage"]
# In the order of tests/conftest.py, not those files last that have few tests but slow ones.
_AT_ONCE = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
# What these run through, other tests cover line by line; measuring would make them twice as slow.
_UNMEASURED = [
    "tests/schema/impact/proof",
    "tests/browser",
    "tests/api/test_schemathesis.py",
    "tests/replay/test_clients.py",
    "tests/test_readme.py",
    "tests/pages/test_translated.py",
    "tests/scripts/test_up.py",
]
# Nor are these measured; but how it starts is another matter on each database.
_STARTS = ["tests/scripts/test_serve.py"]
# These don't touch the database, or ask it what others ask on both, so the other one could tell
# nothing new.
_PURE = [
    *_UNMEASURED,
    "tests/schema",
    "tests/upstream",
    "tests/validation",
    "tests/prose",
    "tests/translation",
    "tests/export",
    "tests/ingest/test_real_glance.py",
    "tests/pages/test_compare_large.py",
    "tests/pages/test_large.py",
    "tests/pages/test_rules.py",
    "tests/scripts/test_faults_at_start.py",
]
# For what is held to 100 %, and for everything.
_LIMITS = [("100", ["--include=portal/schema/*,portal/upstream/*"]), ("95", [])]


def main(arguments: list[str]) -> int:
    # Else each of the many processes that tests start would compile all of ours anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if chromium.find() is None:
        chromium.install()
    _install_openstack()
    if not arguments:
        return _everything()
    os.environ.pop("DATABASE_URL", None)
    if "--postgres" not in arguments:
        os.execv(sys.executable, [*_PYTEST, *arguments])  # noqa: S606 - a shell would add nothing
    return _on_postgres([*_PYTEST, *(each for each in arguments if each != "--postgres")])


def _install_openstack() -> None:
    if not Path("var/openstack").exists():
        print("Installing Glance and Keystone (once, a few minutes) ...", flush=True)
    try:
        install()
    except subprocess.CalledProcessError:
        sys.exit("schema-portal: pip could not install tests/openstack/requirements.txt; see above")


def _everything() -> int:
    shutil.rmtree("var/coverage", ignore_errors=True)
    Path("var/coverage").mkdir(parents=True)
    at_once, unmeasured = [*_PYTEST, *_AT_ONCE], [*_UNMEASURED, *_STARTS]
    server = os.environ.pop("DATABASE_URL", None)
    print("== On SQLite", flush=True)
    statuses = [_run([*at_once, "--cov", "--cov-report=", *_without(unmeasured)])]
    print("== On SQLite, not measured: the proof of the verdicts, in browsers, ...", flush=True)
    statuses.append(_run([*at_once, *unmeasured]))
    print("== On PostgreSQL", flush=True)
    statuses.append(_on_postgres([*at_once, *_without(_PURE)], server))
    print("== Coverage on SQLite", flush=True)
    for limit, options in _LIMITS:
        report = ["report", "--skip-covered", "--show-missing", f"--fail-under={limit}"]
        statuses.append(_run([*_COVERAGE, *report, *options]))
    return int(any(statuses))


def _without(paths: list[str]) -> list[str]:
    return [f"--ignore={path}" for path in paths]


def _on_postgres(command: list[str], server: str | None = None) -> int:
    """Run `command` on the PostgreSQL of that DATABASE_URL, or else on one of our own."""
    if server:
        return _run(command, server)
    with postgres.server() as url:
        return _run(command, url)


def _run(command: list[str], database: str = "") -> int:
    """Run `command` to its end; its exit status. If we are told to stop, so is it, and we stop."""
    told: list[int] = []

    def pass_on(number: int, _: object) -> None:
        told.append(number)
        process.send_signal(number)

    # In a group of its own: else Ctrl-C would reach it twice, from the terminal and from us.
    process = subprocess.Popen(
        command, env=os.environ | {"DATABASE_URL": database}, process_group=0
    )
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, pass_on)
    status = process.wait()
    if told:
        sys.exit(128 + told[0])
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
