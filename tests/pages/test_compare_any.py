"""Any two versions beside each other, also of different sources."""

from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from django.test import Client

from portal.catalog.models import Source
from tests.ingest.making import capture, make_schema
from tests.pages.scene import Visit, served
from tests.pages.test_compare import groups

CLOUDS = "/compare/?before=huawei-ims/images@1&after=glance/images@4"


def test_versions_of_two_sources(visit: Visit, samples: list[Source]) -> None:
    page = visit(CLOUDS)
    assert page.one("h1").text == "huawei-ims/images, version 1, to glance/images, version 4"
    found = groups(page)
    assert found["images[].os_hidden"][0][0] == "property added"
    assert ["added to type", "string", '"null"'] in found["images[].checksum"]
    links = page.one("table", cls="sides").links()
    assert links["huawei-ims/images@1"] == "/huawei-ims/images/versions/1/"
    assert links["images[].os_hidden"] == "/glance/images/versions/4/images/*/os_hidden/"


def test_the_other_way_round(visit: Visit, samples: list[Source]) -> None:
    turned = visit(visit(CLOUDS).one("a", cls="swap").attributes["href"])
    assert turned.one("h1").text == "glance/images, version 4, to huawei-ims/images, version 1"
    assert groups(turned)["images[].os_hidden"][0][0] == "property removed"


def test_two_pinned_versions_of_one_schema_have_an_address_of_their_own(
    client: Client, samples: list[Source]
) -> None:
    asked = "/compare/?before=glance/images@1&after=glance/images@4&impact=safe&side=request"
    own = "/glance/images/compare/1...4/?impact=safe&side=request"
    assert client.get(asked)["Location"] == own


def test_what_is_current_moves_on_and_the_pinned_address_is_given(
    visit: Visit, samples: list[Source]
) -> None:
    page = visit("/compare/?before=glance/images@2018-12-31&after=glance/images")
    assert page.one("h1").text == "images: version 2 to 4"
    pinned = page.links()["this address"]
    assert visit(f"{pinned}", status=302).text == ""
    assert "this address" not in visit(CLOUDS).links()
    # A filter stays on the address that was asked for.
    links = page.one("section", cls="judgement").links()
    assert all(
        link.startswith("/compare/?before=glance%2Fimages%402018-12-31&after=glance%2Fimages&")
        for link in links.values()
    )


def test_without_anything_there_is_a_choice(visit: Visit, samples: list[Source]) -> None:
    page = visit("/compare/")
    assert page.one("h1").text == "Compare two versions"
    values = {each.attributes["value"] for each in page.all("option")}
    assert {"glance/images@4", "huawei-ims/images@1", "glance/metadefs/namespace@1"} <= values
    assert not page.all("p", role="alert")


def test_without_any_version_it_leads_to_the_sources(visit: Visit, db: None) -> None:
    page = visit("/compare/")
    assert page.one("p", cls="empty").links() == {"the list of sources": "/"}
    assert not page.all("option")


def test_one_side_is_kept_while_the_other_is_chosen(visit: Visit, samples: list[Source]) -> None:
    page = visit("/compare/?before=glance/images@2")
    before, after = page.all("select")
    selected = [each.text for each in before.all("option") if "selected" in each.attributes]
    assert selected == ["2 · 2018-08-30 · glance/images"]
    assert not [each for each in after.all("option") if "selected" in each.attributes]
    assert {"glance/images@1", "glance/images@4"} <= {
        each.attributes["value"] for each in after.all("option")
    }


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("before=glance/images@9&after=glance/images", "Before: glance/images has no version 9"),
        ("before=glance/images&after=glanse/images", "did you mean 'glance'?"),
        ("before=x&after=glance/images", "'x' is not the address of a version"),
        ("before=glance/images@1999-01-01&after=glance/images", "was first captured 2017-08-30"),
        ("before=<script>&after=%00/a", "After: "),
    ],
)
def test_what_can_not_be_found_is_told_with_a_choice(
    visit: Visit, samples: list[Source], query: str, said: str
) -> None:
    page = visit(f"/compare/?{query}", status=404)
    assert said in " ".join(page.texts("p", role="alert"))
    assert len(page.all("select")) == 2
    assert not page.all("script", type="")


def test_a_name_that_holds_anything(visit: Visit, db: None) -> None:
    names = ["a@b", "x&y=z", "<b>", 'q"', "100%", "ü/é"]
    for name in names:
        schema = make_schema(name)
        capture(schema, {"title": "1"}, datetime(2020, 1, 1, tzinfo=UTC))
        capture(schema, {"title": "2"}, datetime(2020, 1, 2, tzinfo=UTC))
    served({"title": "2"}, name="other")
    for name in names:
        address = quote(f"cloud/{name}@2", safe="")
        page = visit(f"/compare/?before={address}&after=cloud/other")
        assert "These two say the same." in page.text
        selected = [each.attributes["value"] for each in page.all("option")
                    if "selected" in each.attributes]  # fmt: skip
        assert selected == [f"cloud/{name}@2", "cloud/other@1"]
        visit(page.one("a", cls="swap").attributes["href"])
        visit(page.links()["this address"])


def test_two_dialects_are_told(visit: Visit, db: None) -> None:
    old = served({"$schema": "http://json-schema.org/draft-04/schema#", "maximum": 1}, name="old")
    new = served({"$schema": "http://json-schema.org/draft-07/schema#", "maximum": 1}, name="new")
    text = visit(f"/compare/?before={old}@1&after={new}@1").text
    assert "written in different dialects, draft4 and draft7" in text
    assert "different dialects" not in visit("/cloud/old/compare/1...1/").text


def test_queries(visit: Visit, samples: list[Source], django_assert_num_queries: object) -> None:
    visit(CLOUDS)  # what is derived from a content is kept
    # for each side its schema (of that name with the @, or without) and version; the choices
    with django_assert_num_queries(2 * 2 + 1):  # type: ignore[operator]
        visit(CLOUDS)
