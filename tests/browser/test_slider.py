"""The slider through the versions of a schema."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import NewPage
from tests.served import Portal

IMAGES = "/glance/images/"


@pytest.fixture
def images(page: Page, portal: Portal) -> Page:
    """The schema's page, with the slider focused."""
    page.goto(portal.url + IMAGES)
    page.locator("input.slide").focus()
    return page


def at(page: Page, portal: Portal, number: int | None, query: str = "") -> None:
    """The page is at version `number` (None: the current one, unpinned), wherever it says so."""
    path = IMAGES if number is None else f"{IMAGES}versions/{number}/"
    shown = number or 4
    expect(page).to_have_url(f"{portal.url}{path}{query}")
    expect(page.locator("#version")).to_have_attribute("data-number", str(shown))
    expect(page.locator("#version-told")).to_contain_text(f"{shown} of 4")
    expect(page.locator("input.slide")).to_have_value(str(shown))
    title = "glance/images" if number is None else f"glance/images, version {number}"
    expect(page).to_have_title(f"{title} · Schema Portal")


def test_by_keyboard_and_back(images: Page, portal: Portal) -> None:
    for number in (3, 2):
        images.keyboard.press("ArrowLeft")
        at(images, portal, number)
    slide = images.locator("input.slide")
    expect(slide).to_be_focused()
    expect(slide).to_have_attribute("aria-valuetext", "version 2, 2018-08-30")
    images.go_back()
    at(images, portal, 3)
    images.go_back()
    at(images, portal, None)
    images.go_forward()
    at(images, portal, 3)


def test_it_shows_the_page_as_it_was_with_what_changed(images: Page, portal: Portal) -> None:
    images.keyboard.press("End")
    images.keyboard.press("ArrowLeft")
    images.keyboard.press("ArrowRight")
    at(images, portal, 4)
    gone = images.locator("[id='images/*/backend']")
    expect(gone.locator("s")).to_have_text("backend")
    expect(gone.locator(".marked")).to_contain_text("removed")
    expect(images.locator("[id='images/*/stores'] .marked")).to_contain_text("added")
    expect(images.locator(".against")).to_contain_text("1 changed")


def test_it_is_the_page_that_the_address_has(images: Page, portal: Portal) -> None:
    images.keyboard.press("Home")
    at(images, portal, 1)
    slid = images.locator("#version").inner_html()
    images.reload()
    at(images, portal, 1)
    assert images.locator("#version").inner_html() == slid


def test_it_does_not_load_the_page_anew_and_does_not_move(images: Page, portal: Portal) -> None:
    images.evaluate("window.same = true")
    slide = images.locator("input.slide")
    before = slide.bounding_box()
    images.keyboard.press("Home")
    at(images, portal, 1)
    assert images.evaluate("window.same") is True
    after = slide.bounding_box()
    assert before is not None
    assert after is not None
    assert (after["x"], after["y"]) == (before["x"], before["y"])


def test_what_it_shows_is_announced_once_the_reader_rests(images: Page, portal: Portal) -> None:
    said = images.locator("#version-said")
    expect(said).to_have_attribute("role", "status")
    images.keyboard.press("ArrowLeft")
    expect(said).to_have_text("Version 3, 2019-04-10: 2 added, 0 removed, 1 changed")


def test_dragging_makes_one_step_of_history(images: Page, portal: Portal) -> None:
    length = images.evaluate("history.length")
    box = images.locator("input.slide").bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    images.mouse.move(box["x"] + box["width"] - 8, middle)
    images.mouse.down()
    for share in (0.7, 0.4, 0.2, 0.0):
        images.mouse.move(box["x"] + box["width"] * share, middle, steps=3)
    images.mouse.up()
    at(images, portal, 1)
    assert images.evaluate("history.length") == length + 1
    images.go_back()
    at(images, portal, None)


def test_a_filter_stays(images: Page, portal: Portal) -> None:
    images.locator("#filter").fill("os_ha")
    rows = images.locator("#rows .row")
    expect(rows).to_have_count(7)
    images.locator("input.slide").focus()
    images.keyboard.press("Home")
    at(images, portal, 1, "?q=os_ha")
    expect(images.locator(".filter-shown")).to_contain_text("Nothing passes")
    expect(images.locator("#filter")).to_have_value("os_ha")
    images.locator("#filter").fill("os_v")  # the form of the version that came works as well
    expect(rows).to_have_count(2)
    at(images, portal, 1, "?q=os_v")


def test_only_what_changed_through_all_versions(images: Page, portal: Portal) -> None:
    images.keyboard.press("ArrowLeft")
    at(images, portal, 3)
    images.get_by_label("changed").check()
    rows = images.locator("#rows .row .marked")
    expect(rows).to_have_count(3)
    images.locator("input.slide").focus()
    images.keyboard.press("ArrowRight")
    expect(rows).to_have_count(5)


def test_what_was_folded_up_stays_so(images: Page, portal: Portal) -> None:
    images.keyboard.press("Home")
    at(images, portal, 1)
    inside = images.locator("[id='images'] > details")
    images.locator("[id='images'] > details > summary").click()
    expect(inside).not_to_have_attribute("open", "")
    images.locator("#version-told").get_by_role("link").last.wait_for()
    images.locator("input.slide").focus()
    images.keyboard.press("End")
    at(images, portal, 4)
    expect(inside).to_have_attribute("open", "")  # something in it has changed


def test_a_version_that_can_not_be_had_is_left_to_the_browser(
    new_page: NewPage, portal: Portal
) -> None:
    page = new_page(allow=("503", "Failed to load"))
    page.goto(portal.url + IMAGES)
    page.route("**/versions/3/", lambda route: route.fulfill(status=503, body="<p>not now</p>",
                                                             content_type="text/html"))  # fmt: skip
    page.locator("input.slide").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("body")).to_have_text("not now")


def test_following_a_mark_on_the_line(images: Page, portal: Portal) -> None:
    images.locator("#version-line a").first.click()
    at(images, portal, 1)


def test_without_script_there_are_links(new_page: NewPage, portal: Portal) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(portal.url + IMAGES)
    expect(page.locator("input.slide")).to_be_hidden()
    page.get_by_role("link", name=re.compile("the one before")).click()
    at(page, portal, 3)
    expect(page.locator("[id='images/*/backend'] .marked")).to_have_count(0)
    expect(page.locator(".against")).to_contain_text("2 added")
