"""The page where somebody sees, adds and removes what they hear of."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from portal.catalog.models import Notice, Schema
from portal.notify.models import MOST_REFUSALS, Digest, Subscription
from portal.notify.views import mine
from tests.notify.conftest import changed, subscribe
from tests.pages.dom import Element, parse

pytestmark = pytest.mark.django_db
SENT = {
    "action": "subscribe", "what": "cloud/thing", "property": "", "least": "warning",
    "side": "request", "often": "daily", "language": "zh-hans",
}  # fmt: skip


@pytest.fixture
def signed_in(client: Client, ann: User, settings: Settings) -> Client:
    settings.EMAIL_HOST = "mail.example.org"
    client.force_login(ann)
    return client


def seen(client: Client, query: str = "", status: int = 200) -> Element:
    answer = client.get(f"/notify/{query}")
    assert answer.status_code == status
    assert "no-store" in answer["Cache-Control"]
    return parse(answer.content.decode()).one("main")


def chosen(page: Element) -> dict[str, str]:
    """What the form would send."""
    (form,) = [each for each in page.all("form") if each.all("select")]
    hidden = {e.attributes["name"]: e.attributes["value"] for e in form.all("input", type="hidden")}
    for select in form.all("select"):
        options = [each for each in select.all("option") if "selected" in each.attributes]
        hidden[select.attributes["name"]] = options[0].attributes["value"]
    return {name: value for name, value in hidden.items() if name != "csrfmiddlewaretoken"}


def test_signed_out_it_leads_to_the_sign_in(client: Client, thing: Schema) -> None:
    page = seen(client, "?source=cloud&impact=breaking")
    at = "/accounts/login/?next=%2Fnotify%2F%3Fsource%3Dcloud%26impact%3Dbreaking"
    assert page.links()["Sign in"] == at
    assert not page.all("form")
    answer = client.post("/notify/", SENT)
    assert answer["Location"] == "/accounts/login/?next=/notify/"
    assert not Subscription.objects.exists()


def test_nothing_yet_says_what_to_do(signed_in: Client) -> None:
    home = parse(signed_in.get("/").content.decode())
    assert home.links()["E-mail"] == "/notify/"
    page = seen(signed_in)
    assert "Choose on this page" in page.one("p", cls="empty").text
    assert chosen(page) == {
        "what": "", "least": "any", "side": "both", "often": "at-once", "language": "en",
    }  # fmt: skip


def test_add_change_and_remove(signed_in: Client, ann: User, ben: User, thing: Schema) -> None:
    notice = changed(thing, a={})
    assert signed_in.post("/notify/", SENT)["Location"] == "/notify/"
    row = ann.subscriptions.get()
    assert (row.schema, row.source, row.position) == (thing, None, notice.pk)
    page = seen(signed_in)
    (item,) = page.all("li")
    assert item.links() == {"cloud/thing": "/cloud/thing/"}
    assert "what breaks or may break for requests, daily" in item.text
    assert "简体中文" in item.text
    later = changed(thing, a={}, b={})
    signed_in.post("/notify/", SENT | {"least": "breaking"})
    changed_row = ann.subscriptions.get()
    assert (changed_row.least, changed_row.position) == ("breaking", notice.pk)  # nothing is lost
    assert later.pk > notice.pk
    theirs = subscribe(ben)
    for key in (row.pk, theirs.pk):
        signed_in.post("/notify/", {"action": "stop", "subscription": str(key)})
    assert [*Subscription.objects.all()] == [theirs]


def test_links_choose_what_they_are_beside(signed_in: Client, ann: User, thing: Schema) -> None:
    page = parse(signed_in.get("/cloud/thing/name/").content.decode())
    link = page.links()["Get e-mail"]
    page = seen(signed_in, link.removeprefix("/notify/"))
    sent = chosen(page)
    assert (sent["what"], sent["property"]) == ("cloud/thing", "/properties/name")
    assert "About cloud/thing name, and what is inside it." in page.text
    signed_in.post("/notify/", sent | {"action": "subscribe"})
    row = ann.subscriptions.get()
    assert (row.schema, row.pointer, row.url) == (thing, "/properties/name", "/cloud/thing/name/")
    for at, what in {
        "/cloud/thing/": "cloud/thing",
        "/cloud/thing/versions/": "cloud/thing",
        "/cloud/": "cloud",
        "/changes/": "",
        "/changes/?source=cloud&impact=breaking&impact=warning&side=request": "cloud",
    }.items():
        page = parse(signed_in.get(at).content.decode())
        sent = chosen(seen(signed_in, page.links()["Get e-mail"].removeprefix("/notify/")))
        assert sent["what"] == what, at
    assert (sent["least"], sent["side"]) == ("warning", "request")


@pytest.mark.parametrize(
    "query", ["?rule=enum-value-added", "?since=2020-01-01", "?schema=thing", "?property=name"]
)
def test_where_nobody_can_have_mails_there_is_no_link(
    signed_in: Client, thing: Schema, query: str
) -> None:
    changed(thing, a={})
    assert "Get e-mail" not in parse(signed_in.get(f"/changes/{query}").content.decode()).links()


def test_without_a_mail_server_no_link_leads_there_and_it_says_so(
    client: Client, ann: User, thing: Schema, settings: Settings
) -> None:
    settings.EMAIL_HOST = ""
    client.force_login(ann)
    for at in ("/cloud/thing/name/", "/cloud/", "/changes/"):
        assert "Get e-mail" not in parse(client.get(at).content.decode()).links()
    assert "no mail server yet" in seen(client).one("p", cls="notice").text
    client.post("/notify/", SENT)
    assert ann.subscriptions.count() == 1  # what is asked for is kept


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?schema=thing", "a schema of one source"),
        ("?property=name", "not known as one"),
        ("?source=cloud&schema=thing&property=no_such", "no_such is not known as one"),
    ],
)
def test_a_link_to_what_is_not_one_thing_says_so(
    signed_in: Client, thing: Schema, query: str, told: str
) -> None:
    page = seen(signed_in, query)
    assert told in page.one("p", cls="notice").text
    assert chosen(page)["what"] in {"", "cloud"}


def test_filters_that_can_not_be_read(signed_in: Client, thing: Schema) -> None:
    page = seen(signed_in, "?source=no_such", status=400)
    assert page.one("p", role="alert").text == "There is no source no_such."


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"what": "no_such"}, "There is no no_such."),
        ({"what": "cloud/no_such"}, "There is no cloud/no_such."),
        ({"property": "/properties/no_such"}, "cloud/thing has no property /properties/no_such."),
        ({"what": "cloud", "property": "/properties/id"}, "cloud has no property /properties/id."),
        ({"least": "x"}, "Select a valid choice. x is not one of the available choices."),
        ({"language": "fr"}, "Select a valid choice. fr is not one of the available choices."),
        ({"what": "a\0"}, "Null characters are not allowed."),
    ],
)
def test_what_can_not_be_heard_of(
    signed_in: Client, thing: Schema, wrong: dict[str, str], told: str
) -> None:
    answer = signed_in.post("/notify/", SENT | wrong)
    assert answer.status_code == 400
    assert parse(answer.content.decode()).texts("p", role="alert") == [told]
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    "sent", [{}, {"action": "x"}, {"action": "stop"}, {"action": "stop", "subscription": "1" * 30}]
)
def test_what_no_button_sends(signed_in: Client, sent: dict[str, str]) -> None:
    assert signed_in.post("/notify/", sent).status_code == 400


def test_there_is_an_end(
    signed_in: Client, ann: User, thing: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mine, "MOST", 1)
    subscribe(ann)
    answer = signed_in.post("/notify/", SENT)
    assert answer.status_code == 400
    assert "already" in parse(answer.content.decode()).one("p", role="alert").text


def test_where_mails_go_and_why_one_did_not(signed_in: Client, ann: User) -> None:
    now = timezone.now()
    Digest.objects.create(
        user=ann, often="daily", language="en", upto=Notice.objects.latest_position() + 1,
        fault="550 <b>\x1b no", failed_at=now, retry_at=now, tries=3,
    )  # fmt: skip
    fault = seen(signed_in).one("p", cls="failed").text
    assert "550 <b>⟨U+001B⟩ no" in fault
    assert "tried again" in fault
    answer = signed_in.post("/notify/", {"action": "address", "address": "no address"})
    assert answer.status_code == 400
    assert "That is no mail address" in answer.content.decode()
    signed_in.post("/notify/", {"action": "again"})
    assert Digest.objects.get().retry_at is None  # it is tried now
    Digest.objects.update(refused=MOST_REFUSALS)
    assert "is tried no more" in seen(signed_in).one("p", cls="failed").text
    signed_in.post("/notify/", {"action": "address", "address": "ann@example.org"})
    assert Digest.objects.get().refused == 0
    signed_in.post("/notify/", {"action": "address", "address": ""})
    assert "has no mail address" in seen(signed_in).text
