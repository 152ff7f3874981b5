"""Two versions of a schema side by side."""

import pytest
from django.test import Client

from portal.catalog.models import Source
from tests.pages.dom import Element
from tests.pages.scene import Visit, served

BASE = "/glance/images/compare/"


def groups(page: Element) -> dict[str, list[list[str]]]:
    """The table of changes: for each property, its lines as (what, before, after)."""
    return {
        group.one("th").text: [row.texts("td") for row in group.all("tr")]
        for group in page.one("table", cls="sides").all("tbody")
    }


def test_what_came_went_and_changed(visit: Visit, samples: list[Source]) -> None:
    page = visit(f"{BASE}3...4/")
    found = groups(page)
    assert len(found) == 5
    ((what, before, after),) = found["images[].backend"]
    assert (what, after) == ("property removed", "")
    assert '"description": "Backend store to upload image to"' in before
    ((what, before, after),) = found["images[].stores"]
    assert (what, before) == ("property added", "")
    assert found["images[].container_format"] == [["enum added", "", "compressed"]]
    table = page.one("table", cls="sides")
    assert table.links()["images[].backend"] == "/glance/images/versions/3/images/*/backend/"
    assert table.links()["images[].stores"] == "/glance/images/versions/4/images/*/stores/"
    assert table.links()["Version 3"] == "/glance/images/versions/3/"


def test_reversed(visit: Visit, samples: list[Source]) -> None:
    found = groups(visit(f"{BASE}4...3/"))
    assert found["images[].backend"][0][0] == "property added"
    assert found["images[].container_format"] == [["enum removed", "compressed", ""]]


def test_several_lines_of_one_property_stand_together(visit: Visit, db: None) -> None:
    served(
        {
            "title": "One",
            "properties": {"a": {"type": "string", "enum": ["a", "b"], "default": "a"}},
        },
        {
            "title": "Two",
            "properties": {"a": {"type": "string", "enum": ["c", "d"], "default": "c"}},
        },
    )
    page = visit("/cloud/thing/compare/1...2/")
    assert groups(page) == {
        "a": [
            ["default changed", '"a"', '"c"'],
            ["enum removed", "ab", ""],
            ["enum added", "", "cd"],
        ],
        "the document itself": [["title changed", '"One"', '"Two"']],
    }
    assert page.one("table").links()["the document itself"] == "/cloud/thing/versions/2/"


def test_one_and_the_same(visit: Visit, samples: list[Source]) -> None:
    page = visit(f"{BASE}2...2/")
    assert "one and the same version" in page.one("p", cls="empty").text
    assert not page.all("table")


def test_two_that_say_the_same(visit: Visit, db: None) -> None:
    served({"title": "a"}, {"title": "b"}, {"title": "a"})
    assert "say the same" in visit("/cloud/thing/compare/1...3/").one("p", cls="empty").text


@pytest.mark.parametrize("pair", ["1...9", "9...1", "0...1", "1...2...3", "a...b", "-1...2",
                                  f"1...{'9' * 40}"])  # fmt: skip
def test_what_never_was(visit: Visit, samples: list[Source], pair: str) -> None:
    visit(f"{BASE}{pair}/", status=404)


@pytest.mark.parametrize(
    ("query", "target"),
    [
        ("before=1&after=3", f"{BASE}1...3/"),
        ("before=1", "/glance/images/versions/"),
        ("before=x&after=1", "/glance/images/versions/"),
        ("", "/glance/images/versions/"),
    ],
)
def test_the_form_leads_to_the_comparison(
    client: Client, samples: list[Source], query: str, target: str
) -> None:
    assert client.get(f"{BASE}?{query}")["Location"] == target
