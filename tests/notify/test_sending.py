"""Sending by a real mail server: nothing is lost, nothing is sent twice, faults are told."""

import re
import smtplib
import ssl
import threading
from datetime import timedelta
from email.message import EmailMessage

import pytest
import trustme
from django.contrib.auth.models import User
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from pytest_django.fixtures import Settings

from portal.catalog.models import Schema
from portal.notify import due, sending
from portal.notify.due import Due
from portal.notify.models import MOST_REFUSALS, Digest, Subscription
from portal.notify.sending import Result, send_due
from tests.notify.conftest import Mailbox, accepting, by, changed, free_port, made, subscribe, text

pytestmark = pytest.mark.django_db
NEW = {"type": "integer"}


def outcomes(results: list[Result]) -> list[tuple[str, int, str]]:
    return [(each.user.username, each.changes, each.fault) for each in results]


def places(mail: EmailMessage) -> list[str]:
    """The properties that a mail tells of."""
    return re.findall(r"^  (\w+)$", text(mail), flags=re.MULTILINE)


def told_up_to(subscription: Subscription) -> int:
    subscription.refresh_from_db()
    return subscription.position


def wait_is_over() -> None:
    Digest.objects.update(retry_at=timezone.now())


def test_what_changed_is_sent_once(mailbox: Mailbox, ann: User, thing: Schema) -> None:
    subscription = subscribe(ann)
    assert send_due() == []
    notice = changed(thing, added=NEW)
    assert outcomes(send_due()) == [("ann", 1, "")]
    assert [mail["To"] for mail in mailbox.mails] == ["ann@example.org"]
    assert told_up_to(subscription) == notice.pk
    assert not Digest.objects.exists()
    assert send_due() == []
    changed(thing, added=NEW, more=NEW)
    send_due()
    assert len({mail["Message-ID"] for mail in mailbox.mails}) == 2
    assert [places(mail) for mail in mailbox.mails] == [["added"], ["more"]]


def test_what_nobody_asked_for_makes_no_mail(mailbox: Mailbox, ann: User, thing: Schema) -> None:
    subscription = subscribe(ann, made("other"))
    notice = changed(thing, added=NEW)
    assert send_due() == []
    assert mailbox.raw == []
    assert told_up_to(subscription) == notice.pk  # it isn't looked at again


def test_of_many_subscriptions_a_change_is_told_once(
    mailbox: Mailbox, ann: User, thing: Schema
) -> None:
    rows = [subscribe(ann), subscribe(ann, source=thing.source), subscribe(ann, thing)]
    notice = changed(thing, added=NEW)
    assert outcomes(send_due()) == [("ann", 1, "")]
    assert len(mailbox.raw) == 1
    assert {told_up_to(each) for each in rows} == {notice.pk}


def test_who_subscribes_hears_of_what_comes_then(
    mailbox: Mailbox, ann: User, ben: User, thing: Schema
) -> None:
    subscribe(ann)
    changed(thing, early=NEW)
    subscribe(ben)
    changed(thing, early=NEW, late=NEW)
    send_due()
    told = {mail["To"]: places(mail) for mail in mailbox.mails}
    assert told == {"ann@example.org": ["early", "late"], "ben@example.org": ["late"]}


def test_while_the_server_is_down_nothing_is_lost(
    settings: Settings, mailbox: Mailbox, ann: User, ben: User, thing: Schema
) -> None:
    by(settings, free_port())  # nobody listens there
    mine, _ = subscribe(ann), subscribe(ben)
    position = mine.position
    changed(thing, added=NEW)
    fault = "Connection refused"
    assert outcomes(send_due()) == [("ann", 1, fault), ("ben", 1, fault)]
    assert told_up_to(mine) == position
    digest = Digest.objects.get(user=ann)
    assert (digest.tries, digest.refused, digest.fault, digest.taken_at) == (1, 0, fault, None)
    other = Digest.objects.get(user=ben)
    assert (other.tries, other.taken_at) == (0, None)  # it was not its turn
    identity = str(digest.identity)
    by(settings, mailbox.port)
    changed(thing, added=NEW, later=NEW)
    # The first as it would have been, and then what came meanwhile; the other is not tried yet.
    assert outcomes(send_due()) == [("ben", 1, ""), ("ben", 1, "")]
    assert outcomes(send_due(at_any_rate=True)) == [("ann", 1, ""), ("ann", 1, "")]
    assert identity in mailbox.mails[2]["Message-ID"]
    assert not Digest.objects.exists()


