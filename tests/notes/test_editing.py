"""Writing a note in a browser: who may, the preview, and what happens when two write at once."""

from typing import Any
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from portal.catalog.models import Property, Schema, Source
from portal.notes.models import Revision
from portal.notes.target import Target, note_on
from portal.notes.writing import save
from tests.ingest.making import capture
from tests.notes.conftest import document
from tests.pages.dom import Element, parse
from tests.pages.scene import Visit

EDIT = "/cloud/images/-/edit-note/images/*/status/"


def sent(client: Client, path: str = EDIT, status: int = 200, **values: object) -> Element:
    """The page that answers what the form sends, led to or not."""
    response = client.post(path, {"action": "save", "based_on": 0, **values}, follow=True)
    assert response.status_code == status, response.content
    return parse(response.content.decode())


def texts(target: Target) -> list[str]:
    note = note_on(target)
    return [each.text for each in note.revisions.all()] if note else []


@pytest.mark.parametrize(
    ("path", "on"),
    [
        (EDIT, "/cloud/images/images/*/status/#notes"),
        ("/cloud/images/-/edit-note/", "/cloud/images/#notes"),
        ("/cloud/-/edit-note/", "/cloud/#notes"),
    ],
)
def test_a_note_is_written_on_anything(editor: Client, images: Schema, path: str, on: str) -> None:
    page = parse(editor.get(path).content.decode())
    assert page.one("textarea").text == ""
    assert page.one("input", name="based_on").attributes["value"] == "0"
    response = editor.post(path, {"text": "*One*.\r\n\r\n", "comment": "begun", "based_on": "0"})
    assert (response.status_code, response["Location"]) == (302, on)
    saved = Revision.objects.get()
    assert (saved.text, saved.comment, saved.author_name) == ("*One*.", "begun", "Alice Ä.")
    again = parse(editor.get(path).content.decode())
    assert again.one("textarea").text == "*One*."
    assert again.one("input", name="based_on").attributes["value"] == "1"
    assert again.one("div", id="preview").one("em").text == "One"


def test_a_text_that_begins_with_a_line_break_keeps_it(editor: Client, target: Target) -> None:
    sent(editor, text="\n    code\n")
    assert texts(target) == ["\n    code"]
    html = editor.get(EDIT).content.decode()
    assert "\n\n    code</textarea>" in html  # the first one is the parser's


def test_strangers_are_led_to_the_sign_in(client: Client, images: Schema) -> None:
    response = client.get(EDIT)
    assert unquote(response["Location"]) == f"/accounts/login/?next={EDIT}"


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_is_told_whom_to_ask(
    client: Client, images: Schema, bob: User, method: str
) -> None:
    client.force_login(bob)
    response = getattr(client, method)(EDIT)
    assert response.status_code == 403
    assert "Whoever runs this portal can make you one" in response.content.decode()
    assert not Revision.objects.exists()


def test_signed_out_meanwhile_loses_nothing(client: Client, images: Schema) -> None:
    page = sent(client, text="My [[text]]", comment="why", status=403)
    assert page.one("textarea").text == "My [[text]]"
    assert page.one("input", name="comment").attributes["value"] == "why"
    alert = page.one("p", role="alert")
    assert "nothing was saved" in alert.text
    assert alert.links()["sign in"].endswith(
        "next=%2Fcloud%2Fimages%2F-%2Fedit-note%2Fimages%2F%2A%2Fstatus%2F"
    )
    assert not page.one("div", id="preview").all("a")  # nothing is rendered for strangers
    assert not Revision.objects.exists()


