"""A Chromium for the browser tests: $PORTAL_CHROMIUM, the machine's own, or Playwright's."""

import os
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without these it calls home, which a closed network answers with hundreds of refusals.
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),  # root's Chromium starts in no other way
]


def find() -> str | None:
    """Where the Chromium is that the tests drive."""
    chosen = os.environ.get("PORTAL_CHROMIUM")
    if chosen:
        return chosen
    for path in filter(None, map(shutil.which, _NAMES)):
        # On Ubuntu, a package of this name may hold only an advertisement for another one.
        if subprocess.run([path, "--version"], capture_output=True).returncode == 0:
            return path
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None


def install() -> None:
    """Install one, by Debian's or Ubuntu's packages or else by Playwright; exit if neither can."""
    print("Installing Chromium (once, about a minute) ...", flush=True)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _apt_get("update")
        _apt_get("install", "chromium")
    if find() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"])
    if find() is None:
        sys.exit("schema-portal: no Chromium could be installed; name one in PORTAL_CHROMIUM")


def _apt_get(*arguments: str) -> None:
    subprocess.run(
        ["apt-get", "--quiet", "--yes", *arguments],
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
