"""From the first page to a link on the clipboard, without a pointer."""

from playwright.sync_api import Page, expect

from tests.browser.addresses import DISK_FORMAT
from tests.conftest import NewPage
from tests.served import Portal

_MOST_STEPS = 40


def step_to(page: Page, selector: str) -> None:
    """Press Tab until what `selector` finds has the focus."""
    for _ in range(_MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{selector} is not reached in {_MOST_STEPS} steps")


def test_from_home_to_a_copied_link(new_page: NewPage, portal: Portal) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(portal.url)
    page.keyboard.press("/")
    search = page.get_by_role("combobox")
    expect(search).to_be_focused()
    page.keyboard.type("diskformat")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("disk_format")
    wanted = options.filter(has_text="images[]").first
    for _ in range(_MOST_STEPS):
        page.keyboard.press("ArrowDown")
        if wanted.get_attribute("aria-selected") == "true":
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{DISK_FORMAT}")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("y")
    expect(page.locator("#keys-said")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == portal.url + DISK_FORMAT
    step_to(page, "details.copies > summary")
    page.keyboard.press("Enter")
    step_to(page, "[data-copy]")
    page.keyboard.press("Enter")
    expect(page.locator(".copies [role=status]")).to_contain_text("copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == portal.url + DISK_FORMAT
    page.keyboard.press("Escape")
    expect(page.locator("details.copies")).not_to_have_attribute("open", "")
    expect(page.locator("details.copies > summary")).to_be_focused()
    answer = page.goto(copied)
    assert answer
    assert answer.status == 200


def test_the_menu_of_narrow_screens(new_page: NewPage, portal: Portal) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(portal.url)
    step_to(page, ".bar details.menu > summary")
    page.keyboard.press("Enter")
    for name in ("Changes", "Compare", "Matrix", "Validate", "API", "Sign in"):
        expect(
            page.locator(".bar .menu").get_by_role("link", name=name, exact=True)
        ).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".bar .menu nav")).to_be_hidden()
    page.keyboard.press("Enter")
    step_to(page, "[data-theme-switch]")  # past its end, it closes
    expect(page.locator(".bar .menu nav")).to_be_hidden()
