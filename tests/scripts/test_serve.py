"""`manage.py serve`: it prepares, serves, says where, and stops with all its processes."""

import json
import os
import signal
import stat
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.served import Portal

pytestmark = pytest.mark.skipif(not Path("/proc").exists(), reason="looks processes up in /proc")


def processes(portal: Portal, command: str = "") -> list[int]:
    """Those that belong to `portal` and have `command` in their command line."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            is_ours = f"PORTAL_DATA={portal.data}\0".encode() in (folder / "environ").read_bytes()
            if is_ours and command.encode() in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue  # it has just ended
    return found


def all_end(portal: Portal, within_seconds: float = 15) -> bool:
    deadline = time.monotonic() + within_seconds
    while processes(portal) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not processes(portal)


def get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url) as answer:  # noqa: S310 - our own
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def sources(portal: Portal) -> list[str]:
    listed = portal.manage("source", "list", "--json")
    return [source["name"] for source in json.loads(listed.stdout)]


def test_it_prepares_what_is_missing_once_and_says_where_it_is(fresh: Portal) -> None:
    where = f"Schema Portal is at {fresh.url}/ (Ctrl-C stops it)"
    with fresh.served() as first:
        assert first.wait_until_ready().lines == [
            "Preparing the database ...",
            "Loading the sample sources ...",
            where,
        ]
        status, page = get(fresh.url)
        assert status == 200
        assert "huawei-ims" in page
    with fresh.served() as second:
        assert second.wait_until_ready().lines == [where]
    assert second.errors == ""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_with_all_its_processes(fresh: Portal, number: signal.Signals) -> None:
    with fresh.served("--no-samples") as served:
        served.wait_until_ready()
        assert processes(fresh, "portal.management.web")
        assert processes(fresh, "fetchloop")
        assert served.stop(number) == 0
    assert served.errors == ""
    assert processes(fresh) == []


@pytest.mark.parametrize(
    ("command", "name"), [("portal.management.web", "web server"), ("fetchloop", "fetch loop")]
)
def test_it_stops_and_says_why_when_a_part_has_ended(
    fresh: Portal, command: str, name: str
) -> None:
    with fresh.served("--no-samples") as served:
        served.wait_until_ready()
        for pid in processes(fresh, command):
            os.kill(pid, signal.SIGKILL)
        assert served.process.wait(15) == 1
    assert served.errors == f"CommandError: the {name} has ended, so the portal stops\n"
    assert all_end(fresh)


def test_nothing_is_left_behind_when_it_is_killed(fresh: Portal) -> None:
    with fresh.served("--no-samples") as served:
        served.wait_until_ready()
        served.process.kill()
        assert all_end(fresh)


def test_the_first_start_may_be_interrupted(fresh: Portal) -> None:
    with fresh.served() as interrupted:
        assert interrupted.process.stdout is not None
        interrupted.process.stdout.readline()
        assert interrupted.stop() == 0
    with fresh.served() as served:
        served.wait_until_ready()
        assert sources(fresh) == ["glance", "huawei-ims"]


def test_samples_that_were_removed_stay_away(fresh: Portal) -> None:
    with fresh.served() as first:
        first.wait_until_ready()
    for name in ("glance", "huawei-ims"):
        assert fresh.manage("source", "remove", name, "--purge").returncode == 0
    with fresh.served() as second:
        second.wait_until_ready()
        assert sources(fresh) == []


def test_samples_can_be_left_out(fresh: Portal) -> None:
    with fresh.served("--no-samples") as served:
        served.wait_until_ready()
        assert sources(fresh) == []


def test_the_secret_key_is_made_once_and_for_its_owner_alone(fresh: Portal) -> None:
    path = fresh.data / "secret-key"
    assert fresh.manage("check").returncode == 0
    key = path.read_text()
    assert len(key) > 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert fresh.manage("check").returncode == 0
    assert path.read_text() == key


def test_debug_is_off_unless_asked_for(fresh: Portal) -> None:
    told = "You’re seeing this error because you have <code>DEBUG = True</code>"
    for extra, is_on in (({}, False), ({"PORTAL_DEBUG": "1"}, True)):
        fresh.extra = extra
        with fresh.served("--no-samples") as served:
            served.wait_until_ready()
            status, page = get(f"{fresh.url}/no-such-source/")
        assert status == 404
        assert (told in page) is is_on
