"""What previews of links show: Open Graph's facts, and the picture beside them."""

import io
import time

import pytest
from django.test import Client
from PIL import Image

from portal.catalog import addresses
from portal.catalog.models import Source
from portal.catalog.models.former import rename_schema
from portal.pages import picture
from tests.pages.dom import Element, parse
from tests.pages.scene import Visit, served

pytestmark = pytest.mark.django_db
HERE = "http://127.0.0.1:8000"
FORMAT = "/glance/images/images/*/disk_format/"
CARD = "/glance/images/-/card/4/images/*/disk_format.png"


def preview(page: Element) -> dict[str, str]:
    """The facts for previews, by their names."""
    found = page.all("meta")
    return {
        each.attributes.get("property") or each.attributes["name"]: each.attributes["content"]
        for each in found
        if "content" in each.attributes and each.attributes.keys() & {"property", "name"}
    }


def image(client: Client, path: str) -> Image.Image:
    response = client.get(path)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/png")
    return Image.open(io.BytesIO(response.content))


def test_a_property_tells_its_type_its_values_and_its_last_change(
    visit: Visit, samples: list[Source]
) -> None:
    said = preview(visit(FORMAT))
    assert said["og:title"] == "disk_format in glance/images"
    assert said["og:url"] == HERE + FORMAT
    assert said["og:description"].startswith("string or null · null, ami, ari, aki, vhd, vhdx and ")
    assert said["og:image"] == HERE + CARD
    assert said["twitter:card"] == "summary_large_image"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    chinese = preview(visit(FORMAT, language="zh-hans"))
    assert chinese["og:image"] == said["og:image"]  # it has no language


def test_the_last_change_is_told(visit: Visit) -> None:
    served({"properties": {"a": {}, "b": {}}}, {"properties": {"a": {"type": "string"}, "b": {}}})
    changed = preview(visit("/cloud/thing/a/"))["og:description"]
    assert "last changed in version 2, captured 20" in changed
    for unchanged in ("/cloud/thing/b/", "/cloud/thing/versions/1/a/"):
        assert "changed" not in preview(visit(unchanged))["og:description"]


def test_what_has_come_has_not_changed(visit: Visit) -> None:
    served({"properties": {"a": {}}}, {"properties": {"a": {}, "b": {}}},
           {"properties": {"a": {}, "b": {}, "c": {}}})  # fmt: skip
    assert "since version 2, captured 20" in preview(visit("/cloud/thing/b/"))["og:description"]


def test_a_schema_and_what_was(visit: Visit, samples: list[Source]) -> None:
    said = preview(visit("/glance/images/"))
    assert said["og:image"] == f"{HERE}/glance/images/-/card/4.png"
    assert "properties" in said["og:description"]
    pinned = preview(visit("/glance/images/versions/2/"))
    assert pinned["og:image"] == f"{HERE}/glance/images/-/card/2.png"
    assert "as in version 2" in pinned["og:description"]
    gone = preview(visit("/glance/images/images/*/backend/"))
    assert "no longer served since version 4" in gone["og:description"]
    assert gone["og:image"].endswith("/-/card/3/images/*/backend.png")


def test_the_picture_is_kept_for_ever(client: Client, samples: list[Source]) -> None:
    assert image(client, CARD).size == (1200, 630)
    response = client.get(CARD)
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Cookie" not in response.headers.get("Vary", "")
    etag = response.headers["ETag"]
    assert client.get(CARD, headers={"If-None-Match": etag}).status_code == 304
    picture.png.cache_clear()
    chinese = client.get(CARD, headers={"Accept-Language": "zh-hans"})
    assert chinese.content == response.content
    assert client.get("/glance/images/-/card/4.png").content != response.content


def test_pictures_differ_where_facts_do(client: Client) -> None:
    served({"properties": {"a": {"type": "string"}}}, {"properties": {"a": {"type": "integer"}}})
    first, second = (client.get(f"/cloud/thing/-/card/{number}/a.png") for number in (1, 2))
    assert first.content != second.content


