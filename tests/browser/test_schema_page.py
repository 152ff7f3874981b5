"""The page of a schema: filter, outline, keys, and rows that unfold."""

import re
import time

import pytest
from playwright.sync_api import Page, Route, expect

from tests.conftest import NewPage
from tests.served import Portal

IMAGES = "/glance/images/"


@pytest.fixture
def images(page: Page, portal: Portal) -> Page:
    page.goto(portal.url + IMAGES)
    return page


def test_filter_as_one_types(images: Page, portal: Portal) -> None:
    rows, told = images.locator("#rows .row"), images.locator(".filter-shown")
    expect(told).to_have_text("44 properties")
    images.locator("#filter").press_sequentially("disk")
    expect(rows).to_have_count(4)
    expect(images.locator("#rows mark")).to_have_count(3)
    expect(told).to_have_text("3 of 44 properties Clear")
    expect(images).to_have_url(f"{portal.url}{IMAGES}?q=disk")
    enum = images.get_by_label(re.compile("^enum"))
    expect(images.locator("label", has=enum)).to_have_text("enum 1")
    expect(images.get_by_label(re.compile("^required"))).to_be_disabled()
    enum.check()
    expect(rows).to_have_count(2)
    expect(enum).to_be_focused()
    images.locator("#filter").fill("")
    expect(rows).to_have_count(6)
    expect(images).to_have_url(f"{portal.url}{IMAGES}?has=enum")
    images.locator("select[name=type]").select_option("string")
    expect(images).to_have_url(f"{portal.url}{IMAGES}?type=string&has=enum")
    images.locator("#filter").fill("zzz")
    expect(images.locator("#rows")).to_be_empty()
    expect(told).to_contain_text("Nothing passes: 0 of 44")
    images.get_by_role("link", name="Clear").click()
    expect(told).to_have_text("44 properties")
    expect(images).to_have_url(portal.url + IMAGES)
    expect(images.locator("#filter")).to_be_focused()
    images.locator("#filter").fill("disk_f")
    expect(rows).to_have_count(2)
    images.locator("#rows").get_by_role("link", name="disk_format").click()
    expect(images.locator("h1")).to_have_text("disk_format")
    images.go_back()
    expect(images.locator("#filter")).to_have_value("disk_f")
    expect(rows).to_have_count(2)
    expect(images.locator("header.bar")).to_be_visible()


def test_a_late_answer_leaves_the_place_in_the_page(images: Page, portal: Portal) -> None:
    def slowly(route: Route) -> None:
        time.sleep(0.4)
        route.continue_()

    images.route("**/?q=disk_f", slowly)
    images.locator("#filter").fill("disk_f")
    with images.expect_request("**/?q=disk_f"):
        pass
    images.evaluate("location.hash = 'main'")
    expect(images.locator("#rows .row")).to_have_count(2)
    expect(images).to_have_url(f"{portal.url}{IMAGES}?q=disk_f#main")
    images.go_back()
    expect(images).to_have_url(re.compile(r"images/(\?q=disk_f)?$"))
    expect(images.locator("header.bar")).to_be_visible()


def test_the_outline_leads_and_follows(images: Page, portal: Portal) -> None:
    outline = images.locator(".outline")
    expect(outline.locator("[aria-current]")).to_have_text("images")
    outline.get_by_role("link", name="os_version").click()
    expect(images.locator("[id='images/*/os_version']")).to_be_in_viewport()
    expect(images).to_have_url(f"{portal.url}{IMAGES}#images/*/os_version")
    images.evaluate("scrollTo(0, document.body.scrollHeight)")
    current = outline.locator("[aria-current]")
    expect(current).not_to_have_text("images")
    expect(current).to_be_in_viewport()
    images.set_viewport_size({"width": 360, "height": 740})
    images.evaluate("scrollTo(0, 0)")
    expect(outline.get_by_role("link", name="disk_format")).to_be_hidden()
    outline.locator("summary").click()
    outline.get_by_role("link", name="disk_format").click()
    expect(images.locator("[id='images/*/disk_format']")).to_be_in_viewport()
    assert images.evaluate("document.documentElement.scrollWidth") <= 360


def test_by_keyboard(new_page: NewPage, portal: Portal) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(portal.url + IMAGES)
    focused = page.locator(".row a:focus")
    for key, name in (("j", "images"), ("j", "id"), ("j", "name"), ("k", "id"), ("k", "images")):
        page.keyboard.press(key)
        expect(focused).to_have_text(name)
    inside = page.locator("[id=images] > details")
    page.keyboard.press("h")
    expect(inside).not_to_have_attribute("open", "")
    page.keyboard.press("j")
    expect(focused).to_have_text("first")
    page.keyboard.press("k")
    page.keyboard.press("l")
    expect(inside).to_have_attribute("open", "")
    page.keyboard.press("j")
    page.keyboard.press("h")  # up to what encloses it
    expect(focused).to_have_text("images")
    page.keyboard.press("j")
    page.keyboard.press("y")
    expect(page.locator("#keys-said")).to_have_text("Link copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{portal.url}{IMAGES}images/*/id/"
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("next row, row before")
    page.keyboard.press("j")
    expect(focused).to_have_count(0)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("f")
    page.keyboard.type("j?")
    expect(page.locator("#filter")).to_have_value("j?")
    page.locator("#filter").fill("os_hid")
    expect(page.locator("#rows .row")).to_have_count(2)
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("o")
    expect(page.locator("h1")).to_have_text("os_hidden")
    page.go_back()
    page.keyboard.press("[")
    page.wait_for_url("**/versions/3/**")


def test_long_lists_unfold_in_place(images: Page) -> None:
    row = images.locator("[id='images/*/status']")
    expect(row.get_by_text("deactivated")).to_be_hidden()
    row.get_by_text("+3").click()
    expect(row.get_by_text("deactivated")).to_be_visible()
