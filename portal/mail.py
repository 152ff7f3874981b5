"""The mail server and the sender that the operator names, as Django's settings have them."""

import re
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_PORTS: Final = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
_ADDRESS: Final = r"[^\s<>@]+@[^\s<>@]+"
_SENDER: Final = re.compile(rf"[^\x00-\x1f<>@]*<{_ADDRESS}>|{_ADDRESS}")
_NAME: Final = re.compile(r"[a-z0-9.-]*[a-z][a-z0-9.-]*")  # of a host; no number


class Server(NamedTuple):
    """`host` is empty where there is none; `uses_tls`: by STARTTLS, `uses_ssl`: from the start."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    uses_tls: bool = False
    uses_ssl: bool = False


def server(url: str) -> Server:
    """The mail server at `url`; none if that is empty.

    Raises ImproperlyConfigured, without a word of `url`: it holds a password.
    """
    if not url:
        return Server()
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError):  # a host or a port that is none; an unknown scheme
        parts, port = urlsplit(""), 0
    if parts.scheme not in _PORTS or not parts.hostname or parts.path.strip("/"):
        raise ImproperlyConfigured(
            "PORTAL_EMAIL_URL is not the address of a mail server; it reads smtp://HOST, "
            "smtp+tls://USER:PASSWORD@HOST (STARTTLS, port 587) or smtps://USER:PASSWORD@HOST "
            "(port 465), with each special character of a password as in %40 for @"
        )
    return Server(
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        uses_tls=parts.scheme == "smtp+tls",
        uses_ssl=parts.scheme == "smtps",
    )


def sender(given: str, host: str) -> str:
    """Whom mails come from: `given`, else an address at `host`. Raises ImproperlyConfigured."""
    domain = host if _NAME.fullmatch(host) else "localhost"
    address = given or f"Schema Portal <schema-portal@{domain}>"
    if not _SENDER.fullmatch(address):
        raise ImproperlyConfigured(
            f"PORTAL_EMAIL_FROM is no mail address: {given!r}; "
            "write schemas@example.org or Schemas <schemas@example.org>"
        )
    return address
