"""The same without script."""

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import NewPage
from tests.served import Portal


@pytest.fixture
def page(new_page: NewPage) -> Page:
    return new_page(java_script_enabled=False)


def test_from_home_by_search_to_disk_format(page: Page, portal: Portal) -> None:
    page.goto(portal.url)
    page.locator("#search").fill("disk_format")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=disk_format")
    page.locator(".places a", has_text="glance/images").first.click()
    page.wait_for_url("**/glance/images/images/*/disk_format/")
    expect(page.locator(".answer")).to_contain_text("one of 12 values")


def test_what_needs_script_is_not_shown(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}/glance/images/images/*/disk_format/")
    expect(page.locator("[data-theme-switch]")).to_be_hidden()
    expect(page.locator(".copies button").first).to_be_hidden()


def test_the_filter_has_a_button(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}/glance/images/")
    page.locator("#filter").fill("disk")
    page.get_by_label("enum").check()
    page.get_by_role("button", name="Filter").click()
    expect(page.locator("#rows .row")).to_have_count(2)
    expect(page.locator("#filter")).to_have_value("disk")
    expect(page.get_by_label("enum")).to_be_checked()


def test_what_is_folded_up_unfolds(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}/glance/images/")
    url = page.locator("[id='images/*/locations/*/url']")
    expect(url).to_be_hidden()
    page.locator("[id='images/*/locations'] > details > summary").click()
    expect(url).to_be_visible()


def test_a_cold_link_opens_what_encloses_it(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}/glance/images/#images/*/locations/*/url")
    expect(page.locator("[id='images/*/locations/*/url']")).to_be_in_viewport()


def test_following_history(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}/glance/images/images/*/status/")
    page.get_by_role("link", name="compare with v1").click()
    expect(page.locator(".sides")).to_contain_text("uploading")
    page.get_by_label("with").select_option("glance/images@4")
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**/glance/images/compare/1...4/")
    page.go_back()
    page.go_back()
    expect(page.locator("h1")).to_have_text("status")
