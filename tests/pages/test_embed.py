"""What other sites show in a frame, and that they show nothing else."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from portal.catalog.models import Source
from portal.catalog.models.former import rename_source
from tests.pages.scene import Visit, served

FORMAT = "/glance/images/images/*/disk_format/"
HOSTS = ["https://wiki.example.org", "*.example.com:8443"]


@pytest.fixture(autouse=True)
def hosts(settings: Settings) -> None:
    settings.EMBED_HOSTS = HOSTS


def ancestors(client: Client, path: str) -> tuple[str, str | None]:
    """Who may show it in a frame, by both headers."""
    response = client.get(path)
    directives = response.headers["Content-Security-Policy"].split("; ")
    [said] = [each for each in directives if each.startswith("frame-ancestors")]
    return said, response.headers.get("X-Frame-Options")


def test_a_property_tells_what_most_readers_want(visit: Visit, samples: list[Source]) -> None:
    page = visit(f"/embed{FORMAT}")
    assert page.one("h1").text == "disk_format"
    assert "glance/images images[].disk_format" in page.text
    assert {"qcow2", "raw"} <= set(page.texts("code"))
    assert page.one("h1").one("a").attributes["href"] == FORMAT
    for link in page.all("a"):
        assert (link.attributes["target"], link.attributes["rel"]) == ("_blank", "noopener")
    assert not page.all("script") + page.all("form") + page.all("input") + page.all("button")


def test_a_schema_and_a_version(visit: Visit, samples: list[Source]) -> None:
    assert "properties" in visit("/embed/glance/images/").text
    page = visit("/embed/glance/images/versions/2/")
    assert "as in version 2" in page.text
    assert page.one("h1").one("a").attributes["href"] == "/glance/images/versions/2/"


def test_a_comparison(visit: Visit) -> None:
    many: dict[str, object] = {f"p{number}": {} for number in range(20)}
    served({"properties": {"a": {}}}, {"properties": {"a": {"type": "string"}}},
           {"properties": many})  # fmt: skip
    page = visit("/embed/cloud/thing/compare/1...2/")
    assert page.texts("li")[0].startswith("a:")
    assert page.one("h1").text == "cloud/thing: version 1 and version 2"
    assert "Nothing differs" in visit("/embed/cloud/thing/compare/2...2/").text
    assert "and 9 more properties" in visit("/embed/cloud/thing/compare/1...3/").text


def test_what_has_gone_says_so(visit: Visit) -> None:
    served({"properties": {"old": {"type": "string"}, "a": {}}}, {"properties": {"a": {}}})
    page = visit("/embed/cloud/thing/old/")
    assert "no longer served since version 2" in page.one("p", cls="gone").text
    assert not visit("/embed/cloud/thing/versions/1/old/").all("p", cls="gone")


def test_where_nothing_is_the_frame_says_so(client: Client, visit: Visit) -> None:
    served({"properties": {"a": {}}})
    for path in ("/embed/cloud/thing/x/", "/embed/cloud/", "/embed/x/", "/embed/cloud/thing/a%00/"):
        assert "There is nothing to show" in visit(path, status=404).text
        assert "wiki.example.org" in ancestors(client, path)[0]


def test_only_embeds_can_be_framed(client: Client, samples: list[Source]) -> None:
    allowed = "frame-ancestors https://wiki.example.org *.example.com:8443"
    assert ancestors(client, f"/embed{FORMAT}") == (allowed, None)
    for path in ("/", FORMAT, "/glance/images/", "/accounts/login/", "/nowhere/", "/go/glance"):
        assert ancestors(client, path) == ("frame-ancestors 'none'", "DENY"), path


def test_without_hosts_nothing_can_be_framed(
    client: Client, samples: list[Source], settings: Settings
) -> None:
    settings.EMBED_HOSTS = []
    assert ancestors(client, f"/embed{FORMAT}") == ("frame-ancestors 'none'", "DENY")


def test_it_knows_no_cookie(client: Client, visit: Visit, samples: list[Source]) -> None:
    client.cookies["language"] = "en"
    response = client.get(f"/embed{FORMAT}", headers={"Accept-Language": "zh-CN"})
    assert not response.cookies
    assert 'lang="zh-Hans"' in response.content.decode()
    assert response.headers["Vary"] == "Accept-Language, Accept-Encoding" or (
        "Cookie" not in response.headers["Vary"]
    )


def test_the_reader_of_the_frame_chooses_its_theme(visit: Visit, samples: list[Source]) -> None:
    themes = [
        visit(f"/embed{FORMAT}?theme={asked}").one("html").attributes.get("data-theme")
        for asked in ("dark", "light", "%22onload=x", "")
    ]
    assert themes == ["dark", "light", None, None]


def test_it_has_one_address(client: Client, samples: list[Source]) -> None:
    moved = client.get("/embed/glance/images/disk_format/?theme=dark")
    assert (moved.status_code, moved.headers["Location"]) == (301, f"/embed{FORMAT}?theme=dark")
    rename_source(Source.objects.get(name="glance"), "image-service")
    moved = client.get("/embed/glance/images/")
    assert moved.headers["Location"] == "/embed/image-service/images/"


def test_upstreams_text_does_nothing(visit: Visit) -> None:
    hostile = '"><script>alert(1)</script>\u202e'
    served({"properties": {hostile: {"description": f"{hostile} [x](javascript:alert(1))",
                                     "enum": [hostile]}}})  # fmt: skip
    [url] = [each for each in visit("/cloud/thing/").links().values() if "script" in each][:1]
    page = visit(f"/embed{url.split('?')[0]}")
    assert not page.all("script")
    assert "\u202e" not in page.text
    assert not any("javascript" in each.attributes.get("href", "") for each in page.all("a"))
