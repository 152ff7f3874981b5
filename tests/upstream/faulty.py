"""An HTTP server on loopback that can drip, cut, lie and bomb: it writes raw bytes to sockets."""

import gzip
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import trustme

WAIT = 30.0  # seconds a misbehaving server holds out: far longer than any deadline in the tests


@dataclass
class Call:
    """One request, and the means to answer it.

    Attributes:
        stopping: set when the test is over, so that no server outlives it by a wait.
    """

    connection: socket.socket
    stopping: threading.Event
    path: str
    headers: dict[str, str] = field(default_factory=dict)

    def send(self, data: bytes) -> None:
        """Send at once."""
        self.connection.sendall(data)

    def drip(self, data: bytes, pause: float = 0.05) -> None:
        """Send byte by byte, with a pause in seconds after each, then wait."""
        for number in range(len(data)):
            self.connection.sendall(data[number : number + 1])
            if self.stopping.wait(pause):
                return
        self.hang()

    def hang(self) -> None:
        """Say no more, but stay."""
        self.stopping.wait(WAIT)


Behaviour = Callable[[Call], None]


class FaultyServer:
    """Answers each request by `behave`.

    Attributes:
        calls: the requests so far.
    """

    def __init__(self, behave: Behaviour, tls: ssl.SSLContext | None = None) -> None:
        self.calls: list[Call] = []
        self._behave = behave
        self._tls = tls
        self._stopping = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads = [threading.Thread(target=self._accept)]
        self._connections: list[socket.socket] = []
        scheme = "https" if tls else "http"
        self.host = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self.url = f"{scheme}://{self.host}"
        self._threads[0].start()

    def close(self) -> None:
        """Hang up on everyone, and wait until all is quiet."""
        self._stopping.set()
        for line in (self._listener, *self._connections):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _accept(self) -> None:
        while not self._stopping.is_set():
            with suppress(OSError):
                connection, _ = self._listener.accept()
                self._connections.append(connection)
                thread = threading.Thread(target=self._answer, args=[connection])
                self._threads.append(thread)
                thread.start()

    def _answer(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
            with connection:
                call = self._read(connection)
                self.calls.append(call)
                self._behave(call)

    def _read(self, connection: socket.socket) -> Call:
        stream = connection.makefile("rb")
        request = stream.readline()
        if not request.endswith(b"\r\n"):  # a TLS handshake: plain servers answer in plain text
            return Call(connection, self._stopping, path="")
        headers = dict(
            line.decode("latin-1").strip().split(": ", 1) for line in iter(stream.readline, b"\r\n")
        )
        # Hanging up on a body that is still to be read would reset the connection.
        stream.read(int(headers.get("Content-Length", 0)))
        return Call(connection, self._stopping, request.decode("latin-1").split(" ")[1], headers)


Serve = Callable[..., FaultyServer]  # the fixture `serve`: (behave, tls=None)
Trust = Callable[[trustme.CA], None]  # the fixture `trust`
DescribeCloud = Callable[[Any], None]  # the fixture `describe_cloud`


def answer(body: bytes = b"{}", status: int = 200, **headers: str) -> Behaviour:
    """Answer as a good server does; `content_type=…` becomes Content-Type."""
    return lambda call: call.send(response(body, status, **headers))


def response(body: bytes = b"{}", status: int = 200, **headers: str) -> bytes:
    """The bytes of a well-formed response."""
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    fields = {"Content-Length": str(len(body)), **named}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status} Status\r\n{lines}\r\n".encode("latin-1") + body


def raw(data: bytes) -> Behaviour:
    """Send these bytes and hang up."""
    return lambda call: call.send(data)


def dripping(data: bytes, *, after: bytes = b"") -> Behaviour:
    """Send `after` at once, then `data` byte by byte."""

    def behave(call: Call) -> None:
        call.send(after)
        call.drip(data)

    return behave


def hanging(call: Call) -> None:
    """Take the request and say nothing."""
    call.hang()


def flooding(head: bytes, piece: bytes, times: int) -> Behaviour:
    """Send `piece` so many times, if the client lets us."""

    def behave(call: Call) -> None:
        call.send(head)
        for _ in range(times):
            call.send(piece)

    return behave


def redirecting(location: str, status: int = 302) -> Behaviour:
    """Send the client elsewhere."""
    return answer(b"", status, location=location)


def bomb(size: int) -> bytes:
    """A gzip stream that inflates to `size` zero bytes."""
    return gzip.compress(bytes(size))


def presenting(certificate: trustme.LeafCert) -> ssl.SSLContext:
    """A server's side of TLS with this certificate."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(tls)
    return tls
