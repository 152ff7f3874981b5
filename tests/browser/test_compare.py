"""Comparing any two versions, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import NewPage
from tests.served import Portal


@pytest.mark.parametrize("script", [True, False])
def test_from_a_schema_to_the_comparison_of_two_clouds(
    new_page: NewPage, portal: Portal, script: bool
) -> None:
    page = new_page(java_script_enabled=script)
    page.goto(f"{portal.url}/huawei-ims/images/")
    page.get_by_role("link", name="compare with …").click()
    page.get_by_label("with").select_option("glance/images@4")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("h1")).to_have_text(
        "huawei-ims/images, version 1, to glance/images, version 4"
    )
    page.locator(".judgement").get_by_role("link", name=re.compile("breaking")).first.click()
    expect(page).to_have_url(re.compile("impact=breaking&side=response"))
    rows = page.locator(".sides .verdict")
    expect(rows.first).to_contain_text("Breaking")
    reasons = rows.first.locator(".reasons")
    expect(reasons).to_be_hidden()
    rows.first.locator("summary").click()
    expect(reasons).to_be_visible()
    page.get_by_role("link", name="swap").click()
    expect(page.locator("h1")).to_have_text(
        "glance/images, version 4, to huawei-ims/images, version 1"
    )


def test_the_two_sides_stand_beside_each_other(new_page: NewPage, portal: Portal) -> None:
    address = f"{portal.url}/glance/images/compare/3...4/?show=documents"
    page = new_page(viewport={"width": 1440, "height": 900})
    page.goto(address)
    line = page.locator(".beside tr").filter(has_text="compressed").first.locator(".text")
    left, right = line.nth(0).bounding_box(), line.nth(1).bounding_box()
    assert left is not None
    assert right is not None
    assert left["x"] + left["width"] <= right["x"]
    assert left["y"] == right["y"]


def test_on_a_narrow_screen_they_stand_below_each_other(new_page: NewPage, portal: Portal) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{portal.url}/compare/?before=huawei-ims/images@1&after=glance/images@4&impact=all")
    row = page.locator(".sides tr").filter(has=page.locator(".half .side.removed")).filter(
        has=page.locator(".half .side.added")
    ).first  # fmt: skip
    before, after = (row.locator(f".side.{kind}").bounding_box() for kind in ("removed", "added"))
    assert before is not None
    assert after is not None
    assert before["y"] + before["height"] <= after["y"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_version_in_the_picture_leads_to_it(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}/glance/images/versions/")
    page.locator(".timeline").get_by_role("link", name="version 2, 2018-08-30").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/glance/images/versions/2/")
    expect(page.locator(".notice")).to_contain_text("This is version 2")
