"""Stopping by the link of a mail: signed out, by one click of a program or after a question."""

from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client

from portal.catalog.models import Schema
from portal.notify import stopping
from portal.notify.models import Subscription
from tests.notify.conftest import subscribe
from tests.pages.dom import parse

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(ann: User, ben: User, thing: Schema) -> str:
    """Where two of ann's three subscriptions are stopped."""
    mine = [subscribe(ann, thing), subscribe(ann, least="breaking"), subscribe(ann, often="daily")]
    subscribe(ben)
    return urlsplit(stopping.url(mine[:2])).path


def left() -> list[str]:
    return [str(each) for each in Subscription.objects.all()]


def test_to_look_asks_and_stops_nothing(client: Client, address: str) -> None:
    before = left()
    answer = client.get(address)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    page = parse(answer.content.decode()).one("main")
    assert page.texts("li") == [
        "cloud/thing: every change on either side, at once",
        "everything: what breaks on either side, at once",
    ]
    assert page.one("form").attributes["method"] == "post"
    assert left() == before


def test_one_click_stops_just_these(address: str) -> None:
    """The POST of RFC 8058, section 3.2: no cookie, no token in it, no redirect after."""
    program = Client(enforce_csrf_checks=True)
    answer = program.post(address, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not program.cookies
    assert "Stopped." in parse(answer.content.decode()).one("main").text
    assert left() == ["ann: everything daily", "ben: everything at-once"]
    again = program.post(address, {"List-Unsubscribe": "One-Click"})
    assert again.status_code == 200
    assert "That was stopped before" in parse(again.content.decode()).one("main").text
    assert len(left()) == 2


def test_an_address_that_is_not_ours_stops_nothing(client: Client, address: str) -> None:
    before = left()
    for wrong in (address.replace(":", "x:", 1), f"{address[:-3]}/", "/notify/stop/WzFd/"):
        answer = client.post(wrong)
        assert answer.status_code == 404, wrong
        assert "nothing was stopped" in answer.content.decode()
    assert left() == before
