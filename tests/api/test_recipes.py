"""Each recipe runs as it stands."""

import html
import re
import subprocess
import sys
from pathlib import Path

import pytest
import requests
from playwright.sync_api import ConsoleMessage

from tests.conftest import NewPage
from tests.served import Portal

# What each prints, among other things.
PRINTED = {
    "current": r'version"?:? ?\d',
    "breaking": r"cinder_encryption_key_deletion_policy",
    "then": r"versions/\d/",
    "check": r"fails",
}


def codes(portal: Portal) -> dict[tuple[str, str], str]:
    """What the page shows, by recipe and language."""
    page = requests.get(f"{portal.url}/api/v1/docs/recipes/", timeout=30).text
    shown = re.findall(r'data-recipe="(\w+)" data-language="(\w+)">([^<]*)</code>', page)
    return {(name, language): html.unescape(code) for name, language, code in shown}


def test_the_page_has_all(portal: Portal) -> None:
    languages = ("curl", "Python", "JavaScript")
    assert codes(portal).keys() == {(name, each) for name in PRINTED for each in languages}


@pytest.mark.parametrize("name", PRINTED)
def test_curl_and_python(portal: Portal, name: str, tmp_path: Path) -> None:
    shown = codes(portal)
    for program in (["bash", "-c", shown[name, "curl"]],
                    [sys.executable, "-c", shown[name, "Python"]]):  # fmt: skip
        done = subprocess.run(program, cwd=tmp_path, capture_output=True, text=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, "")
        kept = tmp_path / "images.json"  # where one recipe puts it
        printed = done.stdout or kept.read_text()
        assert re.search(PRINTED[name], printed), printed


def test_javascript(portal: Portal, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{portal.url}/api/v1/docs/recipes/")
    printed: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        printed.append(message.text)

    page.on("console", heard)
    for name, pattern in PRINTED.items():
        printed.clear()
        page.evaluate(f"async () => {{ {codes(portal)[name, 'JavaScript']} }}")
        assert re.search(pattern, "\n".join(printed)), (name, printed)
