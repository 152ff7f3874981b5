"""Faults 6 to 11: answers that are cut, too large, badly encoded, or have a monstrous head."""

import gzip
import zlib

import pytest

from portal.upstream import Limits, Transport, errors
from tests.upstream.asking import PATIENT, failure
from tests.upstream.faulty import Behaviour, Serve, answer, bomb, flooding, raw, response

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
MEGABYTE = bytes(1024 * 1024)
SMALL = Limits(deadline=30.0, max_bytes=1000)

CUT = {
    "shorter than Content-Length": response(b"x" * 100)[:-1],
    "nothing of Content-Length": response(b"x" * 100)[:-100],
    "cut within a chunk": CHUNKED + b"10\r\nabc",
    "cut between chunks": CHUNKED + b"3\r\nabc\r\n",
    "cut within a chunk's size": CHUNKED + b"3\r\nabc\r\n1",
    "a chunk's size that is no number": CHUNKED + b"zz\r\nabc\r\n0\r\n\r\n",
}


@pytest.mark.parametrize("cut", CUT)
def test_F06_a_body_that_breaks_off(cut: str, serve: Serve) -> None:
    assert type(failure(serve(raw(CUT[cut])).url)) is errors.Truncated


def test_F07_a_body_without_a_length_must_be_judged_by_whoever_parses_it(serve: Serve) -> None:
    url = serve(raw(b'HTTP/1.1 200 OK\r\n\r\n{"name": "ima')).url
    assert Transport(PATIENT).get(url).content == b'{"name": "ima'


def many_members(count: int) -> bytes:
    """A gzip stream of many members, each of nothing."""
    return gzip.compress(b"") * count


BOMBS: dict[str, Behaviour] = {
    "F08_gzip": answer(bomb(50 * 1024 * 1024), content_encoding="gzip"),
    "F08_x_gzip": answer(bomb(50 * 1024 * 1024), content_encoding="X-Gzip"),
    "F08_deflate": answer(zlib.compress(bytes(50 * 1024 * 1024)), content_encoding="deflate"),
    "F08_members_of_nothing": answer(many_members(60_000), content_encoding="gzip"),
    "F09_length": flooding(response(content_length="1073741824")[:-2], MEGABYTE, 1024),
    "F09_no_length": flooding(b"HTTP/1.1 200 OK\r\n\r\n", MEGABYTE, 1024),
    "F09_one_chunk": flooding(CHUNKED + b"40000000\r\n", MEGABYTE, 1024),
    "F09_many_chunks": flooding(CHUNKED, b"100\r\n" + bytes(256) + b"\r\n", 4_000_000),
}


@pytest.mark.parametrize("fault", BOMBS)
def test_F08_F09_a_body_is_stopped_at_the_cap(fault: str, serve: Serve) -> None:
    error = failure(serve(BOMBS[fault]).url)
    assert isinstance(error, errors.TooLarge)
    assert error.limit == PATIENT.max_bytes


def test_F09_a_body_of_exactly_the_cap_is_fetched(serve: Serve) -> None:
    assert len(Transport(SMALL).get(serve(answer(b"x" * 1000)).url).content) == 1000
    assert type(failure(serve(answer(b"x" * 1001)).url, SMALL)) is errors.TooLarge


BADLY_ENCODED = {
    "not gzip": response(b"plain", content_encoding="gzip"),
    "gzip that ends early": response(gzip.compress(b"x" * 100)[:-4], content_encoding="gzip"),
    "gzip with a wrong checksum": response(
        gzip.compress(b"x" * 100)[:-8] + b"\0" * 8, content_encoding="gzip"
    ),
    "gzip with something after it": response(gzip.compress(b"x") + b"!", content_encoding="gzip"),
    "deflate without its header": response(
        zlib.compress(b"x" * 100)[2:-4], content_encoding="deflate"
    ),
    "unknown": response(b"x", content_encoding="aes128gcm"),
    "known elsewhere, not asked for": response(b"x", content_encoding="br"),
    "twice": response(gzip.compress(gzip.compress(b"x")), content_encoding="gzip, gzip"),
}


@pytest.mark.parametrize("case", BADLY_ENCODED)
def test_F10_a_body_that_is_not_what_its_encoding_says(case: str, serve: Serve) -> None:
    error = failure(serve(raw(BADLY_ENCODED[case])).url)
    assert isinstance(error, errors.BadEncoding)
    assert repr(error.encoding) in str(error)


TEXT = b'{"properties": {}}' * 20_000  # more than one step of inflating
WELL_ENCODED = {
    "identity": response(TEXT, content_encoding="identity"),
    "gzip": response(gzip.compress(TEXT), content_encoding="gzip"),
    "gzip in capitals": response(gzip.compress(TEXT), content_encoding=" GZIP "),
    "gzip of two members": response(
        gzip.compress(TEXT[:9]) + gzip.compress(TEXT[9:]), content_encoding="gzip"
    ),
    "deflate": response(zlib.compress(TEXT), content_encoding="deflate"),
    "chunked gzip": CHUNKED.replace(b"OK", b"OK\r\nContent-Encoding: gzip")
    + b"".join(b"1\r\n%c\r\n" % byte for byte in gzip.compress(TEXT))
    + b"0\r\n\r\n",
}


@pytest.mark.parametrize("case", WELL_ENCODED)
def test_F10_a_body_in_a_known_encoding_is_understood(case: str, serve: Serve) -> None:
    server = serve(raw(WELL_ENCODED[case]))
    assert Transport(PATIENT).get(server.url).content == TEXT
    assert server.calls[0].headers["Accept-Encoding"] == "identity"


def test_F10_no_body_at_all_needs_no_decoding(serve: Serve) -> None:
    server = serve(raw(response(b"", 304, content_encoding="gzip")))
    assert Transport(PATIENT).get(server.url).status_code == 304


MONSTROUS = {
    "300 huge headers": b"".join(b"X-%d: %s\r\n" % (n, b"y" * 60_000) for n in range(300)),
    "300 headers": b"".join(b"X-%d: y\r\n" % n for n in range(300)),
    "an endless line": b"X: " + b"y" * 200_000,
    "two lengths": b"Content-Length: 1, 2\r\n",
}


@pytest.mark.parametrize("case", MONSTROUS)
def test_F11_a_monstrous_head(case: str, serve: Serve) -> None:
    url = serve(raw(b"HTTP/1.1 200 OK\r\n" + MONSTROUS[case] + b"\r\n{}")).url
    assert type(failure(url)) is errors.BadHeaders


def test_F11_what_is_not_http_at_all(serve: Serve) -> None:
    assert type(failure(serve(raw(b"220 mail.example ESMTP\r\n")).url)) is errors.BadHeaders


def test_F11_no_answer_at_all(serve: Serve) -> None:
    error = failure(serve(raw(b"")).url)
    assert type(error) is errors.Disconnected
    assert "http against https" in error.advice
