"""The page of a schema: what is told of the document, and of it as it was."""

from typing import Any

import pytest

from portal.catalog.models import Source
from tests.ingest.making import make_schema
from tests.pages.scene import Visit, facts, inside, rows, served

PAGE = "/glance/images/"


def test_every_property_has_a_row_that_answers(visit: Visit, samples: list[Source]) -> None:
    page = visit(PAGE)
    found = rows(page)
    assert len(page.all("span", cls="cell-since")) == 44
    status = found["status"]
    assert status.one("", cls="cell-type").text == "string · read-only"
    assert status.one("", cls="what").text.startswith("Status of the image")
    assert status.texts("span", cls="value")[:3] == ["queued", "saving", "active"]
    assert status.links()["status"] == "/glance/images/images/*/status/"
    rest = status.one("details", cls="rest")
    assert rest.one("summary").text == "+3"
    assert rest.texts("span", cls="value") == ["importing", "pending_delete", "deactivated"]
    assert len(status.texts("span", cls="value")) == 9
    assert status.links()["v1"] == "/glance/images/versions/1/"
    assert found["os_hidden"].links()["v2"] == "/glance/images/versions/2/"
    assert found["id"].one("", cls="cell-type").text == "string · UUID"
    assert "at most 255 characters" in found["name"].text
    assert found["disk_format"].texts("span", cls="value")[0] == "null"
    assert found["any other property"].one("", cls="cell-type").text == "string"
    assert found["locations"].one("", cls="cell-type").text == "array of object · 3 inside"
    assert "each item at most 255 characters" in found["tags"].text


def test_what_encloses_a_row_can_be_unfolded(visit: Visit, samples: list[Source]) -> None:
    page = visit(PAGE)
    assert inside(page, "images").attributes.get("open") == ""
    locations = inside(page, "images/*/locations")
    assert locations.all("summary")[0].attributes["aria-label"] == "locations"
    assert "open" not in locations.attributes
    assert "url" in rows(locations)


def test_the_outline_leads_to_every_row(visit: Visit, samples: list[Source]) -> None:
    page = visit(PAGE)
    here = {each.attributes["id"] for each in page.all() if "id" in each.attributes}
    outline = page.one("nav", cls="outline")
    assert outline.links()["disk_format"] == "/glance/images/#images/*/disk_format"
    assert {url.partition("#")[2] for url in outline.links().values()} <= here


def test_it_says_how_old_it_is_and_where_it_is_from(visit: Visit, samples: list[Source]) -> None:
    text = visit(PAGE).one("p", cls="freshness").text
    assert text.startswith("recorded As of 2026-09-30. Recorded in November 2026 by running Glance")


def test_versions_are_marks_on_a_line(visit: Visit, samples: list[Source]) -> None:
    strip = visit(PAGE).one("nav", cls="strip")
    marks = strip.one("svg").all("a")
    # The second and the third stand too close to be told apart.
    assert [mark.attributes["href"] for mark in marks] == [
        "/glance/images/versions/1/",
        "/glance/images/compare/1...3/",
        "/glance/images/versions/4/",
    ]
    assert [mark.attributes.get("aria-current") for mark in marks] == [None, None, "true"]
    assert strip.links()["versions"] == "/glance/images/versions/"


def test_without_script_one_steps_from_version_to_version(
    visit: Visit, samples: list[Source]
) -> None:
    told = visit("/glance/images/versions/2/").one("span", id="version-told")
    assert told.text == "‹ 2 of 4 · 2018-08-30 ›"
    assert {each.attributes["rel"]: each.attributes["href"] for each in told.all("a")} == {
        "prev": "/glance/images/versions/1/",
        "next": "/glance/images/versions/3/",
    }
    first = visit("/glance/images/versions/1/").one("span", id="version-told")
    assert [each.attributes["rel"] for each in first.all("a")] == ["next"]
    last = visit(PAGE).one("span", id="version-told")
    assert [each.attributes["rel"] for each in last.all("a")] == ["prev"]


