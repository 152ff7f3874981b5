"""The history's filters, lines that unfold, and the rules, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import NewPage
from tests.served import Portal

ROWS = ".told details.line"


def test_filters_apply_as_they_are_chosen(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}/changes/")
    everything = page.locator(ROWS).count()
    assert everything > 5
    page.get_by_label("Schema", exact=True).select_option("image")
    page.wait_for_url("**/changes/?schema=image")
    expect(page.locator(".version-changes").first).to_contain_text("glance/image version 4")
    expect(page.locator("h1")).to_have_text("Changes in image of every source")
    page.get_by_role("checkbox", name="Safe").check()
    page.wait_for_url("**/changes/?schema=image&impact=safe")
    expect(page.locator(f"{ROWS} > summary .impact:not(.safe)")).to_have_count(0)
    expect(page.get_by_role("checkbox", name="Safe")).to_be_focused()
    page.get_by_label("Property").fill("stores")
    page.keyboard.press("Enter")
    page.wait_for_url("**/changes/?schema=image&property=stores&impact=safe")
    expect(page.locator(ROWS)).to_have_count(1)
    page.go_back()
    page.go_back()
    page.go_back()
    expect(page.locator(ROWS)).to_have_count(everything)


def test_the_form_keeps_what_is_typed_while_another_filter_is_chosen(
    page: Page, portal: Portal
) -> None:
    page.goto(f"{portal.url}/changes/?property=status")
    page.get_by_label("What happened").select_option("added")
    page.wait_for_url("**/changes/?property=status&kind=added")
    expect(page.get_by_label("Property")).to_have_value("status")


def test_a_line_unfolds_by_keyboard_and_leads_to_its_rule(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}/changes/?source=glance&schema=images&property=images[].status")
    line = page.locator(ROWS).first
    summary = line.locator("summary")
    expect(line.locator(".reasons")).to_be_hidden()
    summary.focus()
    page.keyboard.press("Enter")
    expect(line.locator(".reasons")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rules/#enum-value-added")
    expect(page.locator("#enum-value-added")).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 1440])
def test_one_change_takes_one_line(new_page: NewPage, portal: Portal, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    page.goto(f"{portal.url}/changes/?schema=image&kind=removed")
    summary = page.locator(f"{ROWS} > summary").first.bounding_box()
    assert summary is not None
    assert summary["height"] <= (32 if width > 1000 else 56)


def test_without_script(new_page: NewPage, portal: Portal) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{portal.url}/changes/")
    page.get_by_label("Schema", exact=True).select_option("image")
    page.get_by_role("checkbox", name="Warning").check()
    page.get_by_role("button", name="Filter").click()
    page.wait_for_url("**/changes/?schema=image&impact=warning")
    line = page.locator(ROWS).first
    line.locator("summary").click()
    line.locator(".reasons a").first.click()
    page.wait_for_url("**/rules/#*")
    page.locator("#filter").fill("enum breaking")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rules/?q=enum+breaking")
    expect(page.locator("#enum-value-removed")).to_be_visible()
    expect(page.locator("#maximum-set")).to_have_count(0)


def test_the_rules_are_filtered_while_one_types(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}/rules/")
    page.locator("#filter").fill("删除枚举值")
    expect(page.locator("#rules article")).to_have_count(1)
    page.locator("#filter").fill("zzz")
    expect(page.locator("#rules")).to_contain_text("No rule has all of these words.")


def test_the_rules_in_print(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}/rules/")
    page.emulate_media(media="print")
    expect(page.locator(".outline")).to_be_hidden()
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("#enum-value-removed")).to_be_visible()
