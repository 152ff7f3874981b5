"""No whole answer arrived."""

from dataclasses import dataclass

from portal.sentence import gettext_noop
from portal.upstream.errors.base import UpstreamError


class TransportError(UpstreamError):
    """Base of all that happens between the portal and the last byte of an answer."""

    code = "transport"
    sentence = gettext_noop("No whole answer came from {url}.")
    remedy = gettext_noop("Nothing to do at once: the portal asks again by itself.")


class NameNotFound(TransportError):
    """The host's name has no address."""

    code = "name-not-found"
    sentence = gettext_noop("The host name in {url} was not found.")
    remedy = gettext_noop(
        "Check the spelling of the host, and the name service of the portal's server."
    )


class Refused(TransportError):
    """Nothing listens at the port."""

    code = "refused"
    sentence = gettext_noop("The connection to {url} was refused.")
    remedy = gettext_noop("Check the port, and that the service is running.")


class Unreachable(TransportError):
    """No way leads to the host."""

    code = "unreachable"
    sentence = gettext_noop("The host of {url} could not be reached.")
    remedy = gettext_noop("Check the network and the firewalls between the portal and the host.")


@dataclass(eq=False, kw_only=True)
class ConnectTimeout(TransportError):
    """No connection was made within `seconds`."""

    code = "connect-timeout"
    sentence = gettext_noop("No connection to {url} was made within {seconds:g} seconds.")
    remedy = Unreachable.remedy

    seconds: float


@dataclass(eq=False, kw_only=True)
class TlsError(TransportError):
    """The certificate does not hold, or the handshake failed; `reason` is OpenSSL's word for it."""

    code = "tls"
    sentence = gettext_noop("{url} could not prove who it is: {reason}.")
    remedy = gettext_noop(
        "Have the certificate corrected, or name its authority in REQUESTS_CA_BUNDLE."
    )

    reason: str


@dataclass(eq=False, kw_only=True)
class DeadlineExceeded(TransportError):
    """The whole fetch, from the name service to the last byte, took longer than `seconds`."""

    code = "deadline"
    sentence = gettext_noop("{url} did not answer in full within {seconds:g} seconds.")
    remedy = gettext_noop(
        "Check whether the service is overloaded; the portal asks again by itself."
    )

    seconds: float


class Disconnected(TransportError):
    """The connection ended before the answer began."""

    code = "disconnected"
    sentence = gettext_noop("{url} closed the connection without an answer.")
    remedy = gettext_noop(
        "Check http against https in the address; the portal asks again by itself."
    )


class BadHeaders(TransportError):
    """The head of the answer is not HTTP, or has too many or too long lines."""

    code = "headers"
    sentence = gettext_noop("The head of the answer from {url} is malformed or too big.")
    remedy = gettext_noop("Check that the address is that of an HTTP service.")


class Truncated(TransportError):
    """The body ended before the length or the last chunk that had been announced."""

    code = "truncated"
    sentence = gettext_noop("The answer from {url} broke off.")


@dataclass(eq=False, kw_only=True)
class TooLarge(TransportError):
    """The body has more than `limit` bytes, as transferred or decoded."""

    code = "too-large"
    sentence = gettext_noop("The answer from {url} is larger than {limit} bytes.")
    remedy = gettext_noop("Check that the address is that of a schema document.")

    limit: int


@dataclass(eq=False, kw_only=True)
class BadEncoding(TransportError):
    """The body is not what its Content-Encoding, `encoding`, says, or that is unknown."""

    code = "bad-encoding"
    sentence = gettext_noop("The answer from {url} cannot be decoded as {encoding!r}.")
    remedy = gettext_noop("Have the service honour Accept-Encoding: identity.")

    encoding: str


@dataclass(eq=False, kw_only=True)
class TooManyRedirects(TransportError):
    """More than `limit` redirects, most likely a circle."""

    code = "redirects"
    sentence = gettext_noop("{url} redirects more than {limit} times.")
    remedy = gettext_noop("Give the address at which the document really stands.")

    limit: int
