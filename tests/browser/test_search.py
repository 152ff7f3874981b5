"""The list under the search box, and the page of all results, in a real browser."""

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.conftest import NewPage
from tests.served import Portal

DISK_FORMAT = "/glance/images/images/*/disk_format/"


def test_by_keyboard_alone_to_a_property(page: Page, portal: Portal) -> None:
    page.goto(portal.url)
    search, options = page.locator("#search"), page.locator("#found [role=option]")
    page.keyboard.press("/")
    expect(search).to_be_focused()
    expect(search).to_have_attribute("role", "combobox")
    page.keyboard.type("disk_fo")
    expect(options).to_have_count(4)  # two hits, one of them in two places, and all results
    expect(search).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".search [role=status]")).to_have_text("2 properties found")
    expect(options.first.locator("mark").first).to_have_text("disk_fo")
    active = page.locator("#found [aria-selected=true]")
    expect(active).to_have_count(0)
    for keys, place in [
        (["ArrowDown"], 0),
        (["ArrowDown", "ArrowDown"], 2),
        (["ArrowUp"], 1),
        (["End"], 3),
        (["Home"], 0),
        (["ArrowUp", "ArrowUp"], 3),  # past the box itself
        (["ArrowDown", "ArrowDown", "ArrowDown"], 1),
    ]:
        for key in keys:
            page.keyboard.press(key)
        expect(active).to_have_attribute("id", f"found-{place}")
        expect(search).to_have_attribute("aria-activedescendant", f"found-{place}")
        expect(search).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{DISK_FORMAT}")
    expect(page.locator("h1")).to_have_text("disk_format")
    page.keyboard.press("Control+k")
    expect(search).to_be_focused()
    expect(page.locator("#found [role=group]")).to_have_count(1)  # what has just been opened
    expect(options).to_have_text([re.compile("^disk_format")])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{DISK_FORMAT}")


def test_the_list_closes_and_comes_back(page: Page, portal: Portal) -> None:
    page.goto(portal.url)
    search, found = page.locator("#search"), page.locator("#found")
    search.fill("disk")
    expect(found.locator(".hit")).to_have_count(6)
    page.keyboard.press("Escape")
    expect(found).to_be_hidden()
    expect(search).to_be_focused()
    expect(search).to_have_value("disk")
    expect(search).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(found.locator(".hit")).to_have_count(6)
    search.fill("zzzz")
    expect(found).to_contain_text("Nothing found for zzzz.")
    page.locator("h1").click()
    expect(found).to_be_hidden()
    search.fill("has:foo disk")
    expect(found).to_contain_text("has: does not know foo.")
    page.keyboard.press("Tab")
    expect(found).to_be_hidden()
    search.fill("qcow2")
    page.keyboard.press("Enter")  # without having chosen one: all results
    page.wait_for_url("**/search/?q=qcow2")
    expect(page.locator(".hits > li")).to_have_count(2)
    page.go_back()
    expect(found).to_be_hidden()


def test_a_late_answer_never_takes_the_place_of_a_newer_one(page: Page, portal: Portal) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        asked = parse_qs(urlsplit(route.request.url).query)["q"]
        if asked == ["disk"]:
            held.append(route)
        else:
            route.continue_()

    page.route("**/search/quick/**", hold)
    page.goto(portal.url)
    search, found = page.locator("#search"), page.locator("#found")
    with page.expect_request("**/search/quick/?q=disk"):
        search.fill("disk")
    search.fill("qcow2")
    expect(found.locator(".chip mark").first).to_have_text("qcow2")
    for route in held:
        route.fulfill(body="<p>late</p>", content_type="text/html")
    search.fill("md5")
    expect(found.locator(".hit-name").first).to_have_text("checksum")
    with page.expect_request("**/search/quick/?q=disk"):
        search.fill("disk")
    page.keyboard.press("Escape")  # nothing is wanted any more
    held[-1].fulfill(body="<p>late</p>", content_type="text/html")
    search.fill("raw")
    expect(found).not_to_contain_text("late")
    expect(found.locator(".chip").first).to_have_text("raw")


def test_what_is_remembered_stays_here_and_can_be_forgotten(page: Page, portal: Portal) -> None:
    for text in ("disk_format", "zzz", "disk_format", "has:enum", "disk_format"):
        page.goto(f"{portal.url}/search/?q={text}")
    page.goto(f"{portal.url}{DISK_FORMAT}")
    page.locator("#search").click()
    options = page.locator("#found [role=option]")
    # Not what found nothing; each once, the latest first.
    expect(options).to_have_text(["disk_format", "has:enum", re.compile("^disk_format glance/")])
    page.get_by_role("button", name="Forget these").click()
    expect(page.locator("#found")).to_be_hidden()
    page.reload()
    page.keyboard.press("/")
    expect(options).to_have_count(1)  # this page, which has been opened again
    kept = page.evaluate("JSON.stringify({...localStorage})")
    assert "has:enum" not in kept
    # What others may have written there does no harm.
    for evil in ('{"a": 1}', "nonsense", '[{"url": "javascript:alert(1)", "text": "x"}, null]'):
        page.evaluate(f"localStorage.setItem('recent-searches', {json.dumps(evil)})")
        page.goto(portal.url)
        page.keyboard.press("/")
        expect(options).to_have_count(1)


@pytest.mark.parametrize("screen", [{"width": 360, "height": 740}, {"width": 1440, "height": 900}])
def test_everybody_can_use_the_list(
    new_page: NewPage, portal: Portal, screen: dict[str, int]
) -> None:
    page = new_page(viewport=screen, bypass_csp=True, color_scheme="dark")
    page.goto(f"{portal.url}/search/?q=disk+has:foo+-image")
    page.locator("#search").fill("image -store has:foo")
    expect(page.locator("#found .hit")).to_have_count(8)
    page.keyboard.press("ArrowDown")
    box = page.locator("#found").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= screen["width"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    results = Axe().run(page)
    assert not results.violations_count, results.generate_report()
    for element in page.locator("#found [role=option]").all():
        size = element.bounding_box()
        assert size is not None
        assert size["height"] >= 24


def test_chinese_is_asked_for_when_it_is_composed(page: Page, portal: Portal) -> None:
    page.goto(portal.url)
    page.locator("#search").focus()
    page.wait_for_function("document.querySelector('#search').role === 'combobox'")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    client = page.context.new_cdp_session(page)
    for text in ("c", "ci", "cip"):
        client.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": 3, "selectionEnd": 3}
        )
    client.send("Input.insertText", {"text": "磁盘"})
    expect(page.locator("#found")).to_contain_text("Nothing found for 磁盘.")
    assert [parse_qs(urlsplit(url).query)["q"] for url in asked if "quick" in url] == [["磁盘"]]
