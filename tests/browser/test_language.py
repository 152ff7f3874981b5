"""The switch between the languages, with script and without."""

import re

from playwright.sync_api import expect

from tests.conftest import NewPage
from tests.served import Portal


def test_it_works_without_script_and_stays(new_page: NewPage, portal: Portal) -> None:
    page = new_page(java_script_enabled=False, locale="en-GB")
    address = f"{portal.url}/changes/?source=glance&impact=warning"
    page.goto(address)
    page.get_by_role("button", name="简体中文").locator("visible=true").click()
    expect(page).to_have_url(address)
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    page.goto(f"{portal.url}/rules/")
    expect(page.get_by_role("heading", level=1)).to_have_text("判定规则")
    page.get_by_role("button", name="English").locator("visible=true").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rules of the verdicts")


def test_with_script_it_keeps_the_place_and_what_was_filtered(
    new_page: NewPage, portal: Portal
) -> None:
    page = new_page(locale="zh-CN")
    page.goto(f"{portal.url}/rules/")
    expect(page.get_by_role("heading", level=1)).to_have_text("判定规则")
    page.locator("#filter").press_sequentially("enum")
    expect(page).to_have_url(re.compile(r"q=enum"))
    page.evaluate("location.hash = 'enum-value-removed'")
    page.get_by_role("button", name="English").locator("visible=true").click()
    expect(page).to_have_url(f"{portal.url}/rules/?q=enum#enum-value-removed")
    expect(page.get_by_role("heading", level=1)).to_have_text("Rules of the verdicts")
