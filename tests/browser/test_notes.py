"""Writing a note in a browser: the preview, the keys, what is kept, and what two do at once."""

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.test_every_page import inaccessible
from tests.conftest import NewPage
from tests.served import Portal

THING = "/glance/metadefs/tag/name/"
NOTE = "/glance/metadefs/tag/-/notes/name/"
EDIT = "/glance/metadefs/tag/-/edit-note/name/"


@pytest.fixture(scope="module")
def writers(portal: Portal) -> None:
    """Two editors, with the password "secret"."""
    made = portal.manage(
        "shell", "-c",
        "from django.contrib.auth.models import User\n"
        "from portal.notes import editors\n"
        "for name in ('anna', 'ben'):\n"
        "    editors.add(User.objects.create_user(name, password='secret'))",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr


def signed_in(page: Page, portal: Portal, name: str, at: str = EDIT) -> Page:
    page.goto(f"{portal.url}/accounts/login/?next={at}")
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill("secret")
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(f"**{at}")
    return page


def test_a_note_is_written_kept_and_met(new_page: NewPage, portal: Portal, writers: None) -> None:
    page = new_page(allow=("409",), bypass_csp=True)
    page.goto(portal.url + THING)
    expect(page.locator("#notes")).to_have_count(0)
    signed_in(page, portal, "anna", THING)
    page.get_by_role("link", name="add a note").click()
    text, preview = page.locator("#text"), page.locator("#preview")
    expect(text).to_be_focused()
    expect(page.locator("button[value=preview]")).to_be_hidden()

    # The preview follows, and its links are those of the portal.
    text.fill("The *name*, see [[metadefs/namespace]].")
    expect(preview.locator("em")).to_have_text("name")
    link = preview.get_by_role("link", name="metadefs/namespace")
    expect(link).to_have_attribute("href", "/glance/metadefs/namespace/")

    _leave_and_come_back(page, portal)

    # Ctrl-Enter saves, without a question.
    text.fill("The *name*.\nIt is one line.")
    text.press("Control+Enter")
    page.wait_for_url(f"**{THING}#notes")
    expect(page.locator("#notes .prose em")).to_have_text("name")
    page.goto(portal.url + EDIT)
    expect(page.locator("#draft")).to_be_hidden()

    _contradict(page, signed_in(new_page(java_script_enabled=False), portal, "ben"))
    _look_at_revisions(page)
    page.goto(f"{portal.url}/notify/?source=glance&schema=images&property=status")
    assert not inaccessible(page)
    _read(new_page(), portal)


def _leave_and_come_back(page: Page, portal: Portal) -> None:
    """Leaving is asked about; what was typed is there again, and can be discarded."""
    text, preview = page.locator("#text"), page.locator("#preview")
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.once("dialog", leave)
    page.goto(portal.url + THING)
    assert asked == ["beforeunload"]
    page.goto(portal.url + EDIT)
    expect(text).to_have_value("The *name*, see [[metadefs/namespace]].")
    expect(preview.locator("em")).to_have_text("name")
    page.get_by_role("button", name="Discard it").click()
    expect(text).to_have_value("")
    expect(page.locator("#draft")).to_be_hidden()


def _contradict(page: Page, other: Page) -> None:
    """Meanwhile somebody else writes; both texts are shown, and nothing is lost."""
    text = page.locator("#text")
    other.locator("#text").fill("The *name*.\nIt is two lines.")
    other.get_by_role("button", name="Preview").click()
    expect(other.locator("#preview em")).to_have_text("name")
    other.get_by_role("button", name="Save").click()
    expect(other.locator("#notes .prose")).to_contain_text("two lines")
    text.fill("The *name*.\nIt is three lines.")
    page.get_by_role("button", name="Save").click()
    conflict = page.locator("#conflict")
    expect(conflict.locator("ins")).to_have_text(["two", "lines", "three"])
    expect(conflict).to_contain_text("ben")
    expect(text).to_have_value("The *name*.\nIt is three lines.")
    assert not inaccessible(page)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(f"**{THING}#notes")


def _look_at_revisions(page: Page) -> None:
    """All revisions are there: two of them side by side, and the first one restored."""
    page.get_by_role("link", name="its revisions").click()
    page.get_by_label("from revision 1").check()
    page.get_by_role("button", name="Compare the chosen two").click()
    expect(page.locator(".difference del")).to_have_text(["one", "line"])
    expect(page.locator(".difference ins")).to_have_text(["three", "lines"])
    assert not inaccessible(page)
    page.get_by_role("link", name="1", exact=True).click()
    page.get_by_role("button", name="Restore it").click()
    expect(page.locator("#notes .prose")).to_contain_text("one line")


def _read(reader: Page, portal: Portal) -> None:
    """Readers see it, without anything to edit it with; the list and the search find it."""
    reader.goto(portal.url + THING)
    expect(reader.locator("#notes .prose")).to_contain_text("one line")
    assert reader.locator("#notes").get_by_role("link").all_text_contents() == ["its revisions"]
    reader.goto(f"{portal.url}/notes/")
    expect(reader.get_by_role("row").nth(1)).to_contain_text("The *name*.")
