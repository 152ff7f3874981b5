"""A browser page that remembers what went wrong in it."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request

_HERE = {"127.0.0.1", "localhost"}
_NO_HOST = {"data", "blob", "about"}


class Watched:
    """A page in a context of its own, whose errors and requests to other hosts are faults."""

    def __init__(self, context: BrowserContext, allow: tuple[str, ...]) -> None:
        self._context = context
        self._allow = allow
        self._faults: list[str] = []
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self._fault(f"script: {error.error}"))
        context.on("request", self._on_request)
        self.page = context.new_page()

    def close(self) -> list[str]:
        """Close the page; its faults."""
        self._context.close()
        return self._faults

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._fault(f"console: {message.text} ({message.location.get('url')})")

    def _on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in _NO_HOST and address.hostname not in _HERE:
            self._fault(f"another host: {request.url}")

    def _fault(self, text: str) -> None:
        if not any(allowed in text for allowed in self._allow):
            self._faults.append(text)
