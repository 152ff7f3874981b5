"""Faults 1 to 5: no connection, no trust, no answer in time."""

import datetime
import socket
import threading
import time

import pytest
import trustme

from portal.upstream import Limits, Transport, errors
from tests.upstream.asking import GENEROUS, HASTY, PATIENT, failure
from tests.upstream.faulty import (
    Behaviour,
    Call,
    Serve,
    Trust,
    answer,
    dripping,
    hanging,
    presenting,
    response,
)


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a" * 64 + ".invalid"])
def test_F01_a_name_that_does_not_exist(host: str) -> None:
    error = failure(f"http://{host}/schema.json")
    assert type(error) is errors.NameNotFound
    assert error.url == f"http://{host}/schema.json"


def test_F01_a_name_service_that_hangs_meets_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(60) and [])
    started = time.monotonic()
    error = failure("http://slow.invalid/", HASTY)
    assert type(error) is errors.DeadlineExceeded
    assert time.monotonic() - started < GENEROUS
    over.set()
    for thread in threading.enumerate():
        if thread.name == "look up slow.invalid":
            thread.join()


def test_F02_a_port_where_nothing_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert type(failure(f"http://127.0.0.1:{port}/")) is errors.Refused


@pytest.mark.allow_hosts(["127.255.255.255"])
def test_F02_a_host_that_no_way_leads_to() -> None:
    # The broadcast address of the loopback network: TCP cannot be spoken to all at once.
    assert type(failure("http://127.255.255.255:9292/")) is errors.Unreachable


def test_F02_a_host_that_does_not_take_the_connection() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        address = listener.getsockname()
        waiting = [socket.socket() for _ in range(4)]
        for line in waiting:  # fill the queue of a server that accepts none
            line.setblocking(False)
            line.connect_ex(address)
        error = failure(f"http://127.0.0.1:{address[1]}/", Limits(deadline=30.0, connect=0.3))
        for line in waiting:
            line.close()
    assert type(error) is errors.ConnectTimeout
    assert "0.3 seconds" in str(error)


def test_F02_the_second_address_of_a_name_is_tried(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        dead = listener.getsockname()
    live = ("127.0.0.1", int(serve(answer(b"[]")).url.rpartition(":")[2]))
    addresses = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", address) for address in (dead, live)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: addresses)
    assert Transport(PATIENT).get("http://two-addresses.invalid/").content == b"[]"


def test_F02_an_address_of_a_family_that_the_system_lacks_is_passed_over(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = ("127.0.0.1", int(serve(answer(b"[]")).url.rpartition(":")[2]))
    missing = (12345, socket.SOCK_STREAM, 6, "", ("::1", 80, 0, 0))
    addresses = [missing, (socket.AF_INET, socket.SOCK_STREAM, 6, "", live)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: addresses)
    assert Transport(PATIENT).get("http://two-families.invalid/").content == b"[]"


def test_F03_a_certificate_of_an_unknown_authority(serve: Serve, authority: trustme.CA) -> None:
    server = serve(answer(), presenting(authority.issue_cert("127.0.0.1")))
    error = failure(server.url)
    assert isinstance(error, errors.TlsError)
    assert "issuer certificate" in error.reason or "self-signed" in error.reason
    assert server.calls == []


def test_F03_an_expired_certificate(serve: Serve, authority: trustme.CA, trust: Trust) -> None:
    trust(authority)
    yesterday = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    old = authority.issue_cert("127.0.0.1", not_after=yesterday)
    error = failure(serve(answer(), presenting(old)).url)
    assert isinstance(error, errors.TlsError)
    assert error.reason == "certificate has expired"


def test_F03_a_certificate_for_another_name(
    serve: Serve, authority: trustme.CA, trust: Trust
) -> None:
    trust(authority)
    error = failure(serve(answer(), presenting(authority.issue_cert("other.example"))).url)
    assert isinstance(error, errors.TlsError)
    assert "mismatch" in error.reason


def test_F03_a_server_without_tls(serve: Serve) -> None:
    server = serve(answer())
    assert isinstance(failure(f"https://{server.host}/"), errors.TlsError)


def test_F03_a_good_certificate_of_an_authority_the_operator_trusts(
    serve: Serve, authority: trustme.CA, trust: Trust
) -> None:
    trust(authority)
    server = serve(answer(b"[]"), presenting(authority.issue_cert("127.0.0.1")))
    assert Transport(PATIENT).get(server.url).content == b"[]"


def test_F03_a_bundle_of_authorities_that_is_missing(
    serve: Serve, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/no/such/bundle.pem")
    error = failure(serve(answer(), presenting(authority.issue_cert("127.0.0.1"))).url)
    assert isinstance(error, errors.TlsError)
    assert "missing" in str(error)


LONG = b"x" * 2000
SLOW: dict[str, Behaviour] = {
    "F04_no_headers": hanging,
    "F05_slow_headers": dripping(response(LONG)),
    "F05_slow_body": dripping(LONG, after=response(LONG)[: -len(LONG)]),
    "F05_slow_body_without_a_length": dripping(LONG, after=b"HTTP/1.1 200 OK\r\n\r\n"),
    "F05_slow_chunks": dripping(
        b"1\r\nx\r\n" * 500, after=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    ),
    "F05_endless_interim_answers": dripping(b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
}


@pytest.mark.parametrize("fault", SLOW)
def test_F04_F05_slow_drip_meets_the_total_deadline(fault: str, serve: Serve) -> None:
    url = serve(SLOW[fault]).url
    started = time.monotonic()
    error = failure(url, HASTY)
    assert type(error) is errors.DeadlineExceeded
    assert error.seconds == HASTY.deadline
    assert time.monotonic() - started < GENEROUS


def test_F04_a_handshake_that_never_ends_meets_the_deadline(serve: Serve) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:  # connected by the kernel, never read
        started = time.monotonic()
        error = failure(f"https://127.0.0.1:{listener.getsockname()[1]}/", HASTY)
    assert type(error) is errors.DeadlineExceeded
    assert time.monotonic() - started < GENEROUS


def test_F05_redirects_share_one_deadline(serve: Serve) -> None:
    def behave(call: Call) -> None:
        call.stopping.wait(0.3)
        call.send(response(b"", 302, location="/again"))

    server = serve(behave)
    assert type(failure(server.url, HASTY)) is errors.DeadlineExceeded
    assert len(server.calls) <= 2
