"""Addresses: which may be asked, and what name one suggests."""

from urllib.parse import unquote, urlsplit

from portal.sentence import Sentence
from portal.upstream.errors import AddressRefused

# Ports that speak something other than HTTP: a request there is a mistake, or an attack on that
# service. From the Fetch standard, section 2.9 "Port blocking".
BLOCKED_PORTS = frozenset(
    map(
        int,
        """
        0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110
        111 113 115 117 119 123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532
        540 548 554 556 563 587 601 636 989 990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061
        6000 6566 6665 6666 6667 6668 6669 6679 6697 10080
        """.split(),
    )
)

SUFFIXES = (".schema.json", ".json")


def refuse_unless_plain(url: str) -> None:
    """Let an address pass if it is http(s), names a host, and carries no user name or password.

    Asked when a source is saved, and again for every hop of every request.

    Raises:
        AddressRefused: with the reason, never with the secret.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        reason = Sentence("it cannot be read as an address")
        raise AddressRefused(url=url, reason=reason) from None
    if parts.scheme not in ("http", "https"):
        reason = Sentence("only http and https are fetched")
    elif "@" in parts.netloc:
        # Credentials in an address end up in logs, exports and databases.
        reason = Sentence("it holds a user name or a password")
    elif not parts.hostname or any(character.isspace() for character in parts.netloc):
        reason = Sentence("it names no host")
    elif port in BLOCKED_PORTS:
        reason = Sentence("port {port} belongs to another protocol", port=port)
    else:
        return
    raise AddressRefused(url=url, reason=reason)


def suggested_name(path: str) -> str:
    """The schema name that the last segment of a path suggests: `/a/pet.schema.json` says `pet`."""
    name = unquote(path.rstrip("/").rpartition("/")[2])
    for suffix in SUFFIXES:
        if name.endswith(suffix) and name != suffix:
            return name.removesuffix(suffix)
    return name or "schema"
