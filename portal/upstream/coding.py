"""Content codings (RFC 9110, section 8.4.1) undone within a limit."""

import zlib
from collections.abc import Iterable, Iterator

from portal.upstream.errors import BadEncoding, TooLarge

DEFLATED = ("gzip", "x-gzip", "deflate")
PIECE = 64 * 1024  # bytes made of one step of inflating: a bomb is stopped that soon
EITHER_HEADER = zlib.MAX_WBITS | 32  # zlib finds out by itself whether gzip or zlib comes


def decoded(chunks: Iterable[bytes], encoding: str, *, limit: int, url: str) -> bytes:
    """Join the chunks of a body, with its Content-Encoding undone.

    Raises:
        TooLarge: more than `limit` bytes came, or were made of those that came.
        BadEncoding: an unknown encoding, or data that are damaged or end early.
    """
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        return b"".join(_capped(chunks, limit, url))
    if encoding not in DEFLATED:
        raise BadEncoding(url=url, encoding=encoding)
    try:
        return b"".join(_capped(_inflated(_capped(chunks, limit, url)), limit, url))
    except (zlib.error, EOFError):
        raise BadEncoding(url=url, encoding=encoding) from None


def _capped(chunks: Iterable[bytes], limit: int, url: str) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > limit:
            raise TooLarge(url=url, limit=limit)
        yield chunk


def _inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    inflater = None  # a body that is empty altogether needs none: 304 may name an encoding
    for chunk in chunks:
        while chunk:
            if inflater is None or inflater.eof:  # gzip may have members (RFC 1952, section 2.2)
                inflater = zlib.decompressobj(EITHER_HEADER)
            yield inflater.decompress(chunk, PIECE)
            chunk = inflater.unconsumed_tail or inflater.unused_data
    if inflater is not None:
        yield inflater.flush()
        if not inflater.eof:
            raise EOFError