@pytest.mark.parametrize(
    "path",
    [
        "/glance/images/-/card/9.png",
        "/glance/images/-/card/4/never.png",
        "/glance/images/-/card/4/images/*/backend.png",  # which that version doesn't have
        "/glance/never/-/card/1.png",
        "/never/images/-/card/1.png",
        "/glance/images/-/card/4/a%00.png",
        "/glance/images/-/card/0.png/",
    ],
)
def test_of_nothing_there_is_no_picture(client: Client, samples: list[Source], path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_picture_follows_a_new_name(client: Client) -> None:
    schema = served({"properties": {"a": {}}})
    rename_schema(schema, "object")
    moved = client.get("/cloud/thing/-/card/1/a.png")
    assert moved.headers["Location"] == "/cloud/object/-/card/1/a.png"
    assert image(client, "/cloud/object/-/card/1/a.png").size == (1200, 630)


def test_what_the_font_has_not_is_written_as_its_escape() -> None:
    assert (
        picture.drawable("磁盘 a\u202e\n\x00😀")
        == "\\u78c1\\u76d8 a\\u202e\\n\\u0000\\ud83d\\ude00"
    )
    assert picture.drawable("plain ~") == "plain ~"


def test_a_name_that_the_font_has_not_is_shown_without_a_picture(
    client: Client, visit: Visit
) -> None:
    served({"properties": {"磁盘": {}, "disk": {"enum": ["磁盘", "x"]}, "plain": {}}})
    said = preview(visit("/cloud/thing/磁盘/"))
    assert said["og:title"] == "磁盘 in cloud/thing"
    assert said["twitter:card"] == "summary"
    assert "og:image" not in said
    about = {"url": f"{HERE}/cloud/thing/磁盘/"}
    assert "thumbnail_url" not in client.get("/oembed", about).json()
    assert "磁盘" in preview(visit("/cloud/thing/disk/"))["og:description"]
    drawn = client.get("/cloud/thing/-/card/1/disk.png").content
    # The values, of which one can't be drawn, are left out.
    assert drawn == picture.png("cloud/thing disk, version 1", "disk", ("string",))


def test_hostile_names_are_drawn_in_a_moment(client: Client, visit: Visit) -> None:
    names = ["W" * 20_000, "\u202e" * 5_000, "", "𒐫" * 900, "a/b.png", "-/card/1/x"]
    schema = served({"properties": {name: {"enum": [name] * 2} for name in names}})
    began = time.process_time()
    for stored in schema.properties.all():
        offered = preview(visit(stored.get_absolute_url())).get("og:image")
        assert (offered is not None) == (stored.name in {names[0], "", *names[-2:]})
        drawn = image(client, addresses.card_url("cloud", "thing", 1, stored.pointer))
        assert drawn.size == (1200, 630)
        margin = drawn.convert("L").crop((1160, 20, 1200, 630))
        assert margin.getextrema() == (255, 255), "nothing runs over the edge"
    assert time.process_time() - began < 20


def relations(client: Client, path: str) -> dict[str, str]:
    """Those of the page's head, which the Link header must have as well."""
    response = client.get(path)
    assert response.status_code == 200
    head = parse(response.content.decode()).one("head")
    links = [each.attributes for each in head.all("link")]
    found = {each["rel"]: each["href"] for each in links if each["href"].startswith(HERE)}
    found.pop("alternate")
    told = [f'<{url}>; rel="{relation}"' for relation, url in found.items()]
    assert response.headers["Link"].startswith(", ".join(told) + ", <")  # then those of mementos
    assert all(response.headers["Link"].count(f'"{relation}"') == 1 for relation in found)
    return {relation: url.removeprefix(HERE) for relation, url in found.items()}


def test_versions_lead_to_each_other(client: Client, samples: list[Source]) -> None:
    at = "/glance/images/versions"
    related = {"version-history": f"{at}/", "latest-version": f"{at}/4/"}
    assert relations(client, "/glance/images/") == {"canonical": "/glance/images/"} | related
    assert relations(client, f"{at}/2/") == related | {
        "predecessor-version": f"{at}/1/",
        "successor-version": f"{at}/3/",
    }
    assert "predecessor-version" not in relations(client, f"{at}/1/")
    last = f"{at}/4/images/*/disk_format/"
    assert relations(client, FORMAT) == {
        "canonical": FORMAT, "version-history": f"{at}/", "latest-version": last
    }  # fmt: skip
    assert relations(client, last) == {
        "version-history": f"{at}/",
        "latest-version": last,
        "predecessor-version": f"{at}/3/images/*/disk_format/",
    }


def test_a_property_leads_only_where_it_is(client: Client) -> None:
    served({"properties": {"a": {}}}, {"properties": {"b": {}}},
           {"properties": {"a": {}, "b": {}}})  # fmt: skip
    first = relations(client, "/cloud/thing/versions/1/a/")
    third = relations(client, "/cloud/thing/versions/3/a/")
    assert "successor-version" not in first
    assert "predecessor-version" not in third
    assert client.get("/cloud/thing/versions/2/a/").status_code == 404
