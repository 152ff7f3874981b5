"""Problem Details (RFC 9457)."""

import json
from typing import Any

import pytest
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import Http404
from django.test import Client
from rest_framework import exceptions

from portal.api import stored
from portal.api.problems import KINDS
from portal.catalog.models import Schema
from tests.api.scene import Get, body, results

pytestmark = pytest.mark.django_db


@pytest.fixture
def fail(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets the list of sources fail with an exception."""

    def with_(error: Exception) -> None:
        def sources() -> None:
            raise error

        monkeypatch.setattr(stored, "sources", sources)

    return with_


@pytest.fixture
def calm(client: Client) -> Client:
    """A client to which a failure of the portal is an answer, as it is to others."""
    client.raise_request_exception = False
    return client


def test_a_problem(get: Get) -> None:
    response = get("nonsense/?a=b")
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-cache"
    assert body(response) == {
        "type": "/api/v1/problems/not-found/",
        "title": "There is nothing at this address",
        "status": 404,
        "detail": "There is nothing at /api/v1/nonsense/; /api/v1/ lists what there is.",
        "instance": "/api/v1/nonsense/?a=b",
    }


def test_every_type_has_an_address_that_tells_of_it(get: Get) -> None:
    rows = results(get("problems/"))
    assert [row["type"] for row in rows] == [f"/api/v1/problems/{kind}/" for kind in KINDS]
    for row in rows:
        assert body(get(row["type"])) == row
        assert row["title"]
        assert row["description"]


def test_an_unknown_type_is_not_found(get: Get) -> None:
    assert get("problems/nonsense/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize(
    "address", ["", "sources/", "sources/cloud/schemas/widget/", "schema/", "docs/"]
)
def test_other_methods_are_not_allowed(widgets: Schema, method: str, address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    response = getattr(client, method)(f"/api/v1/{address}")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["type"] == "/api/v1/problems/method-not-allowed/"


@pytest.mark.parametrize("method", ["get", "head", "options", "post", "delete"])
@pytest.mark.parametrize("address", ["nonsense/", "sources/cloud/schemas/nonsense/", "a%0A%00/"])
def test_where_nothing_is_no_method_finds_anything(
    widgets: Schema, method: str, address: str
) -> None:
    client = Client(enforce_csrf_checks=True)
    response = getattr(client, method)(f"/api/v1/{address}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "address", ["sources/", "sources/cloud/schemas/widget/versions/1/raw/", "schema/", "docs/"]
)
def test_options(client: Client, widgets: Schema, address: str) -> None:
    response = client.options(f"/api/v1/{address}")
    assert (response.status_code, response["Allow"]) == (204, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize(
    ("address", "available"),
    [
        ("sources/", ["application/json"]),
        ("docs/", ["text/html"]),
        (
            "schema/",
            [
                "application/vnd.oai.openapi+json",
                "application/json",
                "application/vnd.oai.openapi",
                "application/yaml",
            ],
        ),
    ],
)
def test_not_acceptable(get: Get, address: str, available: list[str]) -> None:
    response = get(address, Accept="image/png")
    assert response.status_code == 406
    assert response["Content-Type"] == "application/problem+json"
    assert body(response)["available"] == available


@pytest.mark.parametrize("query", ["nonsense=1", "Kind=glance", "format=json", "kind[]=x"])
def test_an_unknown_parameter_is_refused_with_those_that_are_known(get: Get, query: str) -> None:
    response = get(f"sources/?{query}")
    assert response.status_code == 400
    problem = body(response)
    assert problem["type"] == "/api/v1/problems/bad-parameter/"
    assert problem["parameter"] == query.partition("=")[0]
    assert problem["known"] == ["cursor", "fields", "kind", "order", "page", "page_size", "state"]


def test_where_none_is_known_it_says_so(get: Get) -> None:
    problem = body(get("docs/?x"))
    assert problem["known"] == []
    assert "none" in problem["detail"]


def test_a_parameter_that_is_given_twice_is_refused(get: Get) -> None:
    response = get("sources/?kind=file&kind=glance")
    assert response.status_code == 400
    assert body(response)["detail"] == "kind is given 2 times."


@pytest.mark.parametrize("error", [OperationalError("secret"), InterfaceError("secret")])
def test_without_its_database_the_portal_asks_for_patience(
    fail: Any, get: Get, error: Exception
) -> None:
    fail(error)
    response = get("sources/")
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert b"secret" not in response.content


def test_a_fault_of_the_portal_is_told_to_whoever_listens(fail: Any, calm: Client) -> None:
    heard: list[Any] = []

    def listener(**kwargs: Any) -> None:
        heard.append(kwargs["request"])

    got_request_exception.connect(listener)
    fail(ZeroDivisionError("secret"))
    response = calm.get("/api/v1/sources/")
    got_request_exception.disconnect(listener)
    assert response.status_code == 500
    assert response["Content-Type"] == "application/problem+json"
    assert b"secret" not in response.content
    assert [each.path for each in heard] == ["/api/v1/sources/"]


def test_who_debugs_sees_the_fault_itself(fail: Any, get: Get, settings: Any) -> None:
    settings.DEBUG = True
    fail(ZeroDivisionError("secret"))
    with pytest.raises(ZeroDivisionError):
        get("sources/")


@pytest.mark.parametrize(
    ("error", "status", "kind", "title"),
    [
        (Http404("Nobody."), 404, "/api/v1/problems/not-found/", KINDS["not-found"].title),
        (exceptions.NotFound(), 404, "/api/v1/problems/not-found/", KINDS["not-found"].title),
        (exceptions.PermissionDenied(), 403, "about:blank", "Forbidden"),
        (exceptions.Throttled(), 429, "about:blank", "Too Many Requests"),
    ],
)
def test_what_django_and_its_framework_raise(
    fail: Any, get: Get, error: Exception, status: int, kind: str, title: str
) -> None:
    fail(error)
    response = get("sources/")
    problem = body(response)
    assert (response.status_code, problem["status"]) == (status, status)
    assert (problem["type"], problem["title"]) == (kind, title)
    assert problem["detail"]


def test_texts_of_others_come_as_they_are(get: Get) -> None:
    response = get("sources/?%E5%90%8D=1")
    assert "'名'" in json.loads(response.content)["detail"]
