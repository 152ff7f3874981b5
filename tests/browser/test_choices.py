"""What a reader chooses or takes along: light or dark, something copied."""

import pytest
from playwright.sync_api import expect

from tests.conftest import NewPage
from tests.served import Portal

_SCHEME = "getComputedStyle(document.documentElement).colorScheme"


@pytest.mark.parametrize(("system", "chosen"), [("light", "dark"), ("dark", "light")])
def test_light_or_dark_is_remembered(
    new_page: NewPage, portal: Portal, system: str, chosen: str
) -> None:
    page = new_page(color_scheme=system)
    page.goto(portal.url)
    before = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.get_by_role("button", name="Switch between light and dark").click()
    assert page.evaluate(_SCHEME) == chosen
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != before
    page.goto(f"{portal.url}/glance/")
    assert page.evaluate(_SCHEME) == chosen
    page.get_by_role("button", name="Switch between light and dark").click()
    page.reload()
    assert page.evaluate(_SCHEME) == system


def test_everything_can_be_copied(new_page: NewPage, portal: Portal) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    address = f"{portal.url}/glance/images/images/*/disk_format/"
    page.goto(address)
    for name, text in {
        "link": address,
        "pinned link": f"{portal.url}/glance/images/versions/4/images/*/disk_format/",
        "name": "disk_format",
        "path": "images[].disk_format",
        "JSON Pointer": "/properties/images/items/properties/disk_format",
    }.items():
        page.locator(".copies").get_by_role("button", name=name, exact=True).click()
        expect(page.locator("[data-said]")).to_have_text(f"{name} copied")
        assert page.evaluate("navigator.clipboard.readText()") == text


@pytest.mark.parametrize(("works", "said"), [(True, "name copied"), (False, "not let it be")])
def test_copying_without_the_clipboard_of_secure_pages(
    new_page: NewPage, portal: Portal, works: bool, said: str
) -> None:
    page = new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    if not works:
        page.add_init_script("document.execCommand = () => false")
    page.goto(f"{portal.url}/glance/images/images/*/disk_format/")
    page.locator(".copies").get_by_role("button", name="name", exact=True).click()
    expect(page.locator("[data-said]")).to_contain_text(said)
    assert page.locator("textarea").count() == 0
