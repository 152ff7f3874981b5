"""oEmbed: what other sites are told of an address of this portal."""

import json
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from portal.catalog.models import Source
from tests.pages.dom import parse
from tests.pages.scene import Visit, served

HERE = "http://127.0.0.1:8000"
FORMAT = "/glance/images/images/*/disk_format/"


@pytest.fixture(autouse=True)
def hosts(settings: Settings) -> None:
    settings.EMBED_HOSTS = ["wiki.example.org"]


def ask(client: Client, url: str, status: int = 200, **more: Any) -> Any:
    response = client.get(f"/oembed?{urlencode({'url': url, **more})}")
    assert response.status_code == status, response.content
    return response


def told(client: Client, url: str, **more: Any) -> Any:
    return json.loads(ask(client, url, **more).content)


def test_a_property_is_a_frame(client: Client, samples: list[Source]) -> None:
    said = told(client, HERE + FORMAT)
    assert (said["version"], said["type"]) == ("1.0", "rich")
    assert said["title"] == "disk_format in glance/images"
    assert (said["provider_name"], said["provider_url"]) == ("Schema Portal", f"{HERE}/")
    frame = parse(said["html"]).one("iframe").attributes
    assert frame["src"] == f"{HERE}/embed{FORMAT}"
    assert (frame["width"], frame["height"]) == (str(said["width"]), str(said["height"]))
    assert client.get(frame["src"].removeprefix(HERE)).status_code == 200
    picture = client.get(said["thumbnail_url"].removeprefix(HERE))
    assert picture.headers["Content-Type"] == "image/png"


@pytest.mark.parametrize(
    ("path", "embed"),
    [
        ("/glance/images/", "/embed/glance/images/"),
        ("/glance/images/versions/2/", "/embed/glance/images/versions/2/"),
        ("/glance/images/compare/1...4/", "/embed/glance/images/compare/1...4/"),
        ("/glance/images/backend", "/embed/glance/images/images/*/backend/"),  # which has gone
        ("/go/Glance/images/Disk_format", f"/embed{FORMAT}"),
        ("/glance/images/?q=disk#images", "/embed/glance/images/"),
    ],
)
def test_what_can_be_shown(client: Client, samples: list[Source], path: str, embed: str) -> None:
    said = told(client, HERE + path)
    assert parse(said["html"]).one("iframe").attributes["src"] == HERE + embed


def test_xml_says_the_same(client: Client, samples: list[Source]) -> None:
    response = ask(client, HERE + FORMAT, format="xml")
    assert response.headers["Content-Type"] == "text/xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)  # noqa: S314 - our own
    assert root.tag == "oembed"
    said = told(client, HERE + FORMAT)
    assert {each.tag: each.text for each in root} == {
        name: str(value) for name, value in said.items()
    }


def test_it_is_no_larger_than_asked_for(client: Client, samples: list[Source]) -> None:
    said = told(client, HERE + FORMAT, maxwidth=300, maxheight=5000)
    assert (said["width"], said["height"]) == (300, 280)
    assert "thumbnail_url" not in said
    for wrong in ("x", "-1", "0", "1.5", "²"):
        assert b"maxwidth" in ask(client, HERE + FORMAT, status=400, maxwidth=wrong).content


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/glance/images/",
        "http://127.0.0.1:8001/glance/images/",
        "http://127.0.0.1:8000@evil.example/glance/images/",
        "//127.0.0.1:8000/glance/images/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://[::1",
        "http://127.0.0.1:8000/glance/",
        "http://127.0.0.1:8000/",
        "http://127.0.0.1:8000/changes/",
        "http://127.0.0.1:8000/glance/images/never/",
        "http://127.0.0.1:8000/glance/images/%00/",
        "/glance/images/",
    ],
)
def test_of_all_else_nothing_is_known(client: Client, samples: list[Source], url: str) -> None:
    ask(client, url, status=404)


def test_what_is_asked_wrongly(client: Client, samples: list[Source]) -> None:
    assert b"url is missing" in ask(client, "", status=400).content
    ask(client, HERE + FORMAT, status=501, format="yaml")
    assert client.post("/oembed").status_code == 405


def test_where_no_site_may_show_a_frame_it_is_a_link(
    client: Client, samples: list[Source], settings: Settings
) -> None:
    settings.EMBED_HOSTS = []
    said = told(client, HERE + FORMAT)
    assert said["type"] == "link"
    assert not {"html", "width", "height"} & said.keys()


def test_names_are_only_text(client: Client, visit: Visit) -> None:
    name = '"><script>\u202e&\x01'
    schema = served({"properties": {name: {}}})
    [stored] = schema.properties.all()
    url = HERE + stored.get_absolute_url()
    frame = parse(told(client, url)["html"]).one("iframe")
    assert not parse(told(client, url)["html"]).all("script")
    assert frame.attributes["title"].startswith('"><script>⟨U+202E⟩&')
    root = ElementTree.fromstring(ask(client, url, format="xml").content)  # noqa: S314 - our own
    assert (root.findtext("title") or "").startswith('"><script>⟨U+202E⟩&⟨U+0001⟩')


def test_pages_lead_to_it(client: Client, visit: Visit, samples: list[Source]) -> None:
    for path in (FORMAT, "/glance/images/", "/glance/images/compare/1...4/"):
        for type_ in ("application/json+oembed", "text/xml+oembed"):
            [link] = visit(path).all("link", rel="alternate", type=type_)
            answer = client.get(link.attributes["href"].removeprefix(HERE))
            assert answer.status_code == 200
            assert f"/embed{path}" in answer.content.decode()


def test_scripts_and_caches_of_other_sites_may_keep_it(
    client: Client, samples: list[Source]
) -> None:
    response = ask(client, HERE + FORMAT)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert (
        response.headers["Cache-Control"]
        == f"public, max-age={json.loads(response.content)['cache_age']}"
    )
    assert "Cookie" not in response.headers["Vary"]
    assert not response.cookies
