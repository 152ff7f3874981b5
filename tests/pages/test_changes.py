"""The history of everything, of a source, a schema and a property."""

import pytest
from django.test import Client

from portal.catalog.models import Change, Source
from tests.pages.dom import Element
from tests.pages.scene import Visit, served


def versions(page: Element) -> dict[str, Element]:
    """The versions that a page tells of, by their headings."""
    return {each.one("h2").text: each for each in page.all("section", cls="version-changes")}


def told(version: Element) -> dict[str, list[str]]:
    """By property, what is told of it, each without its reasons."""
    return {
        group.one("h3").text: [
            line.one("summary").text for line in group.all("details", cls="line")
        ]
        for group in version.all("div", cls="told")
    }


def choices(page: Element, name: str) -> list[str]:
    return page.one("select", name=name).texts("option")


def test_by_version_and_property(visit: Visit, samples: list[Source]) -> None:
    page = visit("/changes/")
    found = versions(page)
    assert list(found) == [
        "glance/images version 4", "glance/image version 4",
        "glance/images version 3", "glance/image version 3",
        "glance/images version 2", "glance/image version 2",
    ]  # fmt: skip
    newest = found["glance/images version 4"]
    assert newest.one("p", cls="soft").text == (
        "between capture 3 (2019-04-10) and 4 (2019-10-16) · 5 changes · beside version 3"
    )
    lines = told(newest)
    assert list(lines) == [
        "images[].backend",
        "images[].cinder_encryption_key_deletion_policy",
        "images[].cinder_encryption_key_id",
        "images[].container_format",
        "images[].stores",
    ]
    assert lines["images[].container_format"] == ["Warning for responses compressed added to enum"]
    assert lines["images[].backend"][0].endswith("property removed")
    assert newest.all("h3")[0].links() == {"images[].backend": "/glance/images/images/*/backend/"}
    links = newest.links()
    assert links["glance/images"] == "/glance/images/"
    assert links["version 4"] == "/glance/images/versions/4/"
    assert links["beside version 3"] == "/glance/images/compare/3...4/"


def test_the_document_itself(visit: Visit, db: None) -> None:
    served({"title": "One"}, {"title": "Two"})
    (version,) = versions(visit("/changes/")).values()
    assert told(version) == {"the document itself": ["Editorial title One → Two"]}


def test_what_is_in_no_property_says_where_it_is(visit: Visit, db: None) -> None:
    def document(longest: int) -> dict[str, object]:
        text = {"type": "string", "maxLength": longest}
        return {"$defs": {"s": text}, "additionalProperties": text}

    served(document(3), document(2))
    (version,) = versions(visit("/changes/")).values()
    assert set(told(version)) == {"#s", "/additionalProperties"}
    assert "/additionalProperties, #s" in visit("/").text or "#s, /additional" in visit("/").text


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("", "Changes"),
        ("source=glance", "Changes in glance"),
        ("source=glance&schema=image", "Changes in glance/image"),
        ("schema=images", "Changes in the schema images of every source"),
        ("source=glance&schema=images&property=images[].status",
         "Changes of images[].status in glance/images"),
    ],
)  # fmt: skip
def test_one_page_is_the_history_of_all(
    visit: Visit, samples: list[Source], query: str, heading: str
) -> None:
    page = visit(f"/changes/?{query}")
    assert page.one("h1").text == heading
    assert page.one("title").text.startswith("Changes")


def test_filters(visit: Visit, samples: list[Source]) -> None:
    page = visit("/changes/?source=glance&schema=images&property=images[].status&kind=added")
    (version,) = versions(page).values()
    assert list(told(version)) == ["images[].status"]
    assert page.one("input", name="property").attributes["value"] == "images[].status"
    assert page.one("p", cls="soft", role="status").text == (
        "2 changes with source glance, schema images, property images[].status, kind added"
        " · show all"
    )
    assert page.links()["show all"] == "/changes/"


def test_choices_say_how_many_changes_there_are(visit: Visit, samples: list[Source]) -> None:
    number = Change.objects.count()
    page = visit("/changes/")
    assert choices(page, "source") == ["any source", f"glance ({number})"]
    halves = f"image ({number // 2})", f"images ({number // 2})"
    assert choices(page, "schema") == ["any schema", *halves]
    added = Change.objects.filter(kind="added").count()
    assert choices(page, "kind")[1] == f"added ({added})"
    by_rule = Change.objects.filter(rule="enum-value-added").count()
    assert f"enum-value-added ({by_rule})" in choices(page, "rule")
    chosen = visit("/changes/?impact=warning&schema=image")
    assert choices(chosen, "schema") == ["any schema", choices(chosen, "schema")[1], "images"]
    assert "checked" in chosen.one("input", value="warning").attributes
    assert "checked" not in chosen.one("input", value="safe").attributes


