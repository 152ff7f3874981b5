"""Another address is asked by mail first, so that nobody has mails sent to a stranger."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from portal.catalog.models import Schema
from portal.notify.models import MOST_REFUSALS, Confirmation
from portal.notify.sending import send_due
from tests.notify.conftest import Mailbox, by, changed, free_port, subscribe, text
from tests.pages.dom import Element, parse

pytestmark = pytest.mark.django_db
NEW = "ann@example.net"


@pytest.fixture
def signed_in(client: Client, ann: User) -> Client:
    client.force_login(ann)
    return client


def wishes(client: Client, address: str = NEW, status: int = 302) -> None:
    answer = client.post("/notify/", {"action": "address", "address": address})
    assert answer.status_code == status


def page(client: Client) -> Element:
    return parse(client.get("/notify/").content.decode()).one("main")


def link(mailbox: Mailbox) -> str:
    """Where the last mail is answered."""
    found = re.search(r"^http\S+$", text(mailbox.mails[-1]), flags=re.MULTILINE)
    assert found is not None
    return urlsplit(found[0]).path


def address_of(user: User) -> str:
    user.refresh_from_db()
    return user.email


def test_until_it_is_confirmed_mails_go_where_they_went(
    mailbox: Mailbox, signed_in: Client, ann: User, thing: Schema
) -> None:
    subscribe(ann)
    wishes(signed_in)
    assert "within a minute" in page(signed_in).text
    changed(thing, a={})
    send_due()
    asked, told = mailbox.mails
    assert (asked["To"], told["To"]) == (NEW, "ann@example.org")
    assert asked["Subject"] == "Confirm your address for mails about changes"
    assert asked["Auto-Submitted"] == "auto-generated"
    assert "The account ann of the Schema Portal at http://127.0.0.1:8000/" in text(asked)
    assert "cloud/thing" not in text(asked)
    assert "Follow the link in the mail" in page(signed_in).text
    assert send_due() == []  # it is asked once
    anybody = Client(enforce_csrf_checks=True)  # perhaps on another device
    at = urlsplit(re.search(r"^http\S+$", text(asked), re.MULTILINE)[0]).path  # type: ignore[index]
    answer = anybody.get(at)
    assert "no-store" in answer["Cache-Control"]
    assert "Shall mails" in parse(answer.content.decode()).one("main").text
    assert address_of(ann) == "ann@example.org"  # programs follow links, too
    answer = anybody.post(at)
    assert "Confirmed." in parse(answer.content.decode()).one("main").text
    assert address_of(ann) == NEW
    assert anybody.post(at).status_code == 404  # once only
    assert "not confirmed" not in page(signed_in).text


def test_without_an_address_what_changed_waits_for_the_confirmation(
    mailbox: Mailbox, signed_in: Client, ann: User, thing: Schema
) -> None:
    User.objects.filter(pk=ann.pk).update(email="")
    subscribe(ann)
    changed(thing, a={})
    wishes(signed_in)
    send_due()
    assert len(mailbox.mails) == 1
    signed_in.post(link(mailbox))
    send_due()
    assert [mail["To"] for mail in mailbox.mails] == [NEW, NEW]


def test_only_the_last_wish_counts_and_not_for_ever(
    mailbox: Mailbox, signed_in: Client, ann: User
) -> None:
    wishes(signed_in)
    send_due()
    first = link(mailbox)
    wishes(signed_in, "other@example.net")
    send_due()
    second = link(mailbox)
    assert signed_in.post(first).status_code == 404
    made = Confirmation.objects.filter(closed_at=None)
    made.update(made_at=timezone.now() - timedelta(days=7, minutes=1))
    assert signed_in.post(second).status_code == 404
    made.update(made_at=timezone.now())
    signed_in.post("/notify/", {"action": "withdraw"})
    answer = signed_in.post(second)
    assert answer.status_code == 404
    assert "nothing was changed" in answer.content.decode()
    assert signed_in.get("/notify/confirm/WzFd/").status_code == 404
    assert address_of(ann) == "ann@example.org"


def test_it_is_asked_in_the_language_of_the_page(mailbox: Mailbox, signed_in: Client) -> None:
    signed_in.post(
        "/notify/", {"action": "address", "address": NEW}, headers={"Accept-Language": "zh-CN"}
    )
    send_due()
    own = re.sub(r"https?://\S+|ann|Schema Portal", "", text(mailbox.mails[0]))
    assert not re.search(r"[A-Za-z]", own + str(mailbox.mails[0]["Subject"])), own


def test_nobody_is_asked_too_often(mailbox: Mailbox, signed_in: Client, ben: User) -> None:
    for _ in range(3):
        wishes(signed_in)
        wishes(signed_in, "")
    wishes(signed_in, NEW.upper(), 400)  # by any account
    other = Client()
    other.force_login(ben)
    wishes(other, NEW, 400)
    wishes(signed_in, "second@example.net")
    wishes(signed_in, "third@example.net")
    wishes(signed_in, "fourth@example.net", 400)
    Confirmation.objects.update(made_at=timezone.now() - timedelta(days=31))
    wishes(signed_in)
    assert Confirmation.objects.count() == 1  # the others are forgotten
    send_due()
    assert len(mailbox.mails) == 1


def test_one_that_can_not_be_sent_says_so_and_is_given_up(
    settings: Settings, mailbox: Mailbox, signed_in: Client, ann: User
) -> None:
    mailbox.refuses[NEW] = "550 5.1.1 No such user"
    wishes(signed_in)
    (result,) = send_due()
    assert (result.address, result.often, result.outcome) == (NEW, "", "failed")
    assert "550 5.1.1 No such user" in page(signed_in).text
    assert send_due() == []  # not yet
    Confirmation.objects.update(refused=MOST_REFUSALS, retry_at=None)
    assert send_due() == []
    by(settings, free_port())
    assert [each.fault for each in send_due(at_any_rate=True)] == ["Connection refused"]


def test_without_a_mail_server_no_address_can_be_confirmed(
    settings: Settings, signed_in: Client, ann: User
) -> None:
    settings.EMAIL_HOST = ""
    wishes(signed_in, status=400)
    assert address_of(ann) == "ann@example.org"
    wishes(signed_in, "")
    assert address_of(ann) == ""
