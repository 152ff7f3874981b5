"""The pages of the portal and of its peers, visited cold in a real browser, in turns."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from tests.bench.downloads import FOLDER, VEGA_LITE, npm_file
from tests.bench.pages import bare, files, peers
from tests.bench.pages.browser import PATIENCE_SECONDS, Visit, visit
from tests.served import TOP, Portal

PORTAL, BARE = "Schema Portal", "bare page"
_MOST_TIMES, _MOST_BYTES = 1.3, 40_000
_MEASURED = """\
pages: each visit in a new browser, with nothing kept, from its start to what is looked for, as for
  somebody who opens a link first thing; in brackets since the address was asked for. The best
  visit counts. The bare page has the names, types, values and descriptions, and neither style nor
  script; it and the peers' come compressed from memory, the portal's from `manage.py serve`."""
_SAMPLE = TOP / "portal/ingest/samples/huawei-ims/2024-06-24/images.json"


@dataclass(frozen=True)
class Document:
    """A document to show: the words that must be painted, and the property to link to.

    `depth` is how many levels a peer must unfold to show the words.
    """

    name: str
    folder: str
    path: Callable[[], Path]
    words: tuple[str, ...]
    depth: int
    address: str  # of the portal's page
    linked: str  # of a nested property, on the portal's page
    anchor: str  # of the same on the bare page
    humans: str  # of the same on json-schema-for-humans'


DOCUMENTS = (
    Document(
        "Huawei's images", "images", lambda: _SAMPLE, ("disk_format", "qcow2"), 3,
        "/huawei-ims/images/", "/huawei-ims/images/#images/*/disk_format",
        "images/*/disk_format", "images_items_disk_format",
    ),
    Document(
        "vega-lite 6.5.0", "vega-lite", lambda: npm_file(*VEGA_LITE),
        ("TopLevelUnitSpec", "TopLevelRepeatSpec"), 1, "/bench/vega-lite/",
        "/bench/vega-lite/#@definitions/MarkDef/cornerRadiusTopLeft",
        "@definitions/MarkDef/cornerRadiusTopLeft", "",  # it has no address of its own there
    ),
)  # fmt: skip


@dataclass
class Tool:
    """What is visited, and what came of it; `link` leads to the nested property, if any can."""

    name: str
    page: str
    link: str = ""
    pages: list[Visit] = field(default_factory=list)
    links: list[Visit] = field(default_factory=list)

    def take_turn(self, playwright: Playwright, words: tuple[str, ...]) -> None:
        """Visit once more; not again, if a visit took too long."""
        if not self.pages or self.painted is not None:
            self.pages.append(visit(playwright, self.page, words))
        if self.link and (not self.links or self.in_view is not None):
            self.links.append(visit(playwright, self.link, ()))

    @property
    def painted(self) -> float | None:
        return min((each.painted for each in self.pages if each.painted), default=None)

    @property
    def shown(self) -> float | None:
        """Until it was painted, since the address was asked for."""
        return min((each.painted - each.began for each in self.pages if each.painted), default=None)

    @property
    def in_view(self) -> float | None:
        return min((each.in_view for each in self.links if each.in_view), default=None)

    @property
    def blocking(self) -> float:
        """Of the visit that was blocked the least: the others met noise."""
        return min(each.blocking for each in self.pages)

    @property
    def longest_task(self) -> float:
        return min(max(each.tasks, default=0) for each in [*self.pages, *self.links])


def bench(rounds: int) -> bool:
    """show a schema in Chromium, cold, beside Redoc, Elements, Swagger UI, Scalar and others"""
    with tempfile.TemporaryDirectory() as data, ExitStack() as stack:
        served = _write()
        base = stack.enter_context(files.served(FOLDER / "pages"))
        portal = stack.enter_context(_portal(Path(data)))
        playwright = stack.enter_context(sync_playwright())
        results = []
        print(_MEASURED)
        for document in DOCUMENTS:
            tools = list(_tools(document, portal, base, served))
            for _ in range(rounds):
                for tool in tools:
                    tool.take_turn(playwright, document.words)
            results.append(_report(document, tools))
    return all(results)


def _write() -> set[tuple[str, str]]:
    """Write all static pages; returns which of json-schema-for-humans' (tool, document) are."""
    done = set()
    for document in DOCUMENTS:
        data, folder = document.path().read_bytes(), FOLDER / "pages" / document.folder
        bare.write(data, folder / "bare")
        for each in peers.NPM:
            each.write(data, folder / each.package.replace("/", "-"), document.depth)
        if peers.write_humans(data, folder / peers.HUMANS):
            done.add((peers.HUMANS, document.folder))
    return done


