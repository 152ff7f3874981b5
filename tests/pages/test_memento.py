"""Pages in time (RFC 7089), and where the other versions are (RFC 5829)."""

import pytest
from django.test import Client

from portal.catalog.models import Source
from tests.api.scene import DAY_ONE, say, widget

HOST = "http://127.0.0.1:8000"
PAGE = "/cloud/widget/"
FIRST, SECOND = "Sat, 01 Jun 2024 00:00:00 GMT", "Sun, 02 Jun 2024 00:00:00 GMT"


@pytest.fixture(autouse=True)
def versions(db: None) -> None:
    """Two versions, a day apart: `old` goes with the second."""
    source = Source.objects.create(name="cloud", kind=Source.Kind.JSON_SCHEMA)
    say(source, "widget", widget(size={}, old={}), DAY_ONE)
    say(source, "widget", widget(size={"type": "string"}), DAY_ONE.replace(day=2))


@pytest.mark.parametrize("below", ["", "size/"])
@pytest.mark.parametrize(
    ("query", "headers", "number"),
    [
        ("?at=2024-06-01", {}, 1),
        ("?at=2024-06-09", {}, 2),
        ("", {"Accept-Datetime": FIRST}, 1),
        ("", {"Accept-Datetime": "Thu, 01 Jan 1970 00:00:00 GMT"}, 1),
        ("", {"Accept-Datetime": "Fri, 01 Jan 2100 00:00:00 GMT"}, 2),
    ],
)
def test_a_time_leads_to_the_pinned_page(
    client: Client, below: str, query: str, headers: dict[str, str], number: int
) -> None:
    response = client.get(f"{PAGE}{below}{query}", headers=headers)
    assert (response.status_code, response["Location"]) == (302, f"{PAGE}versions/{number}/{below}")
    assert "Accept-Datetime" in response["Vary"]
    arrived = client.get(response["Location"])
    assert arrived["Memento-Datetime"] == (FIRST, SECOND)[number - 1]
    assert f'<{HOST}{PAGE}{below}>; rel="original timegate"' in arrived["Link"]


def test_the_rest_of_the_query_is_kept(client: Client) -> None:
    response = client.get(f"{PAGE}?q=size&at=2024-06-01")
    assert response["Location"] == f"{PAGE}versions/1/?q=size"


def test_before_the_first_capture_there_is_none_and_the_page_says_since_when(
    client: Client,
) -> None:
    response = client.get(f"{PAGE}?at=2024-05-31")
    assert response.status_code == 404
    assert "first captured 2024-06-01" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "headers"), [("?at=soon", {}), ("", {"Accept-Datetime": "soon"})]
)
def test_what_is_no_time_is_refused(client: Client, query: str, headers: dict[str, str]) -> None:
    assert client.get(f"{PAGE}{query}", headers=headers).status_code == 400


def test_links_to_the_other_versions(client: Client) -> None:
    now, then = client.get(PAGE), client.get(f"{PAGE}versions/1/")
    for response in (now, then):
        assert f'<{HOST}{PAGE}versions/>; rel="version-history"' in response["Link"]
        assert f'<{HOST}{PAGE}versions/2/>; rel="latest-version"' in response["Link"]
    assert f'<{HOST}{PAGE}versions/2/>; rel="successor-version"' in then["Link"]
    assert "Memento-Datetime" not in now
    second = client.get(f"{PAGE}versions/2/")["Link"]
    assert f'<{HOST}{PAGE}versions/1/>; rel="predecessor-version"' in second
    assert "successor-version" not in second


def test_the_timemap(client: Client) -> None:
    response = client.get(f"{PAGE}-/timemap/")
    assert response["Content-Type"] == "application/link-format"
    assert response.content.decode().splitlines()[2:] == [
        f'<{HOST}{PAGE}versions/1/>; rel="first memento"; datetime="{FIRST}",',
        f'<{HOST}{PAGE}versions/2/>; rel="last memento"; datetime="{SECOND}"',
    ]
    old = client.get(f"{PAGE}-/timemap/?property=old").content.decode()
    assert old.count("memento") == 1
    assert client.get(f"{PAGE}-/timemap/?property=nothing").status_code == 404


def test_what_is_not_there_has_no_time(client: Client) -> None:
    response = client.get(f"{PAGE}versions/9/")
    assert (response.status_code, "Memento-Datetime" in response) == (404, False)


def test_of_what_was_never_captured_the_page_is_shown(client: Client) -> None:
    from portal.catalog.models import Schema

    Schema.objects.named(Source.objects.get(name="cloud"), "empty")
    response = client.get("/cloud/empty/", headers={"Accept-Datetime": FIRST})
    assert response.status_code == 200
