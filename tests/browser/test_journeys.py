"""What readers come for, in a real browser."""

import re

from playwright.sync_api import Page, expect

from tests.conftest import NewPage
from tests.served import Portal

DISK_FORMAT = "/glance/images/images/*/disk_format/"


def test_from_home_by_search_to_disk_format(page: Page, portal: Portal) -> None:
    page.goto(portal.url)
    page.keyboard.press("/")
    search = page.locator("#search")
    expect(search).to_be_focused()
    page.keyboard.type("disk_fo")
    hits = page.locator("#found a.hit")
    expect(hits).to_have_count(3)
    expect(hits.first.locator(".hit-name")).to_have_text("disk_format")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    expect(hits.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(search).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{DISK_FORMAT}")
    expect(page.locator("h1")).to_have_text("disk_format")
    expect(page.locator(".answer")).to_contain_text("string or null · one of 12 values")


def test_enter_leads_to_all_results(page: Page, portal: Portal) -> None:
    page.goto(portal.url)
    page.locator("#search").fill("qcow2")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=qcow2")
    expect(page.locator(".hits li")).to_have_count(3)


def test_the_list_of_hits_closes(page: Page, portal: Portal) -> None:
    page.goto(portal.url)
    search, hits = page.locator("#search"), page.locator("#found a.hit")
    search.fill("disk")
    expect(hits).to_have_count(8)
    page.keyboard.press("Escape")
    expect(hits).to_have_count(0)
    expect(search).to_be_focused()
    search.fill("disks")
    expect(page.locator("#found")).to_contain_text("Nothing found for disks.")
    page.locator("h1").click()
    expect(page.locator("#found")).to_be_empty()
    search.fill("disk")
    expect(hits).to_have_count(8)
    for _ in range(11):  # past the last hit
        page.keyboard.press("Tab")
    expect(hits).to_have_count(0)


def test_filter_as_one_types(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}/glance/images/")
    rows = page.locator("#rows .row")
    expect(rows).to_have_count(44)
    page.locator("#filter").press_sequentially("disk")
    expect(rows).to_have_count(4)
    expect(page.locator("#rows mark")).to_have_count(3)
    expect(page).to_have_url(re.compile(r"\?q=disk"))
    page.get_by_label("enum").check()
    expect(rows).to_have_count(2)
    page.locator("#filter").fill("")
    expect(rows).to_have_count(6)
    page.locator("select[name=type]").select_option("boolean")
    expect(page.locator("#rows")).to_contain_text("nothing passes this filter")
    page.get_by_role("link", name="Show all").click()
    expect(rows).to_have_count(44)


def test_back_after_filtering_is_the_whole_page(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}/glance/images/")
    page.locator("#filter").fill("disk_f")
    rows = page.locator("#rows .row")
    expect(rows).to_have_count(2)
    page.locator("#rows").get_by_role("link", name="disk_format").click()
    page.wait_for_url(f"**{DISK_FORMAT}")
    page.go_back()
    expect(page.locator("header.bar")).to_be_visible()
    expect(page.locator("#filter")).to_have_value("disk_f")
    expect(rows).to_have_count(2)


def test_back_within_a_filtered_page_is_the_whole_page(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}/glance/images/")
    page.locator("#filter").fill("disk_f")
    expect(page.locator("#rows .row")).to_have_count(2)
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    page.go_back()
    page.wait_for_url(re.compile(r"\?q=disk_f[^#]*$"))
    expect(page.locator("header.bar")).to_be_visible()
    expect(page.locator("#rows .row")).to_have_count(2)


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


def test_the_outline_leads_to_a_row(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}/glance/images/")
    page.locator(".outline").get_by_role("link", name="os_version").click()
    expect(page.locator("[id='images/*/os_version']")).to_be_in_viewport()
    expect(page).to_have_url(f"{portal.url}/glance/images/#images/*/os_version")


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