@contextmanager
def _portal(data: Path) -> Iterator[str]:
    """The portal with the documents, as `manage.py serve` serves it; yields its address."""
    portal = Portal(data)
    with portal.served() as served:
        served.wait_until_ready()
        portal.manage("source", "add", "bench", "--kind", "json-schema")
        path = str(npm_file(*VEGA_LITE))
        done = portal.manage("import", path, "--source", "bench", "--schema", "vega-lite")
        if done.returncode:
            raise SystemExit(f"script/bench: {done.stderr}")
        yield portal.url


def _tools(
    document: Document, portal: str, base: str, served: set[tuple[str, str]]
) -> Iterator[Tool]:
    folder = f"{base}/{document.folder}"
    yield Tool(BARE, f"{folder}/bare/", f"{folder}/bare/#{document.anchor}")
    yield Tool(PORTAL, portal + document.address, portal + document.linked)
    for each in peers.NPM:
        yield Tool(each.name, f"{folder}/{each.package.replace('/', '-')}/{each.fragment}")
    if (peers.HUMANS, document.folder) in served:
        page = f"{folder}/{peers.HUMANS}/"
        link = f"{page}#{document.humans}" if document.humans else ""
        yield Tool(peers.HUMANS, page, link)


def _report(document: Document, tools: list[Tool]) -> bool:
    """Print a line for each tool; whether the portal is within its bounds."""
    own = {tool.name: tool for tool in tools}
    first, ours = own[BARE], own[PORTAL]
    print(f"pages: {document.name}, until {' and '.join(document.words)} are painted")
    print(f"  {'':<24}{'painted':>12}{'':>17}{'blocked':>11}{'sent':>11}{'asked':>6}{'linked':>14}")
    for tool in tools:
        linked = _ms(tool.in_view) if tool.link else "no link"
        print(
            f"  {tool.name:<24}{_ms(tool.painted):>12}{_shown(tool):>9}"
            f"{_times(tool.painted, first.painted):>8}"
            f"{tool.blocking:>8,.0f} ms{tool.pages[0].bytes / 1000:>8,.0f} kB"
            f"{tool.pages[0].requests:>6}{linked:>14}{_times(tool.in_view, first.in_view):>9}"
        )
    bounds = {
        f"painted within {_MOST_TIMES} times the bare page": _within(ours.painted, first.painted),
        f"linked within {_MOST_TIMES} times the bare page": _within(ours.in_view, first.in_view),
        f"at most {_MOST_BYTES / 1000:.0f} kB": ours.pages[0].bytes <= _MOST_BYTES,
        f"no task over 50 ms (longest {ours.longest_task:.0f})": ours.longest_task == 0,
    }
    for bound, held in bounds.items():
        print(f"  {'' if held else 'NOT '}{bound}")
    return all(bounds.values())


def _within(ours: float | None, first: float | None) -> bool:
    return ours is not None and first is not None and ours <= _MOST_TIMES * first


def _ms(value: float | None) -> str:
    return f"not in {PATIENCE_SECONDS} s" if value is None else f"{value:,.0f} ms"


def _shown(tool: Tool) -> str:
    return "" if tool.shown is None else f"({tool.shown:,.0f})"


def _times(value: float | None, first: float | None) -> str:
    return f"x {value / first:.1f}" if value and first else ""
