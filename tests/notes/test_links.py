"""Where `[[…]]` in a note leads."""

import pytest
from pytest_django.fixtures import Settings

from portal.catalog.models import Property, Schema
from portal.catalog.models.former import rename_schema, rename_source
from portal.notes import told
from portal.notes.target import Target
from tests.ingest.making import capture, make_schema, with_properties
from tests.notes.conftest import document
from tests.pages.dom import Element, parse


@pytest.fixture
def elsewhere(db: None) -> Schema:
    """other/images, where a status has come, and stands at the top; and other/metadefs/tag."""
    tag = make_schema("metadefs/tag", source="other")
    capture(tag, with_properties("name"))
    schema = make_schema(source="other")
    capture(schema, with_properties("status", "old"))
    capture(schema, with_properties("status"))
    return schema


def rendered(text: str, target: Target) -> Element:
    return parse(told.render(text, target))


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("images/status", "/cloud/images/images/*/status/"),
        ("images/images/*/status", "/cloud/images/images/*/status/"),
        ("images/images[].status", "/cloud/images/images/*/status/"),
        ("status", "/cloud/images/images/*/status/"),
        ("images", "/cloud/images/"),
        ("cloud/images/status", "/cloud/images/images/*/status/"),
        ("cloud", "/cloud/"),
        ("other", "/other/"),
        ("other/images", "/other/images/"),
        ("other/images/status", "/other/images/status/"),
        ("other/metadefs/tag", "/other/metadefs/tag/"),
        ("other/metadefs/tag/name", "/other/metadefs/tag/name/"),
        ("/other/images/status/", "/other/images/status/"),
    ],
)
def test_leads_inside_the_portal(target: Target, elsewhere: Schema, written: str, url: str) -> None:
    link = rendered(f"[[{written}]]", target).one("a", cls="inside")
    assert (link.text, link.attributes["href"]) == (written, url)


def test_its_own_source_comes_first(target: Target, elsewhere: Schema) -> None:
    capture(make_schema("other", source="cloud"), with_properties("images"))
    html = rendered("[[other/images]] [[other]]", target)
    assert html.links() == {"other/images": "/cloud/other/images/", "other": "/cloud/other/"}


def test_other_words_may_stand_for_it(target: Target) -> None:
    assert rendered("[[status|how it is]]", target).links() == {
        "how it is": "/cloud/images/images/*/status/"
    }


def test_in_a_table_the_bar_is_escaped(target: Target) -> None:
    table = "| a |\n|---|\n| [[status\\|how it is]] |"
    assert list(rendered(table, target).links()) == ["how it is"]


@pytest.mark.parametrize(
    "written",
    ["nowhere", "images/nothing", "nowhere/images", "other/images/status/x", "/", "a\0b", "a%00b"],
)
def test_what_is_not_there_is_marked(target: Target, elsewhere: Schema, written: str) -> None:
    html = rendered(f"[[{written}]]", target)
    assert html.all("a") == []
    if "\0" not in written:
        assert html.text == f"{written} (no such page)"


def test_what_has_gone_keeps_its_page_and_is_marked(target: Target, elsewhere: Schema) -> None:
    html = rendered("[[other/images/old]]", target)
    assert html.one("a", cls="gone").attributes["href"] == "/other/images/old/"
    assert html.text == "other/images/old (no longer served)"


def test_a_name_that_several_have_leads_to_the_choice(target: Target, images: Schema) -> None:
    several = document() | {"patternProperties": {"x": with_properties("status")}}
    capture(images, several)
    assert Property.objects.filter(schema=images, name="status").count() == 2
    assert rendered("[[images/status]]", target).links() == {
        "images/status": "/cloud/images/status/"
    }


def test_a_name_that_is_present_once_is_that(target: Target, images: Schema) -> None:
    several = document() | {"patternProperties": {"x": with_properties("status")}}
    capture(images, several)
    capture(images, document())
    html = rendered("[[images/status]]", target)
    assert html.one("a", cls="inside").attributes["href"] == "/cloud/images/images/*/status/"


def test_on_a_source_there_is_no_own_schema(target: Target) -> None:
    html = rendered("[[status]] [[images/status]]", Target(target.source))
    assert html.text == "status (no such page) images/status"


@pytest.mark.parametrize(
    ("written", "text", "url"),
    [
        ("wiki:Image formats", "Image formats", "https://wiki.example/w/Image%20formats"),
        ("wiki: Page#part |there", "there", "https://wiki.example/w/Page#part"),
        ("wiki:镜像?a=b", "镜像?a=b", "https://wiki.example/w/%E9%95%9C%E5%83%8F%3Fa=b"),
        ("wiki:../x//y", "../x//y", "https://wiki.example/w/../x//y"),
    ],
)
def test_leads_to_the_wiki(
    target: Target, settings: Settings, written: str, text: str, url: str
) -> None:
    settings.WIKI_URL = "https://wiki.example/w/"
    link = rendered(f"[[{written}]]", target).one("a", cls="wiki")
    assert (link.text, link.attributes["href"]) == (text, url)


def test_without_a_wiki_it_is_text(target: Target, settings: Settings) -> None:
    settings.WIKI_URL = ""
    html = rendered("[[wiki:Page|words]] [[wiki:]]", target)
    assert html.all("a") == []
    assert html.text == "words (a page of the wiki) wiki: (no such page)"


def test_names_that_it_had_lead_on(target: Target, elsewhere: Schema) -> None:
    rename_source(elsewhere.source, "another")
    rename_schema(elsewhere, "pictures")
    html = rendered("[[other/images/status]] [[other]] [[another/images]]", target)
    assert html.links() == {
        "other/images/status": "/another/pictures/status/",
        "other": "/another/",
        "another/images": "/another/pictures/",
    }


def test_any_number_takes_five_queries(
    target: Target, elsewhere: Schema, django_assert_num_queries: object
) -> None:
    text = " ".join(f"[[other/images/p{n}]] [[status]] [[images]] [[q{n}]]" for n in range(50))
    with django_assert_num_queries(5):  # type: ignore[operator]
        told.render(text, target)
    with django_assert_num_queries(0):  # type: ignore[operator]
        told.render("Nothing but *words* and [[wiki:Page]].", target)


def test_beyond_a_number_they_are_text(target: Target) -> None:
    text = " ".join(f"[[a{n:04}]]" for n in range(501))
    html = rendered(text, target)
    assert len(html.all("span", cls="broken")) == 500
    assert html.one("span", cls="unlinked").text == "a0500"
