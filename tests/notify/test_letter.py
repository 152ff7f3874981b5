"""What a mail says and how: in both languages, harmless, with the headers that it needs."""

import re
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from django.core import mail
from django.utils import timezone
from pytest_django.fixtures import Settings

from portal.catalog.models import Schema
from portal.catalog.models.former import rename_source
from portal.notify import due, letter, stopping
from portal.notify.sending import send_due
from tests.ingest.making import capture, make_schema, with_properties
from tests.notify.conftest import Mailbox, changed, made, subscribe, text
from tests.pages.dom import Element, parse

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


def only(mailbox: Mailbox) -> EmailMessage:
    send_due()
    (found,) = mailbox.mails
    return found


def page(mail: EmailMessage) -> Element:
    return parse(text(mail, "html").replace("<!doctype html>", ""))


def test_both_parts_say_what_changed_and_whom_it_breaks(
    mailbox: Mailbox, ann: User, thing: Schema
) -> None:
    subscribe(ann)
    at = datetime(2030, 1, 2, tzinfo=UTC)
    capture(thing, with_properties("id", added={"enum": ["x", 1]}), at)
    found = only(mailbox)
    assert found["Subject"] == "cloud/thing: 2 warnings"
    assert found["From"] == "Schema Portal <schema-portal@localhost>"
    assert text(found).startswith("2 changes that you asked to hear of\n\n\ncloud/thing\n====")
    assert re.search(r"\nBetween capture 1 and capture 2, .* – 2030-01-02\n", text(found))
    assert f"\n{SITE}/cloud/thing/compare/1...2/\n" in text(found)
    assert "\n  name\n    Warning both ways: property removed\n" in text(found)
    html = page(found)
    assert html.one("html").attributes["lang"] == "en"
    assert html.links()["What version 2 changed"] == f"{SITE}/cloud/thing/compare/1...2/"
    assert html.links()["name"] == f"{SITE}/cloud/thing/name/"
    items = html.texts("li")
    assert any(each.startswith("Warning both ways: property removed") for each in items)
    assert not html.all("script") + html.all("img") + html.all("link")


def test_in_chinese(mailbox: Mailbox, ann: User, thing: Schema) -> None:
    subscribe(ann, language="zh-hans")
    changed(thing, added={"type": "integer"})
    found = only(mailbox)
    assert page(found).one("html").attributes["lang"] == "zh-Hans"
    assert "警告" in found["Subject"]
    own = re.sub(r"https?://\S+|cloud/thing|added", "", text(found))
    assert not re.search(r"[A-Za-z]", own), own


def test_by_source_and_schema_in_the_order_of_versions(
    mailbox: Mailbox, ann: User, thing: Schema
) -> None:
    subscribe(ann)
    other = made("thing", source="aaa")
    changed(thing, one={})
    changed(other, two={})
    changed(thing, one={}, three={})
    found = only(mailbox)
    assert found["Subject"] == "aaa/thing and 1 more schema: 3 safe"
    html = page(found)
    assert html.texts("h2") == ["aaa/thing", "cloud/thing"]
    assert html.texts("strong") == ["two", "one", "three"]


@pytest.mark.parametrize(
    ("least", "side", "places"),
    [
        ("any", "both", ["id", "name", "new"]),
        ("warning", "both", ["id", "new"]),
        ("breaking", "both", ["id"]),
        ("breaking", "response", []),
        ("warning", "response", []),
        ("warning", "request", ["id", "new"]),
    ],
)
def test_only_what_comes_to_as_much_on_that_side(
    ann: User, thing: Schema, least: str, side: str, places: list[str]
) -> None:
    subscribe(ann, least=least, side=side)
    changed(thing, new={"type": "integer"}, id={"type": "string", "maxLength": 3}, name={
        "type": "string", "description": "Its name"})  # fmt: skip
    told = {each.path for found in due.noticed(timezone.now()) for each in found.changes()}
    assert sorted(told) == places


def test_a_property_with_what_is_inside_it_by_whatever_name(
    mailbox: Mailbox, ann: User, db: None
) -> None:
    inner: dict[str, object] = {"properties": {"x": {}}}
    schema = make_schema("thing", kind="json-schema")
    capture(schema, {"properties": {"a": inner, "ab": inner}})
    subscribe(ann, schema, "/properties/a")
    rename_source(schema.source, "renamed")
    capture(
        schema, {"properties": {each: {"properties": {"x": {}, "y": {}}} for each in ("a", "ab")}}
    )
    found = only(mailbox)
    assert page(found).texts("strong") == ["a.y"]
    assert "renamed/thing" in found["Subject"]
    assert "renamed/thing a: every change on either side, at once" in text(found)


