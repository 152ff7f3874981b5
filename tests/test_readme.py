"""Every command of the README, run as it stands there, in its order.

The README's addresses are replaced by servers of the test: the portal's own, and a cloud that
serves recorded documents.
"""

import http.server
import json
import os
import pty
import re
import shlex
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.served import TOP, Portal

README = (TOP / "README.md").read_text()
RECORDED = TOP / "tests/recordings/glance-33.0.0"

# These run the suite that runs this test; CI runs them as they stand.
RUN_BY_CI = {"script/test", "script/check", "script/test tests/schema"}
SOURCES_TOML = '[eu-north]\nkind = "glance"\nurl = "https://image.example.org"\nevery = "1h"\n'
CLOUDS_YAML = "clouds: {eu-west: {auth: {auth_url: 'http://127.0.0.1:1/v3', username: reader}}}\n"

PROMPTS = [
    (b"Username", b"ann\n"),
    (b"Email address:", b"ann@example.org\n"),
    (b"Password:", b"a long enough password\n"),
    (b"Password (again):", b"a long enough password\n"),
]


class Cloud(http.server.BaseHTTPRequestHandler):
    """An image service that serves what was recorded from Glance 33.0.0."""

    def do_GET(self) -> None:
        name = self.path.removeprefix("/v2/schemas/")
        body = (RECORDED / f"{name}.json").read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


@pytest.fixture
def cloud() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Cloud) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The project in a folder of its own, so that what a reader would add there lies apart."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for entry in (".venv", "manage.py", "portal", "script", "static", "templates", "tests", "var"):
        (folder / entry).symlink_to(TOP / entry)
    for name in ("README.md", "requirements.txt", "pyproject.toml"):
        (folder / name).symlink_to(TOP / name)
    return folder


def commands() -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line]


def test_every_command_works(checkout: Path, cloud: str, tmp_path: Path) -> None:
    portal = Portal(tmp_path / "data")
    portal.extra = {"OS_CLIENT_CONFIG_FILE": str(checkout / "clouds.yaml")}
    (checkout / "clouds.yaml").write_text(CLOUDS_YAML)
    (checkout / "sources.toml").write_text(SOURCES_TOML.replace("https://image.example.org", cloud))
    ours, *rest = [each for each in commands() if each not in RUN_BY_CI]
    assert ours == "script/up"
    with portal.served(program=(str(checkout / "script/up"),)) as served:
        served.wait_until_ready()
        for command in rest:
            here = command.replace("http://127.0.0.1:8000", portal.url)
            here = here.replace("https://image.example.org", cloud)
            run(here.replace("/var/lib", str(tmp_path)), checkout, portal)
        for address in re.findall(r"^ {4}(/[a-z]\S+)", README, flags=re.MULTILINE):
            with urllib.request.urlopen(portal.url + address, timeout=20) as page:  # noqa: S310
                assert page.status == 200, address
    listed = json.loads(portal.manage("source", "list", "--json").stdout)
    states = {row["name"]: row["state"] for row in listed}
    assert states["eu-cloud"] == states["eu-north"] == "asked"
    assert states["widgets"] == "removed"
    assert states["archive"] == "recorded"


def run(command: str, checkout: Path, portal: Portal) -> None:
    """Run one command of the README, each in the way that a reader would see it work."""
    words = shlex.split(command)
    if words[0] == "curl":
        with urllib.request.urlopen(asked_by_curl(*words[1:]), timeout=20) as answer:  # noqa: S310
            assert json.load(answer)
    elif words[-1] == "createsuperuser":
        assert create_account(words, checkout, portal) == 0
    elif words[-3:-1] == ["editor", "add"]:
        assert create_account(words, checkout, portal, PROMPTS[2:]) == 0
    elif words[-1] == "script/up":
        serve_for_real(words, portal)
    else:
        done = subprocess.run(
            words, cwd=checkout, env=portal.environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)


def asked_by_curl(url: str, *options: str) -> urllib.request.Request:
    """What curl would ask; a machine need not have it."""
    if not options:
        return urllib.request.Request(url)  # noqa: S310
    option, body = options
    assert option == "--json", options
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    return urllib.request.Request(url, body.encode(), headers)  # noqa: S310


def create_account(
    words: list[str], checkout: Path, portal: Portal, prompts: list[tuple[bytes, bytes]] = PROMPTS
) -> int:
    """Answer what asks for an account, at a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        words, cwd=checkout, env=portal.environment, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    for prompt, answer in prompts:
        said = b""
        while prompt not in said:
            said += os.read(ours, 1000)
        os.write(ours, answer)
    status = process.wait(60)
    os.close(ours)
    return status


def serve_for_real(words: list[str], portal: Portal) -> None:
    *settings, _ = words
    other = Portal(portal.data, extra=dict(setting.split("=", 1) for setting in settings))
    with other.served(program=(str(TOP / "script/up"),)) as served:
        served.wait_until_ready()
        proxied = {"X-Forwarded-Proto": "https"}
        asked = urllib.request.Request(f"{other.url}/", headers=proxied)  # noqa: S310
        with urllib.request.urlopen(asked, timeout=20) as page:  # noqa: S310
            assert page.headers["Strict-Transport-Security"]


def test_every_setting_is_told() -> None:
    """Each environment variable that the settings read stands in the README's table."""
    read = set(re.findall(r'environ\.get\("(\w+)"', (TOP / "portal/settings.py").read_text()))
    told = set(re.findall(r"^\| `(\w+)`", README, flags=re.MULTILINE))
    assert read <= told


def test_every_command_of_ours_is_told() -> None:
    """Each command of manage.py that a user types stands in the README."""
    folders = (
        TOP.glob("portal/*/management/commands/*.py"),
        TOP.glob("portal/management/commands/*"),
    )
    ours = {path.stem for folder in folders for path in folder if not path.stem.startswith("_")}
    assert "fetch" in ours
    missing = {name for name in ours if not re.search(rf"\b{name}\b", README)}
    assert missing == set()