def test_one_address_that_is_refused_holds_up_no_other(
    mailbox: Mailbox, ann: User, ben: User, thing: Schema
) -> None:
    mailbox.refuses["ann@example.org"] = "550 5.1.1 No such user"
    subscribe(ann)
    other = subscribe(ben)
    notice = changed(thing, added=NEW)
    assert outcomes(send_due()) == [("ann", 1, "550 5.1.1 No such user"), ("ben", 1, "")]
    assert told_up_to(other) == notice.pk
    mailbox.refuses.clear()
    wait_is_over()
    assert outcomes(send_due()) == [("ann", 1, "")]


@pytest.mark.parametrize("answer", ["451 Try again later", "554 5.7.1 It looks like spam"])
def test_a_mail_that_is_refused_is_tried_again(
    mailbox: Mailbox, ann: User, ben: User, thing: Schema, answer: str
) -> None:
    mailbox.after_data = answer
    subscribe(ann)
    subscribe(ben)
    changed(thing, added=NEW)
    assert outcomes(send_due()) == [("ann", 1, answer), ("ben", 1, answer)]
    assert mailbox.tried == ["ann@example.org", "ben@example.org"]
    mailbox.after_data = ""
    wait_is_over()
    assert outcomes(send_due()) == [("ann", 1, ""), ("ben", 1, "")]


@pytest.mark.parametrize("is_trusted", [True, False])
def test_with_starttls_only_to_whom_the_certificate_names(
    settings: Settings, ann: User, thing: Schema, monkeypatch: pytest.MonkeyPatch, is_trusted: bool
) -> None:
    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    box = Mailbox(free_port())
    by(settings, box.port)
    settings.EMAIL_USE_TLS = True
    subscribe(ann)
    changed(thing, added=NEW)
    with authority.cert_pem.tempfile() as trusted:
        if is_trusted:
            monkeypatch.setenv("SSL_CERT_FILE", trusted)
        with accepting(box, tls_context=context, require_starttls=True):
            ((_, _, fault),) = outcomes(send_due())
    assert ("certificate verify failed" in fault) == (not is_trusted)
    assert len(box.raw) == is_trusted


