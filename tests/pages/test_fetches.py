"""Fetching on demand: who may ask, and how it is followed."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from portal.catalog.models import FetchRequest, Schema, Source
from tests.ingest.making import make_schema
from tests.pages.scene import URL, Visit, served

DONE: dict[str, Any] = {
    "schema": "thing", "outcome": "new", "version": 2, "changes": 3, "message": "",
}  # fmt: skip
BAD: dict[str, Any] = {
    "schema": "other", "outcome": "credentials", "version": None, "changes": 0, "message": "401.",
}  # fmt: skip


@pytest.fixture
def editor(client: Client, db: None) -> User:
    """A person who has signed in."""
    user = User.objects.create_user("editor", password="secret")
    client.force_login(user)
    return user


@pytest.fixture
def thing(db: None) -> Schema:
    return served({"properties": {"a": {}}}, url=URL)


@pytest.fixture
def wanted(thing: Schema) -> FetchRequest:
    return FetchRequest.objects.want(thing.source, reason=FetchRequest.Reason.ASKED)


@pytest.mark.parametrize("name", ["thing", ""])
def test_a_wish_is_written_down_once(
    client: Client, editor: User, thing: Schema, name: str
) -> None:
    for _ in range(2):
        response = client.post("/fetches/", {"source": "cloud", "schema": name})
        wanted = FetchRequest.objects.get()
        assert (response.status_code, response["Location"]) == (302, f"/fetches/{wanted.pk}/")
    assert (wanted.schema_name, wanted.reason, wanted.requested_by) == (name, "asked", editor)


def test_the_button_is_for_those_who_have_signed_in(
    client: Client, visit: Visit, thing: Schema
) -> None:
    page = visit("/cloud/thing/?q=a")
    assert page.links()["Sign in to fetch now"] == (
        "/accounts/login/?next=%2Fcloud%2Fthing%2F%3Fq%3Da"
    )
    client.force_login(User.objects.create_user("editor"))
    form = visit("/cloud/thing/").one("form", action="/fetches/")
    fields = {each.attributes["name"]: each.attributes["value"] for each in form.all("input")}
    assert fields["source"] == "cloud"
    assert fields["schema"] == "thing"
    assert fields["csrfmiddlewaretoken"]


@pytest.mark.parametrize(("name", "back"), [("thing", "/cloud/thing/"), ("", "/cloud/")])
def test_others_are_sent_to_sign_in_and_back_to_the_page(
    client: Client, thing: Schema, name: str, back: str
) -> None:
    response = client.post("/fetches/", {"source": "cloud", "schema": name})
    assert response["Location"] == f"/accounts/login/?next={back}"
    assert not FetchRequest.objects.exists()


def test_a_form_from_elsewhere_is_refused(editor: User, thing: Schema) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    response = client.post("/fetches/", {"source": "cloud", "schema": "thing"})
    assert response.status_code == 403
    assert "Please send it again" in response.content.decode()
    assert not FetchRequest.objects.exists()


@pytest.mark.parametrize(
    "form",
    [{}, {"source": "nobody"}, {"source": "cloud", "schema": "nothing"}, {"source": "recorded"},
     {"source": "cl\0oud\0\0"}, {"source": "cloud", "schema": "\0x"}],
)  # fmt: skip
def test_what_is_not_there_is_not_fetched(
    client: Client, editor: User, thing: Schema, form: dict[str, str]
) -> None:
    make_schema("images", source="recorded")
    expected = 302 if form.get("source") == "cl\0oud\0\0" else 404
    assert client.post("/fetches/", form).status_code == expected
    Source.objects.update(retired_at=timezone.now())
    assert client.post("/fetches/", {"source": "cloud"}).status_code == 404


def test_it_is_asked_for_by_post_only(client: Client, editor: User) -> None:
    assert client.get("/fetches/").status_code == 405


@pytest.mark.parametrize(
    ("progress", "text"),
    [
        ({}, "Waiting for the fetch loop …"),
        ({"started_at": timezone.now()}, "Asking which schemas there are …"),
        ({"started_at": timezone.now(), "total": 2, "results": [DONE]}, "1 of 2 …"),
    ],
)
def test_progress_is_followed(
    visit: Visit, wanted: FetchRequest, progress: dict[str, Any], text: str
) -> None:
    FetchRequest.objects.filter(pk=wanted.pk).update(**progress)
    for htmx in (True, False):
        page = visit(wanted.get_absolute_url(), htmx=htmx)
        assert page.all("p", role="status")[-1].text == text
        (part,) = [each for each in page.all("div") if "hx-trigger" in each.attributes]
        assert part.attributes["hx-get"] == wanted.get_absolute_url()
    assert page.one("noscript").one("meta").attributes == {"http-equiv": "refresh", "content": "2"}


def test_when_it_has_finished_it_is_not_asked_again(visit: Visit, wanted: FetchRequest) -> None:
    FetchRequest.objects.filter(pk=wanted.pk).update(
        started_at=timezone.now(), finished_at=timezone.now(), total=2, results=[DONE, BAD]
    )
    page = visit(wanted.get_absolute_url())
    assert page.all("p", role="status")[-1].text.endswith("2 asked for, 1 new, 1 failed.")
    assert not page.all("noscript")
    assert not [each for each in page.one("main").all() if "hx-get" in each.attributes]
    good, bad = page.one("table").all("tr")[1:]
    assert good.texts("td") == ["thing", "new", "2", "3"]
    assert good.links() == {"2": "/cloud/thing/versions/2/"}
    assert bad.texts("td") == ["other", "sign-in refused 401.", "", ""]


@pytest.mark.parametrize(
    ("progress", "text"),
    [
        ({}, "Older than its source allows: it is being fetched anew."),
        ({"results": [BAD]}, "Older than its source allows: it is being fetched anew."),
        ({"results": [BAD, DONE]}, "There is a new version. Show it"),
        ({"results": [DONE | {"outcome": "unchanged"}]},
         "Fetched anew just now: nothing has changed."),
        ({"results": [DONE | {"outcome": "http-500", "version": None}]},
         "Fetching it anew failed; what you read is the last good capture."),
        ({"results": [BAD], "finished_at": timezone.now()},
         "Fetching it anew failed; what you read is the last good capture."),
    ],
)  # fmt: skip
def test_what_readers_of_an_older_version_are_told(
    visit: Visit, wanted: FetchRequest, progress: dict[str, Any], text: str
) -> None:
    FetchRequest.objects.filter(pk=wanted.pk).update(**progress)
    fragment = visit(f"{wanted.get_absolute_url()}?reader=thing", htmx=True)
    assert fragment.text == text
    polls = [each.attributes.get("hx-get") for each in fragment.all("span")]
    is_followed = f"{wanted.get_absolute_url()}?reader=thing" in polls
    assert is_followed == ("is being" in text)


def test_there_is_no_such_fetch(visit: Visit, db: None) -> None:
    visit("/fetches/1/", status=404)
    visit(f"/fetches/{'9' * 40}/", status=404)