def test_preview_is_a_fragment_for_script_and_a_page_without(
    editor: Client, images: Schema
) -> None:
    values: dict[str, Any] = {
        "action": "preview",
        "text": "[[status]] *x*",
        "comment": "why",
        "based_on": "0",
    }
    fragment = editor.post(EDIT, values, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert parse(fragment).one("a").attributes["href"] == "/cloud/images/images/*/status/"
    page = sent(editor, **values)
    assert page.one("div", id="preview").one("em").text == "x"
    assert page.one("textarea").text == "[[status]] *x*"
    assert page.one("input", name="comment").attributes["value"] == "why"
    assert not Revision.objects.exists()


def test_a_preview_of_nothing_says_so(editor: Client, images: Schema) -> None:
    response = editor.post(EDIT, {"action": "preview"}, headers={"HX-Request": "true"})
    assert parse(response.content.decode()).text == "Nothing yet."


def test_two_who_write_at_once_see_both_texts(
    editor: Client, target: Target, bob: User, alice: User
) -> None:
    save(target, alice, "One line.\nTwo lines.", based_on=0)
    save(target, bob, "One line.\nTheir lines.", based_on=1)
    page = sent(editor, text="My line.\nTwo lines.", comment="why", based_on=1, status=409)
    alert = page.one("section", id="conflict")
    assert "somebody else has changed the note" in alert.text
    theirs, yours = alert.all("ol", cls="difference")
    assert theirs.texts("ins") == ["Their"]
    assert yours.texts("ins") == ["My", "Two"]
    assert alert.one("pre").text == "One line. Their lines."
    assert page.one("textarea").text == "My line. Two lines."
    assert page.one("input", name="comment").attributes["value"] == "why"
    assert page.one("input", name="based_on").attributes["value"] == "2"
    sent(editor, text="My line.\nTheir lines.", based_on=2)
    assert texts(target)[1:] == ["One line.\nTheir lines.", "My line.\nTheir lines."]


def test_the_same_text_is_no_revision(editor: Client, target: Target) -> None:
    sent(editor, text="One.")
    page = sent(editor, text="One.", based_on=1)
    assert "The note says this already." in page.texts("p", cls="notice")
    assert texts(target) == ["One."]


def test_deleting_is_a_revision_that_can_be_restored(editor: Client, target: Target) -> None:
    sent(editor, text="One.")
    page = sent(editor, text="One.", based_on=1, action="delete")
    assert "The note is deleted." in page.texts("p", cls="notice")
    assert texts(target) == ["One.", ""]
    sent(editor, action="restore", revision=1, based_on=2)
    assert texts(target) == ["One.", "", "One."]
    assert Revision.objects.get(number=3).comment == "Restored revision 1"


@pytest.mark.parametrize("revision", ["", "7", "x", "²", "9" * 30])
def test_only_what_there_is_can_be_restored(editor: Client, target: Target, revision: str) -> None:
    sent(editor, text="One.")
    values = {"action": "restore", "revision": revision, "based_on": 1}
    assert editor.post(EDIT, values).status_code == 400
    assert texts(target) == ["One."]


def test_that_it_is_still_true_can_be_said(editor: Client, target: Target, images: Schema) -> None:
    sent(editor, text="One.")
    capture(images, document(maxLength=1))
    sent(editor, action="confirm", based_on=1)
    confirmed = Revision.objects.select_related("about").get(number=2)
    assert confirmed.about is not None
    assert (confirmed.text, confirmed.about.number) == ("One.", 2)


def test_of_nothing_it_cannot(editor: Client, target: Target) -> None:
    page = sent(editor, action="confirm")
    assert "The note says this already." in page.texts("p", cls="notice")
    assert texts(target) == []


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"text": "a" * 100_001}, "The text has 100001 characters; a note may have 100000."),
        ({"comment": "a" * 201}, "What you changed is told in 201 characters; 200 are enough."),
        ({"text": "a\0b"}, "Null characters are not allowed."),
        ({"text": " ".join(f"[[a{n}]]" for n in range(501))}, "more than 500 different [[links]]"),
        ({"based_on": "x"}, "Enter a whole number."),
        ({"based_on": "-1"}, "greater than or equal to 0"),
    ],
)
def test_what_can_not_be_saved_is_told_and_kept(
    editor: Client, target: Target, values: dict[str, str], said: str
) -> None:
    page = sent(editor, **{"text": "One.", **values}, status=400)
    assert said in page.one("p", role="alert").text
    if "\0" not in values.get("text", ""):
        assert page.one("textarea").text == values.get("text", "One.")
    assert texts(target) == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nowhere/-/edit-note/", 404),
        ("/cloud/nothing/-/edit-note/", 404),
        ("/cloud/images/-/edit-note/nothing/", 404),
        ("/cloud/images/-/edit-note/nothing", 301),
    ],
)
def test_there_is_nothing_to_note_on(
    editor: Client, images: Schema, path: str, status: int
) -> None:
    assert editor.get(path).status_code == status


def test_other_methods_are_none_of_it(editor: Client, images: Schema) -> None:
    response = editor.put(EDIT)
    assert isinstance(response, HttpResponse)
    assert response.status_code == 405


def test_a_sent_form_needs_its_token(images: Schema, alice: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alice)
    assert strict.post(EDIT, {"text": "x", "based_on": "0"}).status_code == 403
    assert not Revision.objects.exists()


def test_a_property_that_has_gone_still_takes_notes(
    editor: Client, target: Target, images: Schema
) -> None:
    capture(images, {"properties": {}})
    sent(editor, text="It became state.")
    assert texts(target) == ["It became state."]


def test_the_page_says_what_it_is_about(editor: Client, visit: Visit, images: Schema) -> None:
    page = visit(EDIT)
    assert page.one("title").text.startswith("Edit the note on cloud/images images[].status")
    assert page.one("nav", cls="crumbs").links() == {
        "cloud": "/cloud/",
        "images": "/cloud/images/",
        "images[].status": "/cloud/images/images/*/status/",
    }
    assert Source.objects.count() == Property.objects.filter(name="status").count() == 1