def test_one_mail_that_the_server_dies_of_is_not_always_the_first(
    mailbox: Mailbox, ann: User, ben: User, thing: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(ann)
    subscribe(ben)
    changed(thing, added=NEW)
    send = EmailMultiAlternatives.send

    def dies(mail: EmailMultiAlternatives) -> int:
        if mail.to == ["ann@example.org"]:
            raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")
        return send(mail)

    monkeypatch.setattr(EmailMultiAlternatives, "send", dies)
    fault = "Connection unexpectedly closed"
    assert outcomes(send_due(at_any_rate=True)) == [("ann", 1, fault), ("ben", 1, fault)]
    assert outcomes(send_due(at_any_rate=True)) == [("ben", 1, ""), ("ann", 1, fault)]
    assert [mail["To"] for mail in mailbox.mails] == ["ben@example.org"]


def test_what_is_refused_for_days_is_given_up_until_somebody_wants_it(
    mailbox: Mailbox, ann: User, ben: User, thing: Schema, caplog: pytest.LogCaptureFixture
) -> None:
    mailbox.refuses["ann@example.org"] = "550 5.1.1 No such user"
    subscribe(ann)
    changed(thing, added=NEW)
    send_due()
    Digest.objects.update(refused=MOST_REFUSALS - 1)
    wait_is_over()
    (result,) = send_due()
    assert (result.outcome, result.fault) == ("given up", "550 5.1.1 No such user")
    assert "given up after 24 refusals: 550 5.1.1 No such user" in caplog.text
    (result,) = sending.outlook()
    assert (result.outcome, result.fault) == ("given up", "550 5.1.1 No such user")
    wait_is_over()
    assert send_due() == []
    changed(thing, added=NEW, more=NEW)  # nor does something new begin it anew
    assert send_due() == []
    assert len(mailbox.tried) == 2
    mailbox.refuses.clear()
    due.try_again(ann)
    assert outcomes(send_due()) == [("ann", 1, ""), ("ann", 1, "")]


def test_an_outage_gives_nothing_up(
    settings: Settings, mailbox: Mailbox, ann: User, thing: Schema
) -> None:
    by(settings, free_port())
    subscribe(ann)
    changed(thing, added=NEW)
    send_due()
    Digest.objects.update(tries=100, retry_at=None)
    assert [each.outcome for each in send_due()] == ["failed"]
    assert not Digest.objects.get().is_given_up


def test_it_waits_longer_after_each_try(
    settings: Settings, mailbox: Mailbox, ann: User, thing: Schema
) -> None:
    by(settings, free_port())
    subscribe(ann)
    changed(thing, added=NEW)
    for tries, minutes in enumerate((2, 4, 8), start=1):
        send_due(at_any_rate=True)
        digest = Digest.objects.get()
        assert digest.tries == tries
        assert digest.retry_at is not None
        assert digest.failed_at is not None
        assert digest.retry_at - digest.failed_at == timedelta(minutes=minutes)
    assert sending.pause(1000) == timedelta(hours=6)


def test_after_a_crash_it_is_sent_again_under_the_same_id(
    mailbox: Mailbox, ann: User, thing: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At least once: the server has accepted it, and nobody was left to write that down."""
    subscribe(ann)
    changed(thing, added=NEW)

    def dies(digest: Digest) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(sending, "_accepted", dies)
        with pytest.raises(KeyboardInterrupt):
            send_due()
    assert send_due() == []  # another may still be at it
    Digest.objects.update(taken_at=timezone.now() - timedelta(minutes=11))
    assert outcomes(send_due()) == [("ann", 1, "")]
    first, again = (mail["Message-ID"] for mail in mailbox.mails)
    assert first == again


def test_of_two_that_send_one_does(mailbox: Mailbox, ann: User, thing: Schema) -> None:
    subscribe(ann)
    changed(thing, added=NEW)
    now = timezone.now()
    Digest.objects.create(user=ann, often="at-once", language="en", upto=9**9, taken_at=now)
    assert send_due() == []
    assert mailbox.raw == []


def test_a_fault_of_ours_holds_up_no_other(
    mailbox: Mailbox, ann: User, ben: User, thing: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(ann)
    subscribe(ben)
    changed(thing, added=NEW)
    changes = Due.changes

    def fails(due: Due) -> object:
        if due.user == ann and Digest.objects.filter(user=ann).exists():
            raise ValueError("odd")
        return changes(due)

    monkeypatch.setattr(Due, "changes", fails)
    monkeypatch.setattr("portal.notify.due._tells", lambda due: True)
    assert outcomes(send_due()) == [("ann", 0, "ValueError: odd"), ("ben", 1, "")]


def test_told_to_stop_it_leaves_the_rest(mailbox: Mailbox, ann: User, thing: Schema) -> None:
    subscribe(ann)
    changed(thing, added=NEW)
    stop = threading.Event()
    stop.set()
    assert send_due(stop) == []
    assert mailbox.raw == []
    assert outcomes(send_due()) == [("ann", 1, "")]


def test_without_a_mail_server_all_is_kept(
    settings: Settings, mailbox: Mailbox, ann: User, thing: Schema
) -> None:
    settings.EMAIL_HOST = ""
    subscribe(ann)
    changed(thing, added=NEW)
    assert send_due() == []
    settings.EMAIL_HOST = "127.0.0.1"
    assert outcomes(send_due()) == [("ann", 1, "")]


def test_who_has_no_address_or_may_not_sign_in_gets_nothing_for_now(
    mailbox: Mailbox, ann: User, ben: User, thing: Schema
) -> None:
    User.objects.filter(pk=ann.pk).update(email="")
    User.objects.filter(pk=ben.pk).update(is_active=False)
    subscribe(ann)
    subscribe(ben)
    changed(thing, added=NEW)
    assert send_due() == []
    User.objects.filter(pk=ann.pk).update(email="ann@example.net")
    assert outcomes(send_due()) == [("ann", 1, "")]
    assert [mail["To"] for mail in mailbox.mails] == ["ann@example.net"]


def test_who_stops_before_it_is_sent_gets_nothing(
    settings: Settings, mailbox: Mailbox, ann: User, thing: Schema
) -> None:
    by(settings, free_port())
    subscription = subscribe(ann)
    changed(thing, added=NEW)
    send_due()
    subscription.delete()
    by(settings, mailbox.port)
    assert send_due(at_any_rate=True) == []
    assert mailbox.raw == []
    assert not Digest.objects.exists()
