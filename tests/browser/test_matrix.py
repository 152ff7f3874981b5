"""The matrix in a real browser: filter, sticky headings, keyboard, files, narrow screens, print."""

import csv

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import NewPage
from tests.served import Portal

BOTH = "/matrix/?column=huawei-ims/images&column=glance/images"
VERSIONS = "/matrix/?" + "&".join(f"column=glance/images@{number}" for number in range(1, 5))
PAGES = [
    "/matrix/",
    BOTH,
    f"{BOTH}&only=differences",
    f"{BOTH}&q=os_hid",
    VERSIONS,
    "/matrix/?column=nobody/images",
]


def test_from_the_offers_to_what_differs_in_values(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}/matrix/")
    page.get_by_role("link", name="images", exact=True).first.click()
    expect(page.locator(".matrix tbody tr")).to_have_count(44)
    page.get_by_role("link", name="differences 22").click()
    expect(page.locator(".matrix tbody tr")).to_have_count(24)
    page.get_by_role("link", name="values 4").click()
    expect(page.locator(".matrix tbody tr")).to_have_count(5)
    expect(page.locator("[aria-current=true]")).to_have_text("values 4")
    row = page.locator("tr", has_text="disk_format")
    row.locator("summary").last.click()
    expect(row.locator(".value.only")).to_have_count(3)
    row.locator("td .matrix-cell").last.click()
    page.wait_for_url("**/glance/images/versions/4/images/*/disk_format/")
    page.go_back()
    expect(page.locator(".matrix tbody tr")).to_have_count(5)


@pytest.mark.parametrize("script", [True, False])
def test_columns_are_added_moved_and_removed(
    new_page: NewPage, portal: Portal, script: bool
) -> None:
    page = new_page(java_script_enabled=script)
    page.goto(f"{portal.url}/matrix/")
    page.get_by_label("First column").select_option("huawei-ims/images")
    page.get_by_role("button", name="Add").click()
    page.get_by_label("Add a column").select_option("glance/images")
    page.get_by_role("button", name="Add").click()
    headings = page.locator(".matrix-version")
    expect(headings).to_have_text(["huawei-ims/images", "glance/images"])
    page.get_by_role("link", name="Move glance/images to the left").click()
    expect(headings).to_have_text(["glance/images", "huawei-ims/images"])
    page.get_by_role("link", name="all versions of glance/images").click()
    expect(headings).to_have_count(4)
    page.get_by_role("link", name="Remove glance/images@1").click()
    expect(headings).to_have_count(3)


@pytest.mark.parametrize("script", [True, False])
def test_who_has_it_is_asked_by_name(new_page: NewPage, portal: Portal, script: bool) -> None:
    page = new_page(viewport={"width": 360, "height": 740}, java_script_enabled=script)
    page.goto(f"{portal.url}{VERSIONS}&only=differences")
    page.get_by_label("Who has").fill("os_hidden")
    page.keyboard.press("Enter")
    page.wait_for_url("**&only=differences&q=os_hidden")
    expect(page.locator(".matrix tbody tr")).to_have_count(2)
    expect(page.get_by_role("status").last).to_contain_text(
        "images[].os_hidden is in glance/images@2, glance/images@3, glance/images@4; "
        "not in glance/images@1."
    )
    page.get_by_role("link", name="every property").click()
    page.wait_for_url("**&only=differences")


def test_the_first_column_and_the_headings_stay_in_sight(new_page: NewPage, portal: Portal) -> None:
    page = new_page(viewport={"width": 900, "height": 600})
    page.goto(portal.url + VERSIONS)
    frame = page.locator(".matrix-frame")
    corner = page.locator(".matrix-corner").bounding_box()
    frame.evaluate("frame => frame.scrollTo(300, 400)")
    assert page.locator(".matrix-corner").bounding_box() == corner
    heading = page.locator("thead th").last.bounding_box()
    name = page.locator(".matrix tbody th").nth(15).bounding_box()
    assert corner
    assert heading
    assert name
    assert heading["y"] == corner["y"]
    assert name["x"] == corner["x"]


def test_by_keyboard(page: Page, portal: Portal) -> None:
    page.set_viewport_size({"width": 700, "height": 500})
    page.goto(portal.url + VERSIONS)
    frame = page.get_by_role("region", name="Properties by versions")
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("End")
    expect(frame).not_to_have_js_property("scrollTop", 0)
    summary = page.locator(".matrix-values summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".matrix-values .values").first).to_be_visible()
    hidden = page.evaluate("""() => {
      const frame = document.querySelector(".matrix-frame");
      const corner = document.querySelector(".matrix-corner");
      const covered = [];
      for (const link of frame.querySelectorAll("td a, td summary")) {
        link.focus();
        const [at, over] = [link, corner].map((each) => each.getBoundingClientRect());
        // Chromium does not scroll sideways if a part of it, 32 pixels wide, is in sight.
        if (at.top < over.bottom - 1 || at.right < over.right + 32) covered.push(link.textContent);
      }
      return covered;
    }""")
    assert not hidden  # behind what stays in sight


def test_exports_are_downloaded(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}{BOTH}&only=differences")
    with page.expect_download() as downloading:
        page.get_by_role("link", name="CSV").click()
    assert downloading.value.suggested_filename == "matrix-huawei-ims-images@1-glance-images@4.csv"
    with open(downloading.value.path(), newline="") as lines:
        assert len(list(csv.DictReader(lines))) == 22
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Markdown").click()
    assert downloading.value.suggested_filename.endswith(".md")


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_it_fits_and_everybody_can_read_it(
    new_page: NewPage, portal: Portal, width: int, scheme: str
) -> None:
    page = new_page(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True,
        allow=("404",),
    )  # fmt: skip
    for address in PAGES:
        page.goto(portal.url + address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        results = Axe().run(page)
        assert results.violations_count == 0, f"{address}: {results.generate_report()}"


def test_on_a_narrow_screen_the_table_scrolls_and_the_page_does_not(
    new_page: NewPage, portal: Portal
) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(portal.url + BOTH)
    frame = page.locator(".matrix-frame")
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    frame.evaluate("frame => frame.scrollTo(10_000, 0)")
    name = page.locator(".matrix tbody th").nth(3).bounding_box()
    cell = page.locator(".matrix tbody tr").nth(3).locator("td").last.bounding_box()
    assert name
    assert cell
    assert name["x"] >= 0
    assert cell["x"] >= name["x"] + name["width"]  # and a cell is seen beside it
    assert cell["x"] + cell["width"] <= 360


def test_it_prints_whole(page: Page, portal: Portal) -> None:
    page.goto(portal.url + BOTH)
    page.emulate_media(media="print")
    frame = page.locator(".matrix-frame")
    assert frame.evaluate("frame => frame.scrollHeight <= frame.clientHeight")
    expect(page.locator(".matrix-picker")).to_be_hidden()
    expect(page.locator(".matrix-values .values").first).to_be_visible()
    expect(page.locator(".matrix tbody tr").last).to_be_visible()
