"""No whole answer arrived."""

from dataclasses import dataclass

from portal.upstream.errors.base import UpstreamError


class TransportError(UpstreamError):
    """Base of all that happens between the portal and the last byte of an answer."""

    code = "transport"
    sentence = "No whole answer came from {e.url}."
    remedy = "Nothing to do at once: the portal asks again by itself."


class NameNotFound(TransportError):
    """The host's name has no address."""

    code = "name-not-found"
    sentence = "The host name in {e.url} was not found."
    remedy = "Check the spelling of the host, and the name service of the portal's server."


class Refused(TransportError):
    """Nothing listens at the port."""

    code = "refused"
    sentence = "The connection to {e.url} was refused."
    remedy = "Check the port, and that the service is running."


class Unreachable(TransportError):
    """No way leads to the host."""

    code = "unreachable"
    sentence = "The host of {e.url} could not be reached."
    remedy = "Check the network and the firewalls between the portal and the host."


@dataclass(eq=False, kw_only=True)
class ConnectTimeout(TransportError):
    """No connection was made within `seconds`."""

    code = "connect-timeout"
    sentence = "No connection to {e.url} was made within {e.seconds:g} seconds."
    remedy = Unreachable.remedy

    seconds: float


@dataclass(eq=False, kw_only=True)
class TlsError(TransportError):
    """The certificate does not hold, or the handshake failed; `reason` is OpenSSL's word for it."""

    code = "tls"
    sentence = "{e.url} could not prove who it is: {e.reason}."
    remedy = "Have the certificate corrected, or name its authority in REQUESTS_CA_BUNDLE."

    reason: str


@dataclass(eq=False, kw_only=True)
class DeadlineExceeded(TransportError):
    """The whole fetch, from the name service to the last byte, took longer than `seconds`."""

    code = "deadline"
    sentence = "{e.url} did not answer in full within {e.seconds:g} seconds."
    remedy = "Check whether the service is overloaded; the portal asks again by itself."

    seconds: float


class Disconnected(TransportError):
    """The connection ended before the answer began."""

    code = "disconnected"
    sentence = "{e.url} closed the connection without an answer."
    remedy = "Check http against https in the address; the portal asks again by itself."


class BadHeaders(TransportError):
    """The head of the answer is not HTTP, or has too many or too long lines."""

    code = "headers"
    sentence = "The head of the answer from {e.url} is malformed or too big."
    remedy = "Check that the address is that of an HTTP service."


class Truncated(TransportError):
    """The body ended before the length or the last chunk that had been announced."""

    code = "truncated"
    sentence = "The answer from {e.url} broke off."


@dataclass(eq=False, kw_only=True)
class TooLarge(TransportError):
    """The body has more than `limit` bytes, as transferred or decoded."""

    code = "too-large"
    sentence = "The answer from {e.url} is larger than {e.limit} bytes."
    remedy = "Check that the address is that of a schema document."

    limit: int


@dataclass(eq=False, kw_only=True)
class BadEncoding(TransportError):
    """The body is not what its Content-Encoding, `encoding`, says, or that is unknown."""

    code = "bad-encoding"
    sentence = "The answer from {e.url} cannot be decoded as {e.encoding!r}."
    remedy = "Have the service honour Accept-Encoding: identity."

    encoding: str


@dataclass(eq=False, kw_only=True)
class TooManyRedirects(TransportError):
    """More than `limit` redirects, most likely a circle."""

    code = "redirects"
    sentence = "{e.url} redirects more than {e.limit} times."
    remedy = "Give the address at which the document really stands."

    limit: int
