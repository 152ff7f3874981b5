"""How a connection is made: from name to address to socket, under the deadline of the fetch."""

import socket
import threading
from concurrent.futures import Future
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from portal.upstream.deadline import current

Address = tuple[Any, ...]  # (family, type, protocol, canonical name, socket address)


class PlainConnection(HTTPConnection):
    """HTTP over a connection that the deadline can cut."""

    def _new_conn(self) -> socket.socket:
        return dial(self._dns_host, self.port, self.timeout)


class TlsConnection(HTTPSConnection):
    """HTTPS over a connection that the deadline can cut, from the handshake on."""

    def _new_conn(self) -> socket.socket:
        return dial(self._dns_host, self.port, self.timeout)


class PlainPool(HTTPConnectionPool):
    """Where urllib3 takes plain connections from."""

    ConnectionCls = PlainConnection


class TlsPool(HTTPSConnectionPool):
    """Where urllib3 takes TLS connections from."""

    ConnectionCls = TlsConnection


POOLS = {"http": PlainPool, "https": TlsPool}


def dial(host: str, port: int, connect: float | None) -> socket.socket:
    """Connect to the first address of a host that answers within `connect` seconds each.

    Raises:
        OSError: the last address's failure; `socket.gaierror` if the name has none.
        UnicodeError: the name cannot be one (RFC 1035, section 2.3.4).
    """
    deadline = current()
    failure = OSError("the name has no address")
    for family, kind, protocol, _, address in _addresses(host.strip("[]"), port):
        # The place for a guard against requests to internal networks: `address` is what will be
        # connected to, on every hop and also for keystoneauth1, and no name is looked up again.
        try:
            # Fails where the system lacks the family: names have IPv6 addresses all the same.
            line = socket.socket(family, kind, protocol)
        except OSError as error:
            failure = error
            continue
        try:
            line.settimeout(min(connect or deadline.seconds, deadline.remaining()))
            line.connect(address)
            line.settimeout(None)  # from here on the deadline counts
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            deadline.watch(line)
        except OSError as error:
            line.close()
            failure = error
        else:
            return line
    raise failure


def _addresses(host: str, port: int) -> list[Address]:
    """Look a name up. Nothing can stop the system's lookup, but the fetch need not wait for it."""
    answer: Future[list[Address]] = Future()

    def look_up() -> None:
        try:
            answer.set_result([*socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)])
        except (OSError, UnicodeError) as error:
            answer.set_exception(error)

    threading.Thread(target=look_up, daemon=True, name=f"look up {host}").start()
    return answer.result(timeout=current().remaining())