def test_what_is_empty_in_a_form_is_left_out_of_the_address(
    client: Client, samples: list[Source]
) -> None:
    form = "impact=safe&side=&source=glance&schema=&property=&kind=&rule=&since=&until="
    response = client.get(f"/changes/?{form}")
    assert (response.status_code, response["Location"]) == (
        302, "/changes/?source=glance&impact=safe"
    )  # fmt: skip


def test_pages(visit: Visit, db: None) -> None:
    names = [f"p{number:03}" for number in range(250)]
    served({}, {"properties": {name: {} for name in names}})
    first, second, third = (visit(f"/changes/?kind=added&page={page}") for page in (1, 2, 3))
    seen = [path for page in (first, second, third) for v in versions(page).values()
            for path in told(v) if path in names]  # fmt: skip
    assert seen == names
    assert first.links()["older →"] == "/changes/?kind=added&page=2"
    assert second.links()["← newer"] == "/changes/?kind=added"
    assert "older →" not in third.links()
    (version,) = versions(second).values()
    assert "25" in version.one("p", cls="soft").text  # all of the version, not of the page
    assert "page 2 of 3" in second.one("nav", cls="pager").text


@pytest.mark.parametrize(("page", "shown"), [("99", 3), ("0", 3), ("-1", 3), ("x", 1)])
def test_a_page_that_there_is_not(visit: Visit, db: None, page: str, shown: int) -> None:
    served({}, {"properties": {f"p{number:03}": {} for number in range(250)}})
    found = visit(f"/changes/?page={page}", status=404)
    notice = found.one("p", role="alert").text
    assert notice == f"There is no page {page}. This is page {shown}."
    assert f"page {shown} of 3" in found.one("nav", cls="pager").text


def test_a_name_alone_is_found_wherever_it_is(visit: Visit, samples: list[Source]) -> None:
    found = versions(visit("/changes/?property=status"))
    paths = {path for version in found.values() for path in told(version)}
    assert paths == {"status", "images[].status"}


def test_the_title_says_where(visit: Visit, samples: list[Source]) -> None:
    page = visit("/changes/?schema=images&property=images[].status")
    heading = "Changes of images[].status in the schema images of every source"
    assert page.one("h1").text == heading
    assert page.one("title").text == f"{heading} · Schema Portal"


def test_nothing_matches(visit: Visit, samples: list[Source]) -> None:
    page = visit("/changes/?source=glance&kind=added&property=no-such")
    empty = page.one("div", cls="empty")
    assert empty.links() == {
        "without source glance": "/changes/?property=no-such&kind=added",
        "without property no-such": "/changes/?source=glance&kind=added",
        "without kind added": "/changes/?source=glance&property=no-such",
    }


def test_nothing_has_ever_changed(visit: Visit, db: None) -> None:
    served({"title": "One"})
    assert "No schema has changed" in visit("/changes/").one("div", cls="empty").text


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("source=clowd", "There is no source clowd."),
        ("impact=bad", "impact=bad is unknown"),
        ("rule=enum-value-aded", "did you mean enum-value-added"),
        ("since=2024-02-30", "since=2024-02-30 is not a day"),
        ("property=%00", "property can't hold the character U+0000."),
    ],
)
def test_a_filter_that_cannot_be(
    visit: Visit, samples: list[Source], query: str, message: str
) -> None:
    page = visit(f"/changes/?{query}&kind=added", status=400)
    assert message in page.one("p", role="alert").text
    assert "with kind added" in page.one("p", cls="soft", role="status").text  # the others hold


def test_several_that_cannot_be(visit: Visit, samples: list[Source]) -> None:
    page = visit("/changes/?impact=bad&side=left&since=", status=400)
    assert len(page.all("p", role="alert")) == 2


def test_a_hostile_filter_stays_text(visit: Visit, samples: list[Source]) -> None:
    evil = '"><script>alert(1)</script>\u202e'
    page = visit(f"/changes/?property={evil}&source={evil}", status=400)
    assert not [each for each in page.all("script") if "src" not in each.attributes]
    assert "\u202e" not in page.one("h1").text
    assert "\u202e" not in page.one("p", role="alert").text


@pytest.mark.parametrize(
    ("page", "text", "target"),
    [
        ("/", "All changes", "/changes/"),
        ("/", "Changes", "/changes/"),
        ("/glance/", "What has changed in glance", "/changes/?source=glance"),
        ("/glance/images/versions/", "All changes of this schema, with filters",
         "/changes/?source=glance&schema=images"),
        ("/glance/image/status/", "all changes of it and of what is inside it",
         "/changes/?source=glance&schema=image&property=%2Fproperties%2Fstatus"),
    ],
)  # fmt: skip
def test_what_leads_there(
    visit: Visit, samples: list[Source], page: str, text: str, target: str
) -> None:
    assert visit(page).links()[text] == target
    visit(target)
