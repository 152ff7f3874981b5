"""A whole export: pages, files, search, and what they need, in a folder."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urljoin, urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation

from portal.catalog import freshness
from portal.export import asking, files, index, rewriting
from portal.export.choosing import HOME, SEARCH, Choice, Page
from portal.export.statics import Statics

MARK: Final = "schema-portal-export.json"  # lies at the top of every export
_INDEX: Final = f"{SEARCH}index.js"
_EVERYWHERE: Final = ("js/export-page.js",)  # scripts of every page
# Queries that only say what of a page is unfolded; here all of it is.
_UNFOLDING: Final = frozenset({"under", "open", "whole"})
_PINNED: Final = re.compile(r"(?P<page>.+/versions/\d+/)(?P<place>.+)/")
_FURTHER: Final = re.compile(r"/changes/|.+/compare/[^/]+/\Z")  # pages that go on on others
_NEXT: Final = re.compile(r'<a rel="next" href="(/[^"?]+\?[^"]+)">')

_Step = Callable[[str], object]


@dataclass
class Site:
    """An export to be written to the empty folder `folder`, in `language`."""

    choice: Choice
    folder: Path
    language: str
    _files: files.Files = field(default_factory=files.Files)
    _pages: list[Page] = field(default_factory=list)
    _statics: Statics = field(init=False)

    def __post_init__(self) -> None:
        self._statics = Statics(self.folder)
        self._pages = list(self.choice.pages())
        for page in self._pages:
            self._files.page(page.address)
            if page.ask:
                self._files.also(page.ask, page.address)
        for file in self.choice.files():
            self._files.other(file.address, file.name)
        for address in (HOME, SEARCH):
            self._files.page(address)
        self._files.other(_INDEX, _INDEX)
        for address, same_as in self.choice.aliases().items():
            self._files.also(address, same_as)

    def __len__(self) -> int:
        """How many steps there are at first; a long history adds some."""
        return len(self._pages) + sum(1 for _ in self.choice.files()) + 1

    def write(self, step: _Step) -> int:
        """Write it all, calling `step` with each address; returns how many pages there are.

        Nothing is written down to be fetched. Raises asking.NotAnswered.
        """
        with translation.override(self.language), freshness.undisturbed():
            for page in self._pages:  # grows by the further pages of a long history
                step(page.address)
                self._write_page(page.address, asking.ask(page.ask or page.address).text)
            for file in self.choice.files():
                step(file.address)
                self._write(self._files.other(file.address, ""), asking.ask(file.address).content)
            step(SEARCH)
            self._write_search()
            self._write_start()
        told = {"sources": [each.name for each in self.choice.sources], "language": self.language}
        self._write(MARK, json.dumps(told | {"portal": settings.PORTAL_URL}).encode())
        return len(self._pages) + 1

    def _write_page(self, address: str, html: str) -> None:
        for further in _NEXT.findall(html) if _FURTHER.match(urlsplit(address).path) else ():
            plain = further.replace("&amp;", "&")
            if plain not in self._files:
                self._files.page(plain)
                self._pages.append(Page(plain))
        path = self._files.page(address)
        scripts = tuple(static(each) for each in _EVERYWHERE)

        def link(url: str) -> str | None:
            return self._link(address, path, url)

        self._write(path, rewriting.rewritten(html, link, scripts).encode())

    def _write_search(self) -> None:
        path = self._files.page(SEARCH)
        html = render_to_string("export/search.html", {}, asking.request_for(SEARCH))
        self._write_page(SEARCH, html)
        names = {each.name for each in self.choice.sources}
        script = index.script(names, lambda address: self._link(SEARCH, path, address))
        self._write(self._files.other(_INDEX, _INDEX), script.encode())

    def _write_start(self) -> None:
        """What a reader opens first, where the portal's own home tells of more than is here."""
        if self.choice.is_all:
            return
        schemas = list(self.choice.schemas())
        context = {
            "sources": [
                (source, [each for each in schemas if each.source_id == source.pk])
                for source in self.choice.sources
            ]
        }
        html = render_to_string("export/start.html", context, asking.request_for(HOME))
        self._write_page(HOME, html)

    def _link(self, address: str, path: str, url: str) -> str | None:
        """What leads from the page at `address`, which lies at `path`, to `url`; None if nothing
        of the export does.
        """
        if url.startswith("#"):
            return url
        absolute = urlsplit(urljoin(f"//portal{address}", url))
        if absolute.scheme or absolute.netloc != "portal":
            return url
        fragment = f"#{absolute.fragment}" if absolute.fragment else ""
        asked = f"?{absolute.query}" if absolute.query else ""
        if absolute.path.startswith(settings.STATIC_URL):
            return files.link(path, self._statics.file(absolute.path))
        if absolute.path == SEARCH:
            return files.link(path, self._files.page(SEARCH)) + asked
        if absolute.path + asked in self._files:
            return files.link(path, self._files.page(absolute.path + asked)) + fragment
        if absolute.path in self._files and parse_qs(asked[1:], True).keys() <= _UNFOLDING:
            return files.link(path, self._files.page(absolute.path)) + fragment
        pinned = _PINNED.fullmatch(absolute.path)
        if pinned and pinned["page"] in self._files:
            return f"{files.link(path, self._files.page(pinned['page']))}#{pinned['place']}"
        return None

    def _write(self, path: str, data: bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
