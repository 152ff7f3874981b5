"""One cold visit to a page: a new browser, an empty cache, and what the visit cost."""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Playwright
from playwright.sync_api import TimeoutError as TookTooLong

from tests import chromium

PATIENCE_SECONDS = 30
_LONG_MS = 50
# Where there is no name of a host, nothing but the measured server is reached.
_CLOSED = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
_SCRIPT = (Path(__file__).parent / "paint.js").read_text()
_SETTLED_MS = 300


@dataclass(frozen=True)
class Visit:
    """What one visit cost. Times are in ms since the browser was told to start.

    `began` is when the navigation did, `painted` when the last of the words was painted, in the
    viewport or below it; `in_view` since when the element that the address's fragment names has
    been in the viewport, for good.
    """

    began: float
    painted: float | None
    in_view: float | None
    bytes: int
    requests: int
    tasks: tuple[float, ...]  # those over 50 ms

    @property
    def blocking(self) -> float:
        """For how many ms the page could not answer, beyond 50 ms each time."""
        return sum(task - _LONG_MS for task in self.tasks)


def visit(playwright: Playwright, url: str, words: tuple[str, ...]) -> Visit:
    """Visit `url` in a new browser until `words` and what its fragment names are painted.

    A visit that takes longer than PATIENCE_SECONDS is ended; what it did not see is None.
    """
    started = time.time() * 1000
    browser = playwright.chromium.launch(
        executable_path=chromium.find(), args=[*chromium.ARGUMENTS, _CLOSED]
    )
    try:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.add_init_script(_SCRIPT.replace("ASKED", json.dumps({"words": words})))
        wire = _Wire(page)
        seen = _watch(page, url, words)
    finally:
        browser.close()
    names = [seen["names"].get(word) for word in words]
    painted = None if None in names else max(names, default=None)
    return Visit(
        began=seen["began"] - started,
        painted=painted and painted - started,
        in_view=seen["view"] and seen["view"] - started,
        bytes=wire.bytes,
        requests=wire.requests,
        tasks=tuple(seen["tasks"]),
    )


def _watch(page: Page, url: str, words: tuple[str, ...]) -> dict[str, Any]:
    """Go to `url`; returns the last that paint.js told of it."""
    seen: dict[str, Any] = {"began": 0, "names": {}, "view": None, "tasks": []}
    page.on("console", lambda message: seen.update(_told(message.text)))

    def is_done() -> bool:
        return len(seen["names"]) == len(words) and (bool(words) or seen["view"] is not None)

    deadline = time.monotonic() + PATIENCE_SECONDS
    try:
        page.goto(url, wait_until="commit", timeout=PATIENCE_SECONDS * 1000)
        while not is_done() and time.monotonic() < deadline:
            page.wait_for_timeout(20)
        page.wait_for_load_state("networkidle", timeout=PATIENCE_SECONDS * 1000)
        page.wait_for_timeout(_SETTLED_MS)
    except TookTooLong:
        pass  # what has been seen up to then counts
    return seen


def _told(text: str) -> dict[str, Any]:
    told: dict[str, Any] = (
        json.loads(text.removeprefix("seen ")) if text.startswith("seen ") else {}
    )
    return told


class _Wire:
    """What goes over the wire for a page: bytes with their headers, as they were sent."""

    def __init__(self, page: Page) -> None:
        self.bytes = self.requests = 0
        session = page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self._count)
        session.on("Network.loadingFinished", self._add)
        session.send("Network.enable")

    def _count(self, event: dict[str, Any]) -> None:
        self.requests += event["request"]["url"].startswith("http")

    def _add(self, event: dict[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])
