"""The pages on paper: all that they say, where it is from, and nothing to press."""

from playwright.sync_api import Page, expect

from tests.served import Portal

SHA256 = "7625c4ac987e76e7b8e3a64c3008edcdca039c6652a744eac53a689f21c0300d"


def test_a_schema_can_be_handed_in(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}/glance/images/")
    imprint = page.locator(".imprint")
    expect(imprint).to_be_hidden()
    for group in page.locator(".group > details[open] > summary").all():
        group.evaluate("summary => summary.parentElement.open = false")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(imprint).to_contain_text("glance/images")
    expect(imprint).to_contain_text(f"{portal.url}/glance/images/versions/4/")
    expect(imprint).to_contain_text(SHA256)
    expect(imprint).to_contain_text("first captured 2019-10-16, last 2026-09-30")
    names = page.locator("#rows .cell-name")
    assert names.count() >= 44
    hidden = [each.inner_text() for each in names.all() if not each.is_visible()]
    assert hidden == []
    values = page.locator("[id='images/*/disk_format'] .value")
    assert [each.inner_text() for each in values.all() if each.is_visible()][-1] == "ploop"
    for name in ("button", "input", "nav", "header", "footer", "form"):
        assert not [each for each in page.locator(name).all() if each.is_visible()], name
    cut = page.locator("#rows .row").evaluate_all(
        "rows => rows.filter((row) => getComputedStyle(row).breakInside !== 'avoid').length"
    )
    assert cut == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_property_says_where_it_is_from(page: Page, portal: Portal) -> None:
    page.emulate_media(media="print")
    page.goto(f"{portal.url}/glance/images/images/*/disk_format/")
    imprint = page.locator(".imprint")
    expect(imprint).to_contain_text("glance/images · images[].disk_format")
    expect(imprint).to_contain_text(f"{portal.url}/glance/images/images/*/disk_format/")
    expect(imprint).to_contain_text(SHA256)
    for name in ("button", "input", "nav", "header", "footer", "form", "textarea"):
        assert not [each for each in page.locator(name).all() if each.is_visible()], name
