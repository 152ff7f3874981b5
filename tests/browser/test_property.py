"""A property's page in a browser: trying values against its pattern, and taking its names along."""

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import NewPage
from tests.served import Portal

ID = "/glance/images/images/*/id/"
DISK_FORMAT = "/glance/images/images/*/disk_format/"
AN_UUID = "2eb8aa08-aa98-11ea-b4aa-73b441d16380"
HANGS = "no answer in half a second"
PATTERNS = {
    "hangs": "^(a+)+$",
    "loose": r"^[\w-.]+$",  # no pattern with the u flag
    "broken": "([",
    "astral": "^.$",  # one character, also beyond U+FFFF
    "markup": "^<b>\"'&amp;\r\n$",
}


@pytest.fixture(scope="session")
def patterns(portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where a schema is whose properties have these patterns."""
    properties = {name: {"type": "string", "pattern": each} for name, each in PATTERNS.items()}
    file: Path = tmp_path_factory.mktemp("patterns") / "tried.json"
    file.write_text(json.dumps({"properties": properties}))
    for command in (
        ["source", "add", "patterns", "--kind", "json-schema"],
        ["import", str(file), "--source", "patterns", "--schema", "tried", "--at", "2020-01-01"],
    ):
        made = portal.manage(*command)
        assert made.returncode == 0, made.stderr
    return f"{portal.url}/patterns/tried"


def try_value(page: Page, value: str, said: str) -> None:
    page.get_by_label("Try a value").fill(value)
    expect(page.locator(".tester output")).to_have_text(said)


def test_a_value_is_tried_as_one_types_and_without_a_request(
    new_page: NewPage, portal: Portal
) -> None:
    page = new_page()
    page.goto(portal.url + ID, wait_until="networkidle")
    page.context.set_offline(True)
    try_value(page, AN_UUID, "matches")
    try_value(page, f"{AN_UUID}\n", "does not match; the value has a line break")
    try_value(page, f"x{AN_UUID}", "does not match")
    expect(page.locator(".tester")).to_have_attribute("data-state", "no-match")
    assert Axe().run(page).response["violations"] == []
    try_value(page, "", "")


def test_patterns_as_ecma_262_reads_them(new_page: NewPage, patterns: str) -> None:
    page = new_page()
    page.goto(f"{patterns}/hangs/")
    try_value(page, "aaa", "matches")
    page.get_by_label("Try a value").fill("a" * 60 + "!")
    expect(page.locator(".tester output")).to_contain_text(HANGS)
    assert page.evaluate("1 + 1") == 2  # the page itself never hung
    try_value(page, "b", "does not match")  # in another worker
    try_value(page, "aa", "matches")
    page.goto(f"{patterns}/loose/")
    try_value(page, "a-b", "matches (read without the u flag, with which it is no valid pattern)")
    page.goto(f"{patterns}/broken/")
    try_value(page, "a", "this pattern is no regular expression (ECMA-262)")
    page.goto(f"{patterns}/astral/")
    try_value(page, "😀", "matches")
    page.goto(f"{patterns}/markup/")
    assert (
        page.evaluate("JSON.parse(document.querySelector('.tester').dataset.tester)")
        == (PATTERNS["markup"])
    )


def test_without_script_a_value_is_checked_by_the_portal(new_page: NewPage, portal: Portal) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(portal.url + ID)
    expect(page.locator(".tester")).to_be_hidden()
    page.get_by_role("link", name="Try a value").click()
    page.get_by_label("Document (JSON)").fill(f'"{AN_UUID}x"')
    page.locator("form.check button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text("fails")
    page.goto(portal.url + ID)
    page.locator(".copies > summary").click()
    expect(page.locator(".copies code").first).to_have_text(portal.url + ID)
    expect(page.get_by_role("button", name="link", exact=True)).to_be_hidden()


def test_everything_can_be_copied_by_keyboard(new_page: NewPage, portal: Portal) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(portal.url + DISK_FORMAT)
    page.locator(".copies > summary").focus()
    page.keyboard.press("Enter")
    for name, text in {
        "link": portal.url + DISK_FORMAT,
        "pinned link": f"{portal.url}/glance/images/versions/4/images/*/disk_format/",
        "name": "disk_format",
        "dotted name": "images[].disk_format",
        "JSON Pointer": "/properties/images/items/properties/disk_format",
        "Markdown": rf"[glance/images images\[\].disk\_format]({portal.url}{DISK_FORMAT})",
    }.items():
        page.keyboard.press("Tab")
        expect(page.locator(".copies").get_by_role("button", name=name, exact=True)).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("[data-said]")).to_have_text(f"copied: {name}")
        assert page.evaluate("navigator.clipboard.readText()") == text
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("Escape")
    expect(page.locator(".copy-list")).to_be_hidden()


@pytest.mark.parametrize(("works", "said"), [(True, "copied: name"), (False, "not let it be")])
def test_copying_without_the_clipboard_of_secure_pages(
    new_page: NewPage, portal: Portal, works: bool, said: str
) -> None:
    page = new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    if not works:
        page.add_init_script("document.execCommand = () => false")
    page.goto(portal.url + DISK_FORMAT)
    page.locator(".copies > summary").click()
    page.locator(".copies").get_by_role("button", name="name", exact=True).click()
    expect(page.locator("[data-said]")).to_contain_text(said)
    assert page.locator("textarea").count() == 0


@pytest.mark.parametrize("width", [1440, 360])
@pytest.mark.parametrize(
    ("address", "first_screen"),
    [(DISK_FORMAT, ["qcow2", "ploop", "not on huawei-ims"]), (ID, ["UUID", "^([0-9a-fA-F])"])],
)
def test_the_answer_is_on_the_first_screen(
    new_page: NewPage, portal: Portal, address: str, first_screen: list[str], width: int
) -> None:
    height = 900 if width == 1440 else 740
    page = new_page(viewport={"width": width, "height": height})
    page.goto(portal.url + address)
    for text in ["optional", "may be written", "version 1", "huawei-ims", *first_screen]:
        box = page.locator("main").get_by_text(text).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= height, text
    assert page.evaluate("document.documentElement.scrollWidth") <= width
