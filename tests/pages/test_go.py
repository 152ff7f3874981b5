"""/go/: from what people write in wikis to the page they mean."""

from urllib.parse import quote

import pytest
from django.test import Client

from portal.catalog.models import Source
from tests.pages.scene import Visit, served

FORMAT = "/glance/images/images/*/disk_format/"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("glance", "/glance/"),
        ("Glance/", "/glance/"),
        ("glance/images", "/glance/images/"),
        ("glance/images/images[].disk_format", FORMAT),
        ("glance/images/images/*/disk_format", FORMAT),
        ("glance/images/disk_format/", FORMAT),
        ("/glance//images/disk_format", FORMAT),
        ("glance/images/disk format", FORMAT),
        ("Glance/images/Disk format", FORMAT),
        ("glance/images/images%255B%255D.disk_format", FORMAT),
        ("glance/images/images%2F*%2Fdisk_format", FORMAT),
        ("glance/images%23disk_format", FORMAT),
        ("glance/images%23/properties/images/items/properties/disk_format", FORMAT),
        ("glance/images@2/disk_format", "/glance/images/versions/2/images/*/disk_format/"),
        ("glance/images@2", "/glance/images/versions/2/"),
        ("glance/images/backend", "/glance/images/images/*/backend/"),  # which has gone
    ],
)
def test_it_leads_to_the_page_that_is_meant(
    client: Client, samples: list[Source], text: str, url: str
) -> None:
    response = client.get(f"/go/{text.replace(' ', '%20')}")
    assert (response.status_code, response.headers["Location"]) == (302, url)
    assert client.get(url).status_code == 200


def test_only_what_can_never_be_another_page_is_permanent(
    client: Client, samples: list[Source]
) -> None:
    pinned = "glance/images/versions/2/images/*/disk_format"
    assert client.get(f"/go/{pinned}").status_code == 301
    assert client.get(f"/go/{pinned}/").headers["Location"] == f"/{pinned}/"
    assert client.get("/go/glance/images/versions/2/disk_format").status_code in {302, 404}
    assert client.get("/go/glance/images/images/*/disk_format").status_code == 302


def test_several_meanings_are_offered(visit: Visit) -> None:
    inner = {"type": "object", "properties": {"id": {"type": "string"}}}
    served({"properties": {"a": inner, "b": inner}})
    page = visit("/go/cloud/thing/ID", status=300)
    assert (
        page.links().items() >= {"a.id": "/cloud/thing/a/id/", "b.id": "/cloud/thing/b/id/"}.items()
    )
    assert visit("/go/cloud/thing/a/id", status=302) is not None


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("glance/images/disk_fromat", FORMAT),
        ("glanse/images", "/glance/"),
        ("glance/imagess", "/glance/images/"),
        ("glance/images@1/never_there", ""),
        ("glance/images@99", ""),
        ("", ""),
        ("a\0b/\0", ""),
        ("glance/images/\0", ""),
        ("glance/images/" + "x" * 5_000, ""),
        ("glance/images%23/properties/nothing", ""),
    ],
)
def test_where_there_is_nothing_what_is_near_is_offered(
    visit: Visit, samples: list[Source], text: str, near: str
) -> None:
    page = visit(f"/go/{text.replace(chr(0), '%00')}", status=404)
    assert "Nothing here is called so" in page.text
    if near:
        assert near in [each.attributes["href"] for each in page.one(cls="meant").all("a")]


@pytest.mark.parametrize(
    "text",
    [
        "/evil.example/glance",
        "//evil.example/glance/images",
        "https://evil.example/",
        "\\\\evil.example",
        "/\\evil.example/%2e%2e",
        "glance/..//evil.example",
        "javascript:alert(1)",
        "glance/images/\r\nSet-Cookie: a=b",
    ],
)
def test_it_never_leads_elsewhere(client: Client, samples: list[Source], text: str) -> None:
    for spelled in (text, quote(text, safe=""), quote(quote(text, safe=""), safe="")):
        response = client.get(f"/go/{quote(spelled)}")
        assert response.status_code in {302, 404}
        location = response.headers.get("Location", "/glance/")
        assert location.startswith("/glance/"), location


def test_what_a_version_did_not_have_is_not_led_to(visit: Visit) -> None:
    served({"properties": {"old": {}}}, {"properties": {"new": {}}})
    page = visit("/go/cloud/thing@1/new", status=404)
    assert "/cloud/thing/new/" in page.links().values()
    assert visit("/go/cloud/thing@1/old", status=302) is not None


def test_it_only_reads(client: Client, samples: list[Source]) -> None:
    assert client.post("/go/glance").status_code == 405
    assert client.head("/go/glance").status_code == 302
