"""When mails are due: at once, after midnight, after the night to Monday."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from portal.catalog.models import Notice, Schema
from portal.notify.sending import send_due
from tests.notify.conftest import Mailbox, changed, subscribe

pytestmark = pytest.mark.django_db
NEW = {"type": "integer"}
MONDAY = datetime.fromisoformat("2026-11-23T00:00:00+00:00")


@pytest.mark.parametrize(
    ("often", "noticed", "now", "is_due"),
    [
        ("daily", MONDAY - timedelta(seconds=1), MONDAY, True),
        ("daily", MONDAY, MONDAY + timedelta(hours=23, minutes=59), False),
        ("daily", MONDAY, MONDAY + timedelta(days=1), True),
        ("weekly", MONDAY - timedelta(seconds=1), MONDAY, True),
        ("weekly", MONDAY, MONDAY + timedelta(days=6, hours=23), False),
        ("weekly", MONDAY, MONDAY + timedelta(days=7), True),
        ("weekly", MONDAY - timedelta(days=9), MONDAY + timedelta(days=3), True),
        ("at-once", MONDAY, MONDAY, True),
    ],
)
def test_when_it_is_due(
    mailbox: Mailbox,
    ann: User,
    thing: Schema,
    monkeypatch: pytest.MonkeyPatch,
    often: str,
    noticed: datetime,
    now: datetime,
    is_due: bool,
) -> None:
    subscribe(ann, often=often)
    changed(thing, added=NEW)
    Notice.objects.update(at=noticed)
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert len(send_due()) == is_due
    assert len(mailbox.raw) == is_due


def test_each_rhythm_and_language_has_a_mail_of_its_own(
    mailbox: Mailbox, ann: User, thing: Schema
) -> None:
    subscribe(ann, often="at-once")
    subscribe(ann, often="daily")
    subscribe(ann, thing, language="zh-hans")
    changed(thing, added=NEW)
    assert len(send_due()) == 2
    Notice.objects.update(at=timezone.now() - timedelta(days=1))
    assert [each.often for each in send_due()] == ["daily"]
    assert len(mailbox.raw) == 3
