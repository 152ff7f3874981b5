"""HTML without anything that runs, styles, frames, loads or hides, whoever made it."""

import re
import unicodedata
from functools import cache
from urllib.parse import SplitResult, unquote, urlsplit

import nh3
from django.utils.encoding import iri_to_uri

_TAGS = frozenset(
    (
        "a blockquote br code em hr li ol p pre s small span strong table tbody td th thead tr ul"
    ).split()
)
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_CLASSES = {"a": {"inside", "gone", "wiki"}, "span": {"unlinked", "broken"}}
_SCHEMES = {"http", "https", "mailto"}
_REL = "nofollow noopener noreferrer"
_SUSPECT = re.compile(r"[^\n\t -~]")
_JOINERS = "\u200c\u200d"  # some scripts are not written without them, nor are many emoji
_HIDES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
# Browsers take these out of an address before they read it.
_IGNORED_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f-\xa0]+")


def clean(html: str, *, inside: bool) -> str:
    """`html` with nothing left in it but text, its structure and links.

    Links lead to other sites, and, if `inside`, within this one.
    """
    return visible(_cleaner(inside).clean(html))


@cache
def _cleaner(inside: bool) -> nh3.Cleaner:
    def attribute(tag: str, name: str, value: str) -> str | None:
        return address(value, inside=inside) if name == "href" else value

    return nh3.Cleaner(
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        attribute_filter=attribute,
        url_schemes=_SCHEMES,
        link_rel=_REL,
    )


def address(url: str, *, inside: bool) -> str | None:
    """`url` in the characters of RFC 3986, its host as the network has it; None if it is no address
    that one may be led to: of another scheme, without a host, or with a user name, which makes
    `https://bank.example@evil.example` look like the bank's.
    """
    url = _IGNORED_IN_ADDRESSES.sub("", url)
    try:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https"}:
            return iri_to_uri(parts._replace(netloc=_netloc(parts)).geturl())
    except ValueError:  # UnicodeError among them
        return None
    if parts.scheme == "mailto":
        return iri_to_uri(url)
    # "//" and "/\" would lead to another host.
    within = not parts.scheme and re.match(r"/(?![/\\])|[#?]", url)
    return iri_to_uri(url) if inside and within else None


def _netloc(parts: SplitResult) -> str:
    """Host and port of an address. Raises ValueError."""
    host = unquote(parts.hostname or "").encode("idna").decode()
    if not host or parts.username is not None or not re.fullmatch(r"[a-z0-9.:_-]+", host):
        raise ValueError("no host that one may be led to")
    host = f"[{host}]" if ":" in host else host
    return host if parts.port is None else f"{host}:{parts.port}"


def visible(text: str) -> str:
    """`text` with a mark in place of each character that hides or turns what is around it."""
    return _SUSPECT.sub(_shown, text)


def _shown(found: re.Match[str]) -> str:
    each = found[0]
    if unicodedata.category(each) not in _HIDES:
        return each
    before = found.string[max(0, found.start() - 1) : found.start()]
    if each in _JOINERS and not before.isascii():
        return each
    return f"⟨U+{ord(each):04X}⟩"
