"""Which of our errors a failure of requests, urllib3, ssl or the system is."""

import http.client
import socket
import ssl

import urllib3

from portal.upstream import errors


def named(error: BaseException, url: str, *, connect: float) -> errors.UpstreamError:
    """Name a failure by its innermost cause; `connect` is the limit in seconds it may have hit."""
    match _root(error):
        case errors.UpstreamError() as known:
            return known
        case ssl.SSLError() as failure:
            return errors.TlsError(url=url, reason=_tls_reason(failure))
        case socket.gaierror() | UnicodeError():
            return errors.NameNotFound(url=url)
        case ConnectionRefusedError():
            return errors.Refused(url=url)
        case TimeoutError():
            return errors.ConnectTimeout(url=url, seconds=connect)
        case ConnectionError():
            return errors.Disconnected(url=url)
        case http.client.HTTPException() | urllib3.exceptions.HTTPError():
            return errors.BadHeaders(url=url)
        case _:
            return errors.Unreachable(url=url)


def _root(error: BaseException) -> BaseException:
    """What lies inside the wrappers: they carry it among their arguments or as their reason."""
    inside = [
        part
        for part in (*error.args, getattr(error, "reason", None))
        if isinstance(part, BaseException)
    ]
    return _root(inside[-1]) if inside else error


def _tls_reason(error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message
    return (error.reason or "handshake failed").replace("_", " ").lower()