def test_the_slider_knows_all_versions(visit: Visit, samples: list[Source]) -> None:
    strip = visit("/glance/images/versions/2/").one("nav", cls="strip")
    slide = strip.one("input", type="range").attributes
    assert (slide["min"], slide["max"], slide["value"]) == ("1", "4", "2")
    assert slide["aria-valuetext"] == "version 2, 2018-08-30"
    assert strip.one("datalist").texts("option") == [
        "2017-08-30", "2018-08-30", "2019-04-10", "2019-10-16",
    ]  # fmt: skip


def test_one_version_needs_no_slider(visit: Visit, samples: list[Source]) -> None:
    page = visit("/huawei-ims/images/")
    assert page.one("nav", cls="strip").text == "versions 1 of 1"
    assert not page.all("input", type="range")
    assert not [each for each in page.all("script") if "slider" in each.attributes["src"]]


def test_further_links(visit: Visit, samples: list[Source]) -> None:
    links = visit("/glance/images/versions/2/").one("nav", cls="further").links()
    assert links["check a document against it"] == "/validate/?against=glance%2Fimages%402"
    assert links["compare with …"] == "/compare/?before=glance%2Fimages%402"


def test_a_pinned_version_is_as_it_was_for_ever(visit: Visit, samples: list[Source]) -> None:
    page = visit("/glance/images/versions/2/")
    found = rows(page)
    assert "backend" in found
    assert "stores" not in found
    assert found["backend"].links()["backend"] == "/glance/images/versions/2/images/*/backend/"
    notice = page.one("p", cls="past")
    assert notice.links() == {
        "Read the current version": "/glance/images/",
        "compare the two": "/glance/images/compare/2...4/",
    }
    assert "Came between capture 1 (2017-08-30) and capture 2 (2018-08-30)." in page.text
    assert "running Glance 17.0.1" in page.one("p", cls="freshness").text


def test_the_current_version_pinned_says_so(visit: Visit, samples: list[Source]) -> None:
    notice = visit("/glance/images/versions/4/").one("p", cls="notice")
    assert "which is the current one" in notice.text


@pytest.mark.parametrize("number", ["5", "0", "9" * 40])
def test_there_is_no_such_version(visit: Visit, samples: list[Source], number: str) -> None:
    visit(f"/glance/images/versions/{number}/", status=404)


def test_a_schema_that_was_never_captured(visit: Visit, db: None) -> None:
    make_schema("images")
    page = visit("/cloud/images/")
    assert "Nothing has been captured yet" in page.one("div", cls="empty").text
    assert not page.all("nav", cls="strip")


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (True, {"Valid": "anything"}),
        (False, {"Valid": "nothing"}),
        ({}, {}),
        ({"type": "string", "enum": ["a", "b"]}, {"Type": "string", "Values": "ab"}),
        ({"const": 5}, {"Type": "integer", "Value": "5 no other value is valid"}),
        ({"type": "array", "items": False}, {"Type": "array", "Items": "none"}),
        ({"additionalProperties": False}, {"Other properties": "none"}),
        ({"additionalProperties": {"type": "integer"}}, {"Other properties": "integer"}),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, {"Any of": "string; null"}),
    ],
)
def test_a_document_without_properties(
    visit: Visit, db: None, document: Any, told: dict[str, str]
) -> None:
    served(document)
    page = visit("/cloud/thing/")
    assert "This document names no properties." in page.text
    assert told.items() <= facts(page).items()
    assert set(facts(page)) <= set(told) | {"Type"}


def test_only_pattern_properties(visit: Visit, db: None) -> None:
    served({"patternProperties": {"^x-": {"type": "string"}}})
    (row,) = rows(visit("/cloud/thing/")).values()
    assert row.one("", cls="cell-name").text == "^x-"
    assert row.one("", cls="cell-type").text == "string · name pattern"


def test_definitions_hold_their_properties(visit: Visit, db: None) -> None:
    link = {"type": "object", "properties": {"href": {"type": "string"}}}
    served({"definitions": {"Link": link}, "properties": {"up": {"$ref": "#/definitions/Link"}}})
    page = visit("/cloud/thing/")
    assert "#Link" in rows(page)
    assert "href" in rows(inside(page, "@definitions/Link"))
    up = rows(page)["up"]
    assert up.links()["→ #Link"] == "/cloud/thing/#@definitions/Link"


