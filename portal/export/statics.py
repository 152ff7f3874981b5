"""The static files that the pages of an export use: stylesheets, scripts, pictures."""

import re
from pathlib import Path, PurePosixPath
from typing import Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

from portal.export import scripts

_IMPORT: Final = re.compile(r'^@import url\("([\w-]+\.css)"\);$', re.MULTILINE)
_HASH: Final = re.compile(r"\.[0-9a-f]{12}(?=\.[a-z]+\Z)")


class Statics:
    """Static files by their addresses, each written to the export once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written: dict[str, str] = {}

    def file(self, address: str) -> str:
        """Write the file at a static address to the export; returns where it lies there."""
        if address not in self._written:
            name = address.removeprefix(settings.STATIC_URL)
            path = PurePosixPath("static", _HASH.sub("", name))
            target = self._folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_bytes(name))
            self._written[address] = str(path)
        return self._written[address]


def _bytes(name: str) -> bytes:
    """What is served under a static name, in a form that works without a server."""
    plain = _HASH.sub("", name)
    folder, _, last = plain.rpartition("/")
    if plain.endswith(".js"):
        return scripts.plain(last, lambda other: _read(f"{folder}/{other}").decode()).encode()
    data = _read(plain)
    if plain.endswith(".css"):
        text = data.decode()
        for imported in _IMPORT.findall(text):
            whole = _read(f"{folder}/{imported}").decode()
            text = text.replace(f'@import url("{imported}");', whole)
        return text.encode()
    return data


def _read(name: str) -> bytes:
    """A static file as it was collected, or as it lies in the sources."""
    if staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as file:
            return bytes(file.read())
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(f"there is no static file {name}")
    return Path(found).read_bytes()
