"""How often an address may ask."""

import threading

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory

from portal.api import throttle
from portal.api.throttle import Throttle, address_of
from portal.api.views.base import Read
from tests.api.scene import Get, body


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_as_many_as_it_may_at_once_and_then_evenly(clock: Clock) -> None:
    bucket = Throttle(6, clock)  # one in ten seconds
    standings = [bucket.ask("a") for _ in range(8)]
    assert [each and each.remaining for each in standings] == [5, 4, 3, 2, 1, 0, 0, 0]
    assert [each and each.wait for each in standings] == [0, 0, 0, 0, 0, 0, 10, 10]
    clock.now = 9.5
    refused = bucket.ask("a")
    assert refused is not None
    assert refused.wait == 1
    clock.now = 10
    allowed = bucket.ask("a")
    assert allowed is not None
    assert (allowed.wait, allowed.remaining) == (0, 0)


def test_each_address_has_its_own(clock: Clock) -> None:
    bucket = Throttle(1, clock)
    waits = [standing.wait for each in ("a", "b", "a") if (standing := bucket.ask(each))]
    assert waits == [0, 0, 60]


def test_those_who_were_quiet_longest_are_forgotten(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "_MOST_KNOWN", 2)
    bucket = Throttle(1, clock)
    for each in "abc":
        bucket.ask(each)
    waits = [standing.wait for each in ("c", "a") if (standing := bucket.ask(each))]
    assert waits == [60, 0]


def test_of_many_at_once_no_more_are_answered_than_may_be(clock: Clock) -> None:
    bucket, answered = Throttle(50, clock), []

    def ask() -> None:
        for _ in range(25):
            standing = bucket.ask("a")
            if standing and not standing.wait:
                answered.append(standing)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(answered) == 50


def test_the_api_says_how_often_and_when_again(
    get: Get, db: None, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Read, "rate", ("read", Throttle(2, clock)))
    first = get("sources/")
    assert first["RateLimit-Policy"] == '"read";q=2;w=60'
    assert first["RateLimit"] == '"read";r=1;t=30'
    assert get("sources/", If_None_Match=first["ETag"])["RateLimit"] == '"read";r=0;t=60'
    refused = get("sources/")
    assert (refused.status_code, refused["Retry-After"]) == (429, "30")
    assert body(refused)["type"] == "/api/v1/problems/too-many-requests/"
    clock.now = 30
    assert get("sources/").status_code == 200


def test_without_a_rate_nothing_is_counted(get: Get, db: None) -> None:
    assert "RateLimit" not in get("sources/")
    assert Throttle(0).ask("a") is None


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # whoever asks directly says nothing true
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.7", "203.0.113.7"),
    ],
)
def test_whose_request_it_is(peer: str, forwarded: str, address: str) -> None:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request: HttpRequest = RequestFactory().get("/", headers=headers, REMOTE_ADDR=peer)
    assert address_of(request) == address


def test_checking_has_a_rate_of_its_own(client: Client, db: None) -> None:
    from portal.api.views.validate import Validate

    assert Validate.rate[0] == "validate"
    assert Validate.rate[1] is not Read.rate[1]
