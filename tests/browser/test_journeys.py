"""What readers come for, in a real browser."""

from playwright.sync_api import Page, expect

from tests.conftest import NewPage
from tests.served import Portal

DISK_FORMAT = "/glance/images/images/*/disk_format/"


def test_a_cold_link_to_a_nested_property_opens_what_encloses_it(
    page: Page, portal: Portal
) -> None:
    page.goto(f"{portal.url}/glance/images/#images/*/locations/*/url")
    url = page.locator("[id='images/*/locations/*/url']")
    expect(url).to_be_visible()
    expect(url).to_be_in_viewport()
    page.goto(f"{portal.url}/glance/images/images/*/locations/*/url/")
    expect(page.locator("h1")).to_have_text("url")
    page.locator(".crumbs").get_by_role("link", name="locations").click()
    expect(page.locator(".rows")).to_contain_text("validation_data")


def test_following_history(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}/glance/images/images/*/status/")
    page.locator(".blame").get_by_role("link", name="v2", exact=True).click()
    expect(page.locator(".notice")).to_contain_text("This is version 2 as it was, for ever.")
    page.get_by_role("link", name="compare the two").click()
    page.wait_for_url("**/glance/images/compare/2...4/")
    expect(page.locator(".sides")).to_contain_text("cinder_encryption_key_id")
    page.get_by_label("Compare version").select_option("glance/images@1")
    page.get_by_label("with").select_option("glance/images@2")
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**/glance/images/compare/1...2/")
    expect(page.locator(".sides")).to_contain_text("uploading")
    for _ in range(3):
        page.go_back()
    expect(page.locator("h1")).to_have_text("status")


def test_times_are_in_the_readers_zone(new_page: NewPage, portal: Portal) -> None:
    page = new_page(timezone_id="Asia/Shanghai", locale="en-GB")
    page.goto(f"{portal.url}/glance/images/versions/")
    expect(page.locator("time").first).to_have_text("2026-09-30")  # a day is one everywhere
