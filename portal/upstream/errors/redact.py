"""How an address is shown: without whatever in it could be a secret."""

from urllib.parse import urlsplit

UNREADABLE = "(an unreadable address)"


def public(url: str) -> str:
    """Return the address without userinfo, query and fragment, fit for logs and for the database.

    Queries go as a whole: signed addresses keep their signature there, under any name. What
    cannot be read as an address is not shown at all, for a secret may stand anywhere in it.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return UNREADABLE
    if not parts.netloc and parts.scheme != "file":
        return UNREADABLE if url else ""
    shown_host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown_host}{'' if port is None else f':{port}'}{parts.path}"
