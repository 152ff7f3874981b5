"""Since when a property says what it says: by keyboard, without script, on narrow screens."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import NewPage
from tests.served import Portal

STATUS = "/glance/images/images/*/status/"
BACKEND = "/glance/images/images/*/backend/"
_OPEN = "document.querySelectorAll('.facts details').forEach((each) => { each.open = true; })"
_TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def test_a_mark_leads_to_the_version_that_brought_it(page: Page, portal: Portal) -> None:
    page.goto(portal.url + STATUS)
    mark = page.locator(".chips .since").first
    expect(mark).to_have_attribute("title", "between capture 1 (2017-08-30) and 2 (2018-08-30)")
    mark.click()
    expect(page).to_have_url(f"{portal.url}/glance/images/compare/1...2/")


def test_everything_is_told_without_script_by_keyboard(new_page: NewPage, portal: Portal) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(portal.url + STATUS)
    rows = page.locator(".blamed tbody tr")
    expect(rows.first).to_be_hidden()
    page.locator(".blamed > summary").focus()
    page.keyboard.press("Enter")
    expect(rows.first).to_be_visible()
    row = rows.filter(has_text="importing")
    expect(row).to_contain_text("between capture 1 (2017-08-30) and 2 (2018-08-30)")


def test_from_what_went_to_what_it_may_have_become_and_back(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}/search/?q=backend")
    hit = page.locator("a.hit", has_text="images[].backend")
    expect(hit).to_contain_text("gone in v4")
    hit.click()
    expect(page.locator(".notice.gone")).to_contain_text("possibly renamed to")
    page.locator(".notice.gone").get_by_role("link", name="images[].stores").click()
    expect(page.locator("h1")).to_have_text("stores")
    page.locator(".blame").get_by_role("link", name="images[].backend").click()
    expect(page.locator("h1")).to_have_text("backend")
    expect(page.locator(".notice.past")).to_contain_text("As it was in version 3")


@pytest.mark.parametrize("address", [STATUS, BACKEND])
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1440, "dark")])
def test_unfolded_it_fits_and_everybody_can_read_it(
    new_page: NewPage, portal: Portal, address: str, width: int, scheme: str
) -> None:
    page = new_page(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page.goto(portal.url + address)
    page.evaluate(_OPEN)
    assert not page.evaluate(_TOO_WIDE)
    results = Axe().run(page)
    assert not results.violations_count, results.generate_report()