def test_what_a_reference_leads_to_can_be_unfolded_there_too(visit: Visit, db: None) -> None:
    link = {"type": "object", "properties": {"href": {"type": "string"}}}
    served({"definitions": {"Link": link}, "properties": {"up": {"$ref": "#/definitions/Link"},
            "all": {"type": "array", "items": {"$ref": "#/definitions/Link"}}}})  # fmt: skip
    page = visit("/cloud/thing/")
    for name in ("up", "all"):
        later = inside(page, name).one("a", cls="later")
        assert later.attributes["href"] == "/cloud/thing/?under=@definitions/Link"
        part = visit(later.attributes["data-part"], htmx=True)
        assert set(rows(part)) == {"href"}
        assert not [each for each in part.all() if "id" in each.attributes]  # it has one already
    assert rows(page)["all"].one("", cls="cell-type").text == "array of object · 1 inside"
    assert "each item → #Link" in rows(page)["all"].text


def test_a_circle_is_a_link_and_what_is_elsewhere_is_none(visit: Visit, db: None) -> None:
    served(
        {
            "properties": {
                "tree": {"$ref": "#"},
                "remote": {"$ref": "https://elsewhere.example/s.json#/x"},
                "broken": {"$ref": "#/definitions/none"},
            }
        }
    )
    page = visit("/cloud/thing/")
    found = rows(page)
    assert found["tree"].links()["→ # (a circle)"] == "/cloud/thing/#"
    assert not page.all("div", cls="group")
    assert "→ https://elsewhere.example/s.json#/x (elsewhere, never opened)" in found["remote"].text
    assert "→ #/definitions/none (leads nowhere)" in found["broken"].text
    assert list(found["remote"].links()) == ["remote", "v1"]
    assert list(found["broken"].links()) == ["broken", "v1"]


def test_what_is_odd_is_listed(visit: Visit, db: None) -> None:
    served({"$schema": "http://json-schema.org/draft-07/schema#",
            "properties": {"a": {"type": "String"}}})  # fmt: skip
    page = visit("/cloud/thing/")
    (anomaly,) = page.one("details", cls="anomalies").all("li")
    assert anomaly.one("code").text == "/properties/a/type"
    assert rows(page)["a"].one("", cls="cell-type").text == "string"


def test_title_and_description_of_the_document(visit: Visit, db: None) -> None:
    served({"title": "A *title*", "description": "Some *words*.", "properties": {"a": {}}})
    page = visit("/cloud/thing/")
    assert page.one("p", cls="lead").text == "A *title*"
    assert page.one("div", cls="prose").one("em").text == "words"


def test_the_document_as_served(visit: Visit, samples: list[Source]) -> None:
    raw = visit(PAGE).one("details", cls="raw")
    assert '"disk_format": {' in raw.one("pre").text
    assert raw.links()["the bytes themselves"] == (
        "/api/v1/sources/glance/schemas/images/versions/4/raw/"
    )


def test_a_long_document_is_linked_to_instead(visit: Visit, db: None) -> None:
    served({"description": "x" * 120_000, "properties": {"a": {}}})
    raw = visit("/cloud/thing/").one("details", cls="raw")
    assert not raw.all("pre")
    assert "too long to be shown" in raw.text


def test_a_name_with_a_slash(visit: Visit, samples: list[Source]) -> None:
    page = visit("/glance/metadefs/namespace/")
    assert page.one("h1").text == "metadefs/namespace"
    assert "/glance/metadefs/namespace/visibility/" in page.one("div", id="rows").links().values()


def test_a_row_has_no_empty_element(visit: Visit, samples: list[Source]) -> None:
    for row in rows(visit("/glance/images/")).values():
        assert not [
            each
            for each in row.all("span")
            if not each.text and not each.attributes.get("aria-hidden")
        ]
