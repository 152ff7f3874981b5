"""Documents with more properties than are sent at once."""

from typing import Any

import pytest

from tests.pages.scene import Visit, inside, large, rows, served

PAGE = "/cloud/thing/"
PART = "@definitions/part3"


@pytest.fixture(autouse=True)
def _served(db: None) -> None:
    served(large())


def test_only_what_is_not_folded_up_is_sent(visit: Visit) -> None:
    page = visit(PAGE)
    assert "Filter 400 properties" in page.one("input", id="filter").attributes["placeholder"]
    assert set(rows(page)) == {f"#part{part}" for part in range(20)}
    assert len(page.one("nav", cls="outline").all("a")) == 20
    later = inside(page, PART).one("a", cls="later")
    assert later.text == "Show what is inside: 20"
    assert later.attributes["href"] == f"{PAGE}?under=%40definitions%2Fpart3#{PART}"
    assert later.attributes["hx-get"] == f"{PAGE}?under=%40definitions%2Fpart3"


def test_htmx_gets_what_is_inside(visit: Visit) -> None:
    found = rows(visit(f"{PAGE}?under=%40definitions%2Fpart3", htmx=True))
    assert len(found) == 20
    assert found["p3_0"].links()["p3_0"] == f"{PAGE}{PART}/p3_0/"


def test_without_script_the_link_shows_it_unfolded(visit: Visit) -> None:
    page = visit(f"{PAGE}?under=%40definitions%2Fpart3%2Fp3_4")
    part = inside(page, PART)
    assert "open" in part.attributes
    assert {"p3_0", "p3_18"} <= set(rows(part))
    assert len(rows(page)) == 20 + 20


@pytest.mark.parametrize("place", ["nowhere", "@definitions/part999", "%00"])
def test_there_is_no_such_place(visit: Visit, place: str) -> None:
    visit(f"{PAGE}?under={place}", htmx=True, status=404)
    assert len(rows(visit(f"{PAGE}?under={place}"))) == 20


def test_a_reference_leads_to_where_it_is_unfolded(visit: Visit) -> None:
    row = rows(visit(f"{PAGE}?under=%40definitions%2Fpart3"))["next"]
    target = f"{PAGE}?under=%40definitions%2Fpart4#@definitions/part4"
    assert row.links()["→ #/definitions/part4 (a circle)"] == target


def test_a_filter_unfolds(visit: Visit) -> None:
    found = rows(visit(f"{PAGE}?q=p3_4"))
    assert set(found) == {"#part3", "p3_4"}


def test_properties_inside_a_property_come_as_they_are_wanted(visit: Visit, db: None) -> None:
    inner: dict[str, Any] = {"properties": {f"i{each}": {} for each in range(10)}}
    middle = {"properties": {f"m{each}": inner for each in range(40)}}
    served({"properties": {"outer": middle}}, name="nested")
    page = visit("/cloud/nested/outer/")
    later = inside(page, "outer/m0").one("a", cls="later")
    assert later.attributes["hx-get"] == "/cloud/nested/?under=outer%2Fm0"
    assert "i0" in rows(visit("/cloud/nested/?under=outer%2Fm0", htmx=True))
