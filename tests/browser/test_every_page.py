"""Every page, on narrow and wide screens, in light and dark: it fits, and all can read it.

Light and dark differ in colours alone, narrow and wide in places alone: two of the four will do.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.conftest import NewPage
from tests.served import Portal

PAGES = [
    "/",
    "/glance/",
    "/glance/images/",
    "/glance/images/?q=disk&has=enum",
    "/glance/images/?q=zzz",
    "/glance/images/versions/2/",
    "/glance/images/images/*/disk_format/",
    "/glance/images/images/*/status/",
    "/glance/images/images/*/backend/",
    "/glance/images/versions/",
    "/glance/images/versions/4/",
    "/glance/images/compare/1...4/",
    "/glance/images/compare/1...4/?show=documents",
    "/glance/images/compare/2...2/",
    "/compare/",
    "/compare/?before=glance/images@9",
    "/compare/?before=huawei-ims/images@1&after=glance/images&impact=all",
    "/glance/metadefs/namespaces/",
    "/huawei-ims/images/",
    "/changes/",
    "/changes/?source=glance&schema=images&impact=warning",
    "/changes/?kind=added&property=zzz",
    "/rules/",
    "/rules/?q=enum",
    "/search/",
    "/search/?q=disk",
    "/search/?q=zzz",
    "/accounts/login/",
    "/no-such-page/",
]
SCREENS = {"narrow": {"width": 360, "height": 740}, "wide": {"width": 1440, "height": 900}}
# Whatever stands out of the window, but for what is hidden on purpose.
_TOO_WIDE = """() => document.documentElement.scrollWidth > document.documentElement.clientWidth
  ? [...document.querySelectorAll("main *")]
      .filter((each) => each.getBoundingClientRect().right > innerWidth)
      .map((each) => `${each.tagName}.${each.className}`)
  : []"""


@pytest.mark.parametrize(("screen", "scheme"), [("narrow", "dark"), ("wide", "light")])
def test_it_fits_and_everybody_can_read_it(
    new_page: NewPage, portal: Portal, screen: str, scheme: str
) -> None:
    page = new_page(viewport=SCREENS[screen], color_scheme=scheme, bypass_csp=True, allow=("404",))
    faults: dict[str, object] = {}
    for address in PAGES:
        page.goto(portal.url + address)
        if wide := page.evaluate(_TOO_WIDE):
            faults[f"{address} is too wide"] = wide
        results = Axe().run(page)
        if results.violations_count:
            faults[address] = results.generate_report()
    assert not faults, "\n".join(f"{where}: {what}" for where, what in faults.items())


def test_a_laptop_shows_at_least_a_dozen_properties(new_page: NewPage, portal: Portal) -> None:
    page = new_page(viewport=SCREENS["wide"])
    page.goto(f"{portal.url}/glance/images/")
    bottoms = page.locator("#rows .row").evaluate_all(
        "rows => rows.map((row) => row.getBoundingClientRect().bottom)"
    )
    assert sum(0 < bottom <= 900 for bottom in bottoms) >= 14


@pytest.mark.parametrize("address", ["/", "/glance/images/", "/glance/images/images/*/status/"])
def test_everything_is_reached_by_keyboard_and_seen_there(
    page: Page, portal: Portal, address: str
) -> None:
    page.goto(portal.url + address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    seen = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break  # past the last stop
        outline, visible, name = page.evaluate("""() => {
          const at = document.activeElement, style = getComputedStyle(at);
          const { top, bottom } = at.getBoundingClientRect();
          const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
          return [drawn, bottom > 0 && top < innerHeight, at.outerHTML.slice(0, 300)];
        }""")
        assert outline, name
        assert visible, name
        seen.add(name)
    assert len(seen) >= 15


def test_a_filtered_page_prints_unfolded(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}/glance/images/")
    page.emulate_media(media="print")
    assert page.locator("header.bar").is_hidden()
    assert page.locator("[id='images/*/locations/*/url']").is_visible()
