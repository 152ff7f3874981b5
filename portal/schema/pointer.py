"""JSON Pointers (RFC 6901) as plain strings; "" is the root of a document."""

import re

from portal.schema.errors import PointerError
from portal.schema.value import JSON
from portal.sentence import Sentence

_BAD_ESCAPE = re.compile(r"~(?![01])")
_INDEX = re.compile(r"0|[1-9][0-9]{0,17}")  # RFC 6901 section 4: no sign, no leading zero


def escape(token: str) -> str:
    """Return a name as one reference token: "a/b" becomes "a~1b"."""
    if "~" in token or "/" in token:
        return token.replace("~", "~0").replace("/", "~1")
    return token


def join(pointer: str, *tokens: str | int) -> str:
    """Return the pointer of what stands below another, by unescaped names and indexes."""
    for token in tokens:
        pointer = f"{pointer}/{escape(str(token))}"
    return pointer


def split(pointer: str) -> tuple[str, ...]:
    """Return the unescaped tokens of a pointer; raise PointerError if it is none."""
    if not pointer:
        return ()
    if not pointer.startswith("/"):
        raise PointerError(pointer, Sentence("does not start with a slash"))
    if _BAD_ESCAPE.search(pointer):
        reason = Sentence("has a ~ that is followed by neither 0 nor 1")
        raise PointerError(pointer, reason)
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in pointer[1:].split("/"))


def get(document: JSON, pointer: str) -> JSON:
    """Return the value a pointer leads to; raise PointerError if it leads nowhere."""
    value = document
    for token in split(pointer):
        if isinstance(value, dict) and token in value:
            value = value[token]
        elif isinstance(value, list) and _INDEX.fullmatch(token) and int(token) < len(value):
            value = value[int(token)]
        else:
            reason = Sentence("leads nowhere: there is no {token!r}", token=token)
            raise PointerError(pointer, reason)
    return value
