"""Which answers are given again, and to whom; told by a view that counts how often it is asked."""

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from portal import answers, database
from portal.answers import Answers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is committed meanwhile, not even by other tests to their databases of one server."""
    monkeypatch.setattr(database.Watch, "token", lambda self: "0")


class Seen:
    """A view of nothing but what it is told to answer, which counts how often it is asked."""

    def __init__(self, **headers: str) -> None:
        self.times = 0
        self.headers = headers
        self.body = b"all"

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        self.times += 1
        return HttpResponse(self.body, headers=self.headers)


def ask(middleware: Answers, path: str = "/", **headers: str) -> HttpResponse:
    response = middleware(RequestFactory().get(path, headers=headers))
    assert isinstance(response, HttpResponse)
    return response


def test_conditions_hold_for_the_first_answer_as_well() -> None:
    middleware = Answers(Seen(ETag='"a"'))
    assert ask(middleware, If_None_Match='"a"').status_code == 304
    assert ask(middleware).content == b"all"


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Token x"},
        {"Range": "bytes=0-1"},
        {"If-Match": '"a"'},
        {"If-Unmodified-Since": "Thu, 01 Jan 2026 00:00:00 GMT"},
        {"Cookie": "sessionid=x"},
        {"Cookie": "messages=x"},
    ],
)
def test_what_is_somebodys_or_rare_is_asked_each_time(headers: dict[str, str]) -> None:
    seen = Seen()
    middleware = Answers(seen)
    for _ in range(2):
        ask(middleware, **headers)
    assert seen.times == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache-Control": "no-store"},
        {"Cache-Control": "private, max-age=60"},
        {"Vary": "Accept, User-Agent"},
        {"Vary": "*"},
    ],
)
def test_what_its_view_wants_not_kept_is_not(headers: dict[str, str]) -> None:
    seen = Seen(**headers)
    middleware = Answers(seen)
    assert "ETag" not in ask(middleware)
    ask(middleware)
    assert seen.times == 2


def test_faults_cookies_and_streams_are_not_kept() -> None:
    def fault(request: HttpRequest) -> HttpResponseBase:
        return HttpResponse(f"{next(numbers)}", status=404)

    def cookie(request: HttpRequest) -> HttpResponseBase:
        response = HttpResponse(f"{next(numbers)}")
        response.set_cookie("a", "b")
        return response

    def stream(request: HttpRequest) -> HttpResponseBase:
        return StreamingHttpResponse([f"{next(numbers)}"])

    numbers = iter(range(10))
    for view in (fault, cookie, stream):
        middleware = Answers(view)
        first, again = (middleware(RequestFactory().get("/")) for _ in range(2))
        bodies = [b"".join(each) for each in (first, again)]
        assert bodies[0] != bodies[1]


def test_changes_are_not_answered_from_what_was_kept() -> None:
    seen = Seen()
    middleware = Answers(seen)
    for method in ("post", "put", "delete", "options"):
        for _ in range(2):
            middleware(getattr(RequestFactory(), method)("/"))
    assert seen.times == 8


def test_within_a_transaction_nothing_is_kept() -> None:
    seen = Seen()
    middleware = Answers(seen)
    with transaction.atomic():
        ask(middleware)
        ask(middleware)
    assert seen.times == 2


@pytest.mark.usefixtures("still")
def test_they_are_forgotten_in_time_and_when_they_are_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen, now = Seen(), 0.0
    middleware = Answers(seen, lambda: now)
    ask(middleware)
    now = answers._LONGEST - 1
    ask(middleware)
    assert seen.times == 1
    now = answers._LONGEST + 1
    ask(middleware)
    assert seen.times == 2
    one = middleware._kept.currsize
    monkeypatch.setattr(answers, "_MOST_BYTES", 2 * one + 20)
    middleware = Answers(seen)
    for path in ("/1", "/2", "/1", "/3", "/1", "/2"):  # the third finds no room with both
        ask(middleware, path)
    assert seen.times == 2 + 4
    ask(middleware, f"/1?q={'x' * int(one)}")  # a question takes room as well: both are gone
    ask(middleware, "/1")
    ask(middleware, "/2")
    assert seen.times == 2 + 4 + 3
    monkeypatch.setattr(answers, "_LARGEST", 2)
    for _ in range(2):
        ask(middleware, "/4")
    assert seen.times == 2 + 4 + 3 + 2


def test_a_developer_sees_each_change_at_once(settings: Settings) -> None:
    settings.DEBUG = True
    with pytest.raises(MiddlewareNotUsed):
        Answers(Seen())


def test_a_database_that_does_not_answer_is_left_to_the_view(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = Seen()
    middleware = Answers(seen)
    monkeypatch.setattr(database.Watch, "token", lambda self: None)
    ask(middleware)
    ask(middleware)
    assert seen.times == 2
