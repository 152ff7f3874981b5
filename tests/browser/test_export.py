"""An export, opened as files by a browser that reaches no network."""

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from portal.search import asked, query
from tests.conftest import NewPage
from tests.served import Portal

QUESTIONS = (
    "disk_format", "disk format", "diskformat", "qcow2", "id", "min", "images", "isk", "UUID",
    "image status", "images disk", '"disk image"', "READ-ONLY", "os_hidden", "url", "镜像",
    "nothing-of-this", "32",
)  # fmt: skip
# Of each hit: its path, and where it is.
HITS = """() => [...document.querySelectorAll(".hits > li")].map((hit) => [
  hit.querySelector(".hit-where").textContent || hit.querySelector(".hit-name").textContent,
  [...hit.querySelectorAll(".places a")].map((place) => place.textContent),
])"""


@pytest.fixture(scope="module")
def site(portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / "site"
    done = portal.manage("export-site", str(folder), "--source", "huawei-ims")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def files(new_page: NewPage) -> Page:
    """A page that may ask for files and for nothing else, and that has no errors."""
    return new_page(allow=("another host: file:///",))


def test_read_search_and_follow(site: Path, files: Page) -> None:
    failed: list[str] = []
    files.on("requestfailed", lambda request: failed.append(request.url))
    files.goto(f"{site.as_uri()}/index.html")
    files.keyboard.press("/")
    files.keyboard.type("disk format")
    files.keyboard.press("Enter")
    first = files.locator(".hits > li").first
    expect(first.locator(".hit-name")).to_have_text("disk_format")
    expect(files.locator("[data-export-search] [role=status]")).to_contain_text("exact names first")
    files.get_by_role("searchbox").fill("qcow2")  # as one types
    expect(first.locator(".chip", has_text="qcow2")).to_be_visible()
    first.get_by_role("link", name="huawei-ims / images").click()
    expect(files.locator("h1")).to_contain_text("disk_format")

    files.goto(f"{site.as_uri()}/huawei-ims/images/index.html#images/*/status")
    expect(files.locator("[id='images/*/status']")).to_be_in_viewport()
    files.get_by_role("button", name="Switch between light and dark").click()
    theme = files.locator("html").get_attribute("data-theme") or "none"
    files.locator("[id='images/*/status'] .cell-name a").click()
    expect(files.locator("html")).to_have_attribute("data-theme", theme)
    raw = files.get_by_role("link", name="its bytes, as served").get_attribute("href") or ""
    served = Path(unquote(urlsplit(files.url).path)).parent / unquote(raw)
    assert json.loads(served.read_bytes())["name"] == "images"
    assert failed == []


def test_no_script_of_a_text_runs(site: Path, new_page: NewPage) -> None:
    page = new_page(allow=("another host: file:///", "Content Security Policy"))
    page.goto(f"{site.as_uri()}/index.html")
    page.evaluate(
        "() => { const made = document.createElement('script');"
        " made.textContent = 'window.ran = 1'; document.body.append(made) }"
    )
    assert page.evaluate("window.ran") is None


def test_it_finds_what_the_portal_finds(
    site: Path, files: Page, samples: object, transactional_db: None
) -> None:
    files.goto(f"{site.as_uri()}/search/index.html")
    status = files.locator("[data-export-search] [role=status]")
    for question in QUESTIONS:
        hits = query.find(asked.parse(f"{question} source:huawei-ims")).hits
        files.get_by_role("searchbox").fill(question)
        told = [
            [hit.path, [f"{place.source} / {place.schema}" for place in hit.places]]
            for hit in hits
            if not hit.is_similar
        ]
        assert files.evaluate(HITS) == told, question
        expect(status).to_have_text(
            "1 property, exact names first"
            if len(told) == 1
            else f"{len(told)} properties, exact names first"
        )
