"""Where the files of an export lie, and how one leads to another."""

import hashlib
import posixpath
import re
from urllib.parse import quote, unquote, urlsplit

_PLAIN = re.compile(r"[^A-Za-z0-9._-]")
# Names that Windows keeps for itself, whatever follows the first dot.
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)")
_LONGEST_SEGMENT, _LONGEST = 60, 160  # characters: Windows takes 260 with all that stands before


class Files:
    """The file of each address: plain on every file system, and never that of another address."""

    def __init__(self) -> None:
        self._by_address: dict[str, str] = {}
        self._taken: set[str] = set()  # as file systems see it that don't tell upper from lower

    def __contains__(self, address: str) -> bool:
        return address in self._by_address

    def page(self, address: str) -> str:
        """The file of a page, from the top of the export; always the same one."""
        return self._file(address, address, "index.html")

    def other(self, address: str, name: str) -> str:
        """The file of what is at `address`, which is to be called somewhat like `name`."""
        folder, _, last = name.rpartition("/")
        return self._file(address, f"{folder}/", last)

    def also(self, address: str, same_as: str) -> None:
        """Let `address` have the file of another one."""
        self._by_address[address] = self._by_address[same_as]

    def _file(self, address: str, like: str, last: str) -> str:
        if address not in self._by_address:
            path = self._free(_folder(like), last)
            self._taken.add(path.casefold())
            self._by_address[address] = path
        return self._by_address[address]

    def _free(self, folder: str, last: str) -> str:
        path = posixpath.join(folder, last)
        number = 1
        while path.casefold() in self._taken:
            number += 1
            path = posixpath.join(f"{folder}={number}", last)
        return path


def link(before: str, after: str) -> str:
    """How the file `before` refers to `after`, percent-encoded."""
    return quote(posixpath.relpath(after, posixpath.dirname(before) or "."), safe="/=")


def _folder(address: str) -> str:
    asked = urlsplit(address)
    segments = [unquote(segment) for segment in asked.path.split("/") if segment]
    folder = "/".join(_plain(each) for each in [*segments, *([asked.query] if asked.query else [])])
    if len(folder) <= _LONGEST:
        return folder
    digest = hashlib.sha256(address.encode()).hexdigest()[:16]
    return f"{folder[: _LONGEST - 17].rstrip('/.')}/{digest}"


def _plain(segment: str) -> str:
    """A name for a folder: what is no plain letter stands as its code, between two "="."""
    plain = _PLAIN.sub(lambda found: f"={ord(found[0]):x}=", segment)
    if len(plain) > _LONGEST_SEGMENT:
        plain = f"{plain[:40]}={hashlib.sha256(segment.encode()).hexdigest()[:12]}"
    if _RESERVED.match(plain) or plain.startswith("."):
        plain = f"={plain}"
    return f"{plain}=" if plain.endswith(".") else plain  # Windows drops a dot at the end
