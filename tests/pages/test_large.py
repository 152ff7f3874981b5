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
    assert "400 properties" in page.one("p", cls="filter-shown").text
    found = rows(page)
    assert set(found) == {f"#part{part}" for part in range(20)}
    assert len(page.one("nav", cls="outline").all("a")) == 20
    assert found["#part3"].links() == {"#part3": f"{PAGE}?under=@definitions/part3#{PART}"}
    assert found["#part3"].one("", cls="cell-type").text == "object · 20 inside"


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
    visit(f"{PAGE}?under={place}&values", htmx=True, status=404)
    visit(f"{PAGE}?open={place}", htmx=True, status=404)
    assert len(rows(visit(f"{PAGE}?under={place}"))) == 20


def test_a_reference_leads_to_where_it_is_unfolded(visit: Visit) -> None:
    row = rows(visit(f"{PAGE}?under=%40definitions%2Fpart3"))["next"]
    assert row.links()["→ #part4 (a circle)"] == f"{PAGE}#@definitions/part4"


def test_all_around_a_row_comes_at_once(visit: Visit) -> None:
    part = visit(f"{PAGE}?open=@definitions/part3/p3_4", htmx=True)
    assert part.all("div")[0].attributes["id"] == PART
    assert "open" in inside(part, PART).attributes
    assert {"#part3", "p3_4"} <= set(rows(part))


def test_a_filter_unfolds(visit: Visit) -> None:
    found = rows(visit(f"{PAGE}?q=p3_4"))
    assert set(found) == {"#part3", "p3_4"}


def test_properties_inside_a_property_come_as_they_are_wanted(visit: Visit, db: None) -> None:
    inner: dict[str, Any] = {"properties": {f"i{each}": {} for each in range(10)}}
    middle = {"properties": {f"m{each}": inner for each in range(40)}}
    served({"properties": {"outer": middle}}, name="nested")
    page = visit("/cloud/nested/outer/")
    later = inside(page, "outer/m0").one("a", cls="later")
    assert later.attributes["href"] == "/cloud/nested/?under=outer/m0"
    assert "i0" in rows(visit("/cloud/nested/?under=outer/m0", htmx=True))


def test_a_long_list_of_values_comes_as_it_is_wanted(visit: Visit, db: None) -> None:
    values = [f"value-{each}" for each in range(100)]
    served({"definitions": {"Colour": {"enum": values}},
            "properties": {"a b+c": {"enum": values}}}, name="listed")  # fmt: skip
    for name, row in rows(visit("/cloud/listed/")).items():
        later = row.one("details", cls="rest").one("a", cls="later")
        assert row.one("details", cls="rest").one("summary").text == "+94"
        rest = visit(later.attributes["data-part"], htmx=True).texts("span", cls="value")
        assert row.texts("span", cls="value") + rest == values
        whole = rows(visit(later.attributes["data-part"].removesuffix("&values")))[name]
        assert whole.texts("span", cls="value") == values


def test_an_outline_that_would_be_long_is_left_to_script(visit: Visit, db: None) -> None:
    served({"properties": {f"p{each}": {} for each in range(301)}}, name="wide")
    outline = visit("/cloud/wide/").one("nav", cls="outline")
    assert not outline.all("a")
    assert "scripted-only" in outline.attributes["class"]


def test_what_is_very_deep_comes_as_it_is_wanted(visit: Visit, db: None) -> None:
    document: dict[str, Any] = {}
    for each in range(90, 0, -1):
        document = {"properties": {f"d{each}": document}}
    served(document, name="deep")
    assert len(rows(visit("/cloud/deep/"))) == 8
    path = "/".join(f"d{each}" for each in range(1, 91))
    assert len(rows(visit(f"/cloud/deep/?under={path}"))) == 90
    assert len(rows(visit("/cloud/deep/?q=d90"))) == 90
