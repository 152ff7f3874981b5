"""Since when a property says what it says, on its page."""

from typing import Any

import pytest

from portal.catalog.models import Source
from portal.ingest import derive
from tests.pages.dom import Element
from tests.pages.scene import Visit, facts, served


def doc(**properties: Any) -> dict[str, Any]:
    return {"properties": properties}


def marks(page: Element) -> dict[str, list[str]]:
    """The versions beside each fact, by its label."""
    (sheet,) = page.all("dl", cls="facts")
    children = [each for each in sheet.children if isinstance(each, Element)]
    return {
        label.text: [mark.text for mark in said.all("a", cls="since")]
        for label, said in zip(children[::2], children[1::2], strict=True)
        if said.all("a", cls="since")
    }


def dated(page: Element) -> list[list[str]]:
    """The rows of the table that tells of each thing since when it is said."""
    table = page.one("details", cls="blamed").one("tbody")
    return [
        [row.one("th").text, row.all("td")[0].text, row.all("td")[1].text]
        for row in table.all("tr")
    ]


def test_each_fact_says_since_when(visit: Visit, samples: list[Source]) -> None:
    page = visit("/glance/images/images/*/status/")
    assert marks(page) == {"Values": ["since v2"] * 3, "Read-only": ["since v1"]}
    (first, *_) = page.all("a", cls="since")
    assert first.attributes["href"] == "/glance/images/compare/1...2/"
    assert first.attributes["title"] == "between capture 1 (2017-08-30) and 2 (2018-08-30)"
    rows = dated(page)
    assert rows[0] == ["type", "v1", "already there when first captured (2017-08-30)"]
    between = "between capture 1 (2017-08-30) and 2 (2018-08-30)"
    assert ["importing", "v2", between] in rows
    assert ["enum", "v2", between] in rows
    assert [name for name, number, _ in rows if number == "v2"] == [
        "enum", "uploading", "importing"
    ]  # fmt: skip


def test_a_pinned_page_says_what_was_known_of_then(visit: Visit, samples: list[Source]) -> None:
    page = visit("/glance/images/versions/3/images/*/container_format/")
    assert marks(page) == {"Values": ["since v1"]}
    page = visit("/glance/images/images/*/container_format/")
    assert marks(page) == {"Values": ["since v4"] * 2}


def test_the_type_is_marked_where_it_has_changed(visit: Visit, db: None) -> None:
    served(doc(a={"type": "string"}, b={"type": "string"}),
           doc(a={"type": ["string", "null"]}, b={"type": "string"}))  # fmt: skip
    answers = [visit(f"/cloud/thing/{name}/").one("p", cls="answer").text for name in "ab"]
    assert answers[0].startswith("string or null since v2 · ")
    assert answers[1].startswith("string · ")


STEPS = [
    ({"default": 1, "items": {"type": "string"}}, {"default": 2, "items": {"type": "string"}},
     {"Default": ["since v2"], "Items": ["since v1"]}),
    ({"items": {"title": "A", "required": ["x"]}}, {"items": {"title": "B", "required": ["x"]}},
     {"Items": ["since v2"], "Items: must have": ["since v1"]}),
    ({"maxLength": 5, "minLength": 1}, {"maxLength": 6, "minLength": 1}, {"Limits": ["since v2"]}),
    ({"required": ["x"]}, {"required": ["x", "y"]}, {"Must have": ["since v2"] * 2}),
    ({"oneOf": [True]}, {"oneOf": [True, {}]}, {"Exactly one of": ["since v2"]}),
    ({"x-y/z": 1}, {"x-y/z": 2}, {"x-y/z": ["since v2"]}),
    ({"const": 1}, {"const": 2}, {"Value": ["since v2"]}),
    ({}, {"description": "(READ-ONLY)", "deprecated": True}, {"Deprecated": ["since v2"]}),
    ({"$ref": "#/no"}, {"$ref": "#/none"}, {"Same as": ["since v2"]}),
    ({"examples": [1]}, {"examples": [2]}, {"Examples served": ["since v2"]}),
    ({"dependentRequired": {"a": ["b"]}}, {"dependentRequired": {"a": ["c"]}},
     {"With a": ["since v2"]}),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "found"), STEPS)
def test_every_fact_is_marked(
    visit: Visit, db: None, before: Any, after: Any, found: dict[str, list[str]]
) -> None:
    spoken = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    served(doc(a=before) | spoken, doc(a=after) | spoken)
    assert marks(visit("/cloud/thing/a/")) == found


def test_required_by_what_encloses_it(visit: Visit, db: None) -> None:
    served(doc(a={}), doc(a={}) | {"required": ["a"]})
    page = visit("/cloud/thing/a/")
    assert marks(page) == {"Required": ["since v2"]}
    (row,) = dated(page)
    assert row[:2] == ["required by what encloses it in the document itself", "v2"]


def test_words_in_a_description_are_not_dated(visit: Visit, db: None) -> None:
    """(READ-ONLY) may have stood in it before it was last changed."""
    served(doc(a={"description": "A (READ-ONLY)"}), doc(a={"description": "An a (READ-ONLY)"}),
           kind="glance")  # fmt: skip
    page = visit("/cloud/thing/a/")
    assert facts(page)["Read-only"]
    assert marks(page) == {}


def test_what_is_said_elsewhere_is_told_with_its_place(visit: Visit, db: None) -> None:
    served(doc(a={"$ref": "#/definitions/x"}) | {"definitions": {"x": {"pattern": "^a$"}}})
    rows = dated(visit("/cloud/thing/a/"))
    assert [row[0] for row in rows] == ["$ref", "pattern in /definitions/x"]


def test_a_table_that_is_too_long_is_cut(visit: Visit, db: None) -> None:
    served(doc(a={"enum": list(range(500))}))
    page = visit("/cloud/thing/a/")
    assert len(dated(page)) == 400
    assert "and 101 more; the API has them all." in page.one("details", cls="blamed").text


def test_values_that_change_too_often_are_told_together(
    visit: Visit, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And stay so: what was not kept is not known, though all were there before."""
    monkeypatch.setattr(derive, "_MOST_TOUCHED", 5)
    values = ("xy", "yz", "xyz", "z")
    schema = served(*[doc(a={"enum": list(each), "title": "A"}) for each in values])
    assert schema.properties.get().touched == {"/": [1], "enum": [2, 3, 4], "/=": [3]}
    page = visit("/cloud/thing/a/")
    assert marks(page) == {"Values": ["since v4"]}
    assert [row[:2] for row in dated(page)] == [["enum", "v4"], ["title", "v1"]]
    assert "Its values have changed too often" in page.one("details", cls="blamed").text
    derive.rebuild(schema)
    assert schema.properties.get().touched == {"/": [1], "enum": [2, 3, 4], "/=": [3]}
    assert len(page.one("ol", cls="blame").all("div", cls="event")) == 4


def test_what_upstream_says_stays_text(visit: Visit, db: None) -> None:
    hostile = "<script>alert(1)</script>"
    inner = {"enum": [hostile], hostile: hostile, "$ref": f"#/definitions/{hostile}"}
    for value in (hostile, f"{hostile}2"):
        served(doc(a={**inner, "title": value}) | {"definitions": {hostile: {"title": value}}})
    page = visit("/cloud/thing/a/")
    assert not page.one("main").all("script")
    assert any(hostile in row[0] for row in dated(page))
