"""When something can't be answered, the page says so and leads on."""

import os
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.test import Client, override_settings

from portal.catalog.models import Source
from portal.pages import changes
from tests.pages.dom import Element, parse
from tests.pages.scene import Visit


def page(response: object) -> Element:
    assert isinstance(response, HttpResponse)
    found = parse(response.content.decode())
    assert found.links()["the list of sources"] == "/"
    return found


def test_not_found_says_what(visit: Visit, samples: list[Source]) -> None:
    text = visit("/glance/images/nothing/", status=404).text
    assert (
        "glance/images has never had a property nothing there; one that has gone would keep its"
        " page." in text
    )


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/glance/images/versions/9/",
         "There is no version 9 of this schema; the newest is 4."),
        ("/glance/images/versions/9/images/*/status/",
         "There is no version 9 of glance/images; the newest is 4."),
    ],
)  # fmt: skip
def test_a_version_that_never_was(
    visit: Visit, samples: list[Source], path: str, told: str
) -> None:
    text = visit(path, status=404).text
    assert told in text
    assert "keep" not in text.partition(told)[2].partition("Schema Portal keeps")[0]


def test_bad_request(client: Client, db: None) -> None:
    response = client.get("/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert page(response).one("h1").text == "That was not understood"


def test_forbidden(client: Client, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    def refuse(name: str) -> None:
        raise PermissionDenied("Not <you>.")

    monkeypatch.setattr(changes, "latest", refuse)
    response = client.get("/")
    assert response.status_code == 403
    assert "Not <you>." in page(response).texts("p")


def test_a_fault_of_ours(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    def fail(most: int) -> None:
        raise RuntimeError("a secret detail")

    monkeypatch.setattr(changes, "latest", fail)
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    found = page(response)
    assert found.one("h1").text == "Something went wrong here"
    assert "secret" not in found.text
    assert "Content-Security-Policy" in response


def test_health_is_told_without_the_proxy(db: None) -> None:
    with override_settings(SECURE_SSL_REDIRECT=True, SECURE_REDIRECT_EXEMPT=exempt_from_https()):
        assert Client().get("/health/").status_code == 200
        assert Client().get("/").status_code == 301


def exempt_from_https() -> list[str]:
    """What the settings say where the portal's address is https."""
    printed = subprocess.run(
        [
            sys.executable, "-c",
            "from portal import settings; print(*settings.SECURE_REDIRECT_EXEMPT)",
        ],
        env=os.environ | {"PORTAL_URL": "https://schemas.example.org"},
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return printed.stdout.split()


def test_health(client: Client, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    response = client.get("/health/")
    assert (response.status_code, response.content) == (200, b"ok\n")

    def fail() -> None:
        raise DatabaseError

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", fail)
        response = client.get("/health/")
    assert (response.status_code, response.content) == (503, b"the database does not answer\n")


def test_signing_in(client: Client, visit: Visit, db: None) -> None:
    form = visit("/accounts/login/?next=/search/%3Fq%3Da").one("form", cls="form")
    assert form.one("input", name="next").attributes["value"] == "/search/?q=a"
    link = visit("/accounts/login/?next=/search/%3Fq%3Da").links()["Sign in"]
    assert link == "/accounts/login/?next=%2Fsearch%2F%3Fq%3Da"
    response = client.post("/accounts/login/", {"username": "a", "password": "b"})
    (notice,) = parse(response.content.decode()).all("p", role="alert")
    assert notice.text == "The user name and the password don't match."


@pytest.mark.parametrize(
    "address",
    ["/changes/?source=glance&schema=images", "/changes/?source=glance&property=images[].status",
     "/compare/?before=huawei-ims/images&after=glance/images", "/search/?q=a%26b&source=glance"],
)  # fmt: skip
def test_signing_in_leads_back_to_the_very_page(
    client: Client, visit: Visit, samples: list[Source], address: str
) -> None:
    link = visit(address).links()["Sign in"]
    (back,) = parse_qs(urlsplit(link).query)["next"]
    assert parse_qs(urlsplit(back).query) == parse_qs(urlsplit(address).query)
    assert urlsplit(back).path == urlsplit(address).path
    login = {"username": "editor", "password": "secret", "next": back}
    User.objects.create_user("editor", password="secret")
    assert client.post("/accounts/login/", login)["Location"] == back


def test_signing_out(client: Client, django_user_model: type[User], db: None) -> None:
    client.force_login(django_user_model.objects.create_user("a"))
    assert client.post("/accounts/logout/")["Location"] == "/"


@pytest.mark.parametrize("target", ["//evil.example/", "https://evil.example/", "javascript:x"])
def test_signing_in_leads_nowhere_else(
    client: Client, django_user_model: type[User], target: str, db: None
) -> None:
    django_user_model.objects.create_user("a", password="b")
    form = {"username": "a", "password": "b", "next": target}
    assert client.post("/accounts/login/", form)["Location"] == "/"


@pytest.mark.parametrize(
    ("path", "near", "words"),
    [
        ("/glanse/", "/glance/", "glanse"),
        ("/glance/imagse/", "/glance/images/", "imagse"),
        ("/glance/images/images/*/disk_formt/", "/glance/images/images/*/disk_format/",
         "disk_formt"),
        ("/glance/images/versions/2/images/*/statsu/", "/glance/images/images/*/status/",
         "statsu"),
    ],
)  # fmt: skip
def test_not_found_leads_to_what_may_have_been_meant(
    visit: Visit, samples: list[Source], path: str, near: str, words: str
) -> None:
    page = visit(path, status=404)
    assert near in list(page.one("ul", cls="meant").links().values())[:2]
    assert page.one("input", id="instead").attributes["value"] == words


@pytest.mark.parametrize(
    "path", ["/zzzzzzzz/", "/glance/qqqqqqqqqq/", "/glance/images/xyzxyzxyz/", "/a%00b/c/"]
)
def test_nothing_is_guessed_that_is_not_alike(
    visit: Visit, samples: list[Source], path: str
) -> None:
    assert not visit(path, status=404).all("ul", cls="meant")


def test_what_is_searched_for_instead_is_harmless(visit: Visit, db: None) -> None:
    page = visit("/a/%22%3E%3Cscript%3E/", status=404)
    assert page.one("input", id="instead").attributes["value"] == '"><script>'