def test_it_says_why_it_came_and_stops_just_that(
    mailbox: Mailbox, ann: User, thing: Schema
) -> None:
    telling = [subscribe(ann), subscribe(ann, thing, "/properties/a")]
    silent = [subscribe(ann, thing, "/properties/id"), subscribe(ann, made("other"))]
    changed(thing, a={})
    found = only(mailbox)
    (why,) = page(found).all("ul")[-1:]
    assert [each.partition(":")[0] for each in why.texts("li")] == ["everything", "cloud/thing a"]
    stops = [token(each.attributes["href"]) for each in why.all("a")]
    assert [list(stopping.meant(each)) for each in stops] == [[each] for each in telling]
    assert set(stopping.meant(token(found["List-Unsubscribe"]))) == set(telling)
    for each in silent:  # it isn't asked about this change again
        before = each.position
        each.refresh_from_db()
        assert each.position > before


def token(address: str) -> str:
    return re.sub(r".*/stop/|/>?\s*$", "", address)


def test_hostile_names_and_values_stay_text(mailbox: Mailbox, ann: User, db: None) -> None:
    schema = made("x\r\nBcc: eve@example.org")
    subscribe(ann)
    name = '<img src=x>\u202e"\n-- \n'
    capture(schema, with_properties("id", **{name: {"const": "<script>alert(1)</script>"}}))
    found = only(mailbox)
    assert found["Bcc"] is None
    assert found["To"] == "ann@example.org"
    assert "\n" not in found["Subject"]
    html = page(found)
    assert not html.all("img") + html.all("script")
    assert "<img src=x>" in html.text
    assert "\u202e" not in text(found) + text(found, "html")
    assert text(found).count("\n-- \n") == 1


def test_a_long_one_is_cut_and_says_so(
    mailbox: Mailbox, ann: User, thing: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letter, "MOST", 2)
    subscribe(ann)
    changed(thing, a={}, b={}, c={})
    found = only(mailbox)
    assert text(found).startswith("3 changes")
    assert page(found).texts("strong") == ["a", "b"]
    assert f"1 more change is on the portal:\n{SITE}/changes/\n" in text(found)


def test_the_headers_let_programs_know_it_and_stop_it(
    settings: Settings, mailbox: Mailbox, ann: User, thing: Schema
) -> None:
    settings.PORTAL_URL = "https://schemas.example.org"
    settings.DEFAULT_FROM_EMAIL = "Schemas <schemas@example.org>"
    subscribe(ann)
    changed(thing, a={})
    found = only(mailbox)
    assert re.fullmatch(r"<[0-9a-f-]{36}@example\.org>", found["Message-ID"])
    assert found["Auto-Submitted"] == "auto-generated"
    assert re.fullmatch(
        r"<https://schemas\.example\.org/notify/stop/[\w:.-]+/>", found["List-Unsubscribe"].strip()
    )
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert found["Date"]


def test_no_line_of_a_mail_is_longer_than_a_mail_server_takes(
    mailbox: Mailbox, ann: User, thing: Schema
) -> None:
    """RFC 5322, section 2.1.1: 998 bytes, also of what stops a hundred subscriptions at once."""
    rows = [
        subscribe(ann, thing, f"/properties/p{number}", pk=1_000_000_007 * number)
        for number in range(1, 101)
    ]
    changed(thing, **{f"p{number}": {} for number in range(1, 101)})
    found = only(mailbox)
    assert set(stopping.meant(token(found["List-Unsubscribe"]))) == set(rows)
    assert max(map(len, mailbox.raw[0].splitlines())) <= 998
    assert re.search(rb"^List-Unsubscribe:\s+<http", mailbox.raw[0], re.MULTILINE)


def test_one_click_needs_https(mailbox: Mailbox, ann: User, thing: Schema) -> None:
    """RFC 8058, section 3.1."""
    assert django_settings.PORTAL_URL == SITE
    subscribe(ann)
    changed(thing, a={})
    found = only(mailbox)
    assert found["List-Unsubscribe"].strip().startswith(f"<{SITE}/notify/stop/")
    assert found["List-Unsubscribe-Post"] is None
    assert mail.outbox == []
