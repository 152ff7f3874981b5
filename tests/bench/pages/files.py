"""A server of static files that costs next to nothing, for pages that need no other."""

import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli

_LARGE = 5_000_000  # bytes; more than this take minutes at the best quality


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve `folder`, compressed beforehand and from memory; yields its address."""
    answers = {
        f"/{path.relative_to(folder)}": _answer(path)
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".br"
    }

    class Handler(_Handler):
        known = answers

    with _Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def _answer(path: Path) -> bytes:
    """The whole answer, head and body; the compressed body is kept beside the file."""
    data, kept = path.read_bytes(), path.with_name(f"{path.name}.br")
    if not kept.exists() or kept.stat().st_mtime < path.stat().st_mtime:
        kept.write_bytes(brotli.compress(data, quality=11 if len(data) < _LARGE else 5))
    body = kept.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if kind.startswith("text/"):
        kind += "; charset=utf-8"
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Encoding: br\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that ends in the middle of an answer is no error."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    known: dict[str, bytes] = {}

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        path += "index.html" if path.endswith("/") else ""
        nothing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        self.wfile.write(self.known.get(path, nothing))

    def log_message(self, *_: object) -> None:
        """Stay quiet."""
