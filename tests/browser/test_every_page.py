"""Every page, on narrow and wide screens, in light and dark, with and without script."""

from typing import Literal, TypeAlias

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.addresses import PAGES
from tests.conftest import NewPage
from tests.served import Portal

Scheme: TypeAlias = Literal["dark", "light"]
SCREENS = {"narrow": {"width": 360, "height": 740}, "wide": {"width": 1440, "height": 900}}
MOST_SHIFT = 0.01  # Chrome's own bound for "good" is 0.1
# Whatever stands out of the window, but for what is hidden on purpose.
_TOO_WIDE = """() => document.documentElement.scrollWidth > document.documentElement.clientWidth
  ? [...document.querySelectorAll("body *")]
      .filter((each) => each.getBoundingClientRect().right > innerWidth)
      .map((each) => `${each.tagName}.${each.className}`)
  : []"""
# From the first paint on; what a reader has caused is no shift.
_WATCH_SHIFTS = """globalThis.shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries()))
    .observe({ type: "layout-shift", buffered: true });"""
_SHIFTED = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return shifts.filter((each) => !each.hadRecentInput).map((each) => [each.value,
    each.sources.map(({ node }) => node?.parentElement?.outerHTML.slice(0, 120))]);
}"""


def problems(page: Page, url: str) -> list[str]:
    """What is wrong with a page that a reader comes to, apart from what axe finds."""
    answer = page.goto(url)
    assert answer
    found = [f"too wide: {each}" for each in page.evaluate(_TOO_WIDE)]
    if answer.status >= 500:
        found.append(f"status {answer.status}")
    return found


def shifted(page: Page) -> list[str]:
    shifts = page.evaluate(_SHIFTED)
    moved = sum(value for value, _ in shifts)
    return [f"shifted by {moved}: {shifts}"] if moved >= MOST_SHIFT else []


def inaccessible(page: Page, **options: object) -> list[str]:
    results = Axe().run(page, options={"resultTypes": ["violations"], "preload": False} | options)
    return [results.generate_report()] if results.violations_count else []


@pytest.mark.parametrize(("screen", "scheme"), [("narrow", "dark"), ("wide", "light")])
def test_it_fits_stands_still_and_everybody_can_read_it(
    new_page: NewPage, portal: Portal, screen: str, scheme: Scheme
) -> None:
    options = {"viewport": SCREENS[screen], "color_scheme": scheme, "bypass_csp": True}
    # Without transitions: colours would be measured on their way from one scheme to the other.
    page = new_page(**options, reduced_motion="reduce", allow=("404",))
    page.add_init_script(_WATCH_SHIFTS)
    other: Scheme = "light" if scheme == "dark" else "dark"  # differs in colours alone
    faults: dict[str, list[str]] = {}
    for name, address in PAGES.items():
        told = problems(page, portal.url + address) + shifted(page) + inaccessible(page)
        page.emulate_media(color_scheme=other)
        told += [f"{other}: {each}" for each in inaccessible(page, runOnly=["color-contrast"])]
        page.emulate_media(color_scheme=scheme)
        faults |= {name: told} if told else {}
    assert not faults, "\n".join(
        f"{name}: {fault}" for name, told in faults.items() for fault in told
    )


@pytest.mark.parametrize(("screen", "scheme"), [("narrow", "light"), ("wide", "dark")])
def test_it_fits_without_script(
    new_page: NewPage, portal: Portal, screen: str, scheme: str
) -> None:
    page = new_page(
        viewport=SCREENS[screen], color_scheme=scheme, java_script_enabled=False, allow=("404",)
    )
    faults = {name: problems(page, portal.url + address) for name, address in PAGES.items()}
    assert not any(faults.values()), {name: told for name, told in faults.items() if told}
    expect_nothing_that_needs_script(page, portal)


def expect_nothing_that_needs_script(page: Page, portal: Portal) -> None:
    """What only script could answer is not offered."""
    for name in ("home", "schema", "property"):
        page.goto(portal.url + PAGES[name])
        buttons = page.locator("button:visible:not([type=submit])").evaluate_all(
            "all => all.filter((each) => !each.form).map((each) => each.outerHTML)"
        )
        assert not buttons, buttons


def test_what_the_watch_finds(new_page: NewPage) -> None:
    """The detectors above do find what they are for."""
    page = new_page(viewport=SCREENS["narrow"])
    page.add_init_script(_WATCH_SHIFTS)
    page.goto("data:text/html,<p id=a>text<p>text")
    assert not shifted(page)
    assert not page.evaluate(_TOO_WIDE)
    page.evaluate(
        "async () => { for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);"
        " a.insertAdjacentHTML('beforebegin', '<div style=height:300px>'); }"
    )
    assert shifted(page)
    page.evaluate("a.innerHTML = '<img width=1000 height=9>'")
    assert page.evaluate(_TOO_WIDE)
    assert inaccessible(page)


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
