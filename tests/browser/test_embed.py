"""Pages of other sites in a real browser: what they may show in a frame, and what not."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, expect

from tests.served import Portal

_EMBED = "/embed/glance/images/images/*/disk_format/?theme=dark"
_PAGES = ("/", "/glance/images/", "/accounts/login/", "/oembed", "/nowhere/", "/replay/glance/")


@pytest.fixture
def wiki(portal: Portal) -> Iterator[int]:
    """The port of a site whose page has frames of the portal's pages."""
    frames = [_EMBED, *_PAGES]

    class Wiki(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            html = "".join(
                f'<iframe name="f{number}" src="{portal.url}{path}"></iframe>'
                for number, path in enumerate(frames)
            )
            body = f"<!doctype html><title>A wiki</title>{html}".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Nobody reads it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Wiki) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_a_named_host_frames_embeds_and_nothing_else(
    portal: Portal, chromium: Browser, wiki: int
) -> None:
    # Not by new_page: that the browser complains of what it refuses is the point here.
    context = chromium.new_context(locale="en", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{wiki}/")
    shown = page.frame_locator("[name=f0]")
    expect(shown.get_by_role("heading", name="disk_format")).to_be_visible()
    expect(shown.get_by_text("qcow2", exact=True)).to_be_visible()
    expect(shown.locator("html")).to_have_css("color-scheme", "dark")
    for number in range(1, len(_PAGES) + 1):
        frame = page.locator(f"[name=f{number}]").element_handle().content_frame()
        assert frame is not None
        assert frame.url.startswith("chrome-error:"), (_PAGES[number - 1], frame.url)
    with context.expect_page() as opened:  # in a window of its own, which knows nothing of the wiki
        shown.get_by_role("link", name="disk_format").click()
    expect(opened.value).to_have_url(f"{portal.url}/glance/images/images/*/disk_format/")

    page.goto(f"http://localhost:{wiki}/")  # a host that is not named
    frame = page.locator("[name=f0]").element_handle().content_frame()
    assert frame is not None
    assert frame.url.startswith("chrome-error:")
    context.close()
