"""A document with more properties than are sent at once."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import NewPage
from tests.pages.scene import large
from tests.served import Portal

PART = "@definitions/part3"


@pytest.fixture(scope="module")
def address(portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> str:
    portal.manage("source", "add", "big", "--kind", "json-schema")
    path = tmp_path_factory.mktemp("large") / "large.json"
    path.write_text(json.dumps(large(3000)))
    done = portal.manage("import", str(path), "--source", "big", "--schema", "large")
    assert done.returncode == 0, done.stderr
    return f"{portal.url}/big/large/"


def test_what_is_folded_up_comes_when_it_is_unfolded(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("#rows .row")).to_have_count(150)
    part = page.locator(f"[id='{PART}']")
    part.locator("summary").first.click()
    expect(part.locator(".row")).to_have_count(1 + 20)
    part.locator(".cell-type").first.click()  # anywhere on the row
    expect(part.locator(".nested")).to_be_hidden()
    part.locator(".cell-type").first.click()
    expect(part.locator(".row")).to_have_count(1 + 20)
    expect(part.locator(".nested")).to_be_visible()


def test_a_cold_link_unfolds_without_another_page(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on(
        "request", lambda request: asked.append(request.url) if "large" in request.url else None
    )
    page.goto(f"{address}#{PART}/p3_7")
    expect(page.locator(f"[id='{PART}/p3_7']")).to_be_in_viewport()
    assert asked == [f"{address}", f"{address}?open=%40definitions%2Fpart3%2Fp3_7"]
    expect(page.locator("#rows > *")).to_have_count(150)


def test_a_cold_link_to_nowhere_shows_the_page(new_page: NewPage, address: str) -> None:
    page = new_page(allow=("404",))
    page.goto(f"{address}#nowhere")
    expect(page.locator("#rows .row")).to_have_count(150)


def test_a_circle_is_followed_within_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}?under=@definitions/part3#{PART}")
    page.evaluate("window.same = true")
    page.get_by_role("link", name="→ #part4").click()
    expect(page.locator("[id='@definitions/part4/p4_0']")).to_be_visible()
    expect(page.locator(".outline [aria-current]")).to_have_count(1)
    assert page.evaluate("window.same") is True


def test_nothing_hangs(page: Page, address: str) -> None:
    page.add_init_script(
        "window.long = []; new PerformanceObserver((list) => long.push(...list.getEntries()"
        ".map((each) => each.duration))).observe({ type: 'longtask', buffered: true })"
    )
    page.goto(address)
    expect(page.locator(".outline a")).to_have_count(150)
    page.locator("#filter").fill("p149_1")
    expect(page.locator("#rows .row")).to_have_count(1 + 10)
    # The bound is 50 ms, which script/bench holds; a busy machine may take several times as long.
    assert max(page.evaluate("window.long"), default=0) < 400


def test_without_script_links_unfold(new_page: NewPage, address: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(address)
    part = page.locator(f"[id='{PART}']")
    expect(part.locator("summary")).to_be_hidden()
    part.get_by_role("link", name="#part3").click()
    expect(part.locator(".row")).to_have_count(1 + 20)
    expect(part).to_be_in_viewport()
