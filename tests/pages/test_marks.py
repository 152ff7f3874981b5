"""A pinned version marks on its rows what changed with it."""

from typing import Any

import pytest

from portal.catalog.models import Source
from tests.pages.dom import Element
from tests.pages.scene import Visit, large, rows, served

V4 = "/glance/images/versions/4/"


def marked(page: Element) -> dict[str, str]:
    """What the marks on the rows say, by the names the rows show."""
    return {
        name: row.one("span", cls="marked").text
        for name, row in rows(page).items()
        if row.all("span", cls="marked")
    }


def names(page: Element) -> list[str]:
    return list(rows(page))


def things(*properties: dict[str, Any], **more: Any) -> None:
    served(*({"type": "object", "properties": each, **more} for each in properties))


def test_what_came_went_and_changed_is_marked(visit: Visit, samples: list[Source]) -> None:
    page = visit(V4)
    found = marked(page)
    assert set(found) == {
        "container_format", "backend", "stores",
        "cinder_encryption_key_id", "cinder_encryption_key_deletion_policy",
    }  # fmt: skip
    assert found["stores"].startswith("added ")
    assert found["backend"].startswith("removed ")
    assert found["container_format"].startswith("changed ")
    assert "compressed added to enum" in found["container_format"]
    against = page.one("p", cls="against")
    assert against.text.startswith("Against version 3 3 added 1 removed 1 changed")
    assert against.links()["Against version 3"] == "/glance/images/compare/3...4/"


def test_what_went_is_struck_where_it_stood_and_leads_to_its_last_page(
    visit: Visit, samples: list[Source]
) -> None:
    page = visit(V4)
    row = rows(page)["backend"]
    assert row.one("s").text == "backend"
    assert row.links()["backend"] == "/glance/images/versions/3/images/*/backend/"
    assert "is-removed" in row.attributes["class"]
    before = names(visit("/glance/images/versions/3/"))
    now = names(page)
    at = before.index("backend")
    assert now[now.index("backend") - 1] == before[at - 1]
    assert "backend" not in page.one("nav", cls="outline").links()


def test_it_counts_as_no_property(visit: Visit, samples: list[Source]) -> None:
    assert visit(V4).one("p", cls="filter-shown").text == "44 properties"


def test_a_mark_leads_to_the_comparison(visit: Visit, samples: list[Source]) -> None:
    row = rows(visit(V4))["container_format"]
    url = row.links()["changed"]
    assert url == "/glance/images/compare/3...4/#images/*/container_format"
    assert visit(url).one("tbody", id="images/*/container_format")


def test_a_mark_leads_to_where_editorial_changes_are_shown(
    visit: Visit, samples: list[Source]
) -> None:
    url = rows(visit("/glance/image/versions/3/"))["os_version"].links()["changed"]
    assert url == "/glance/image/compare/2...3/?impact=all#os_version"
    assert visit(url).one("tbody", id="os_version")


def test_only_what_changed_can_be_shown(visit: Visit, samples: list[Source]) -> None:
    page = visit(V4 + visit(V4).links()["only these"])
    assert set(names(page)) == {"images", *marked(page)}
    assert len(marked(page)) == 5
    assert visit(f"{V4}?has=changed", htmx=True).all("s")[0].text == "backend"


@pytest.mark.parametrize("path", ["/glance/images/", "/glance/images/versions/1/"])
def test_the_current_page_and_the_first_version_have_no_marks(
    visit: Visit, samples: list[Source], path: str
) -> None:
    page = visit(path)
    assert not marked(page)
    assert not page.all("p", cls="against")


def test_the_first_version_changed_nothing(visit: Visit, samples: list[Source]) -> None:
    page = visit("/glance/images/versions/1/")
    assert not [each for each in page.all("input") if each.attributes.get("value") == "changed"]


def test_what_is_inside_a_new_property_is_not_marked_again(visit: Visit, db: None) -> None:
    things({}, {"a": {"properties": {"b": {"properties": {"c": {}}}}}})
    assert list(marked(visit("/cloud/thing/versions/2/"))) == ["a"]


def test_what_went_from_inside_stands_inside(visit: Visit, db: None) -> None:
    inner = {"b": {"type": "string"}, "c": {"type": "string"}, "d": {"type": "string"}}
    rest = {"b": inner["b"], "d": inner["d"]}
    things({"a": {"properties": inner}}, {"a": {"properties": rest}})
    page = visit("/cloud/thing/versions/2/")
    assert names(page) == ["a", "b", "c", "d"]
    assert rows(page)["c"].one("s").text == "c"
    assert "open" in page.one("div", id="a", cls="group").all("details")[0].attributes


def test_the_last_one_inside_that_went(visit: Visit, db: None) -> None:
    things({"a": {"properties": {"b": {}}}}, {"a": {"type": "object"}})
    assert names(visit("/cloud/thing/versions/2/")) == ["a", "b"]


def test_the_first_and_the_last_that_went(visit: Visit, db: None) -> None:
    things({"a": {}, "b": {}, "c": {}}, {"b": {}})
    assert names(visit("/cloud/thing/versions/2/")) == ["a", "b", "c"]


def test_all_that_went(visit: Visit, db: None) -> None:
    things({"a": {}, "b": {}}, {})
    page = visit("/cloud/thing/versions/2/")
    assert "2 removed" in page.one("p", cls="against").text


def test_a_change_of_the_document_itself(visit: Visit, db: None) -> None:
    served({"title": "x", "properties": {"a": {}}}, {"title": "y", "properties": {"a": {}}})
    against = visit("/cloud/thing/versions/2/").one("p", cls="against")
    assert "the document itself: changed" in against.text


def test_a_change_outside_of_the_properties_says_where(visit: Visit, db: None) -> None:
    def document(longest: int) -> dict[str, Any]:
        return {"properties": {"a": {}}, "additionalProperties": {"maxLength": longest}}

    served(document(5), document(4), document(3) | {"title": "x"})
    one = visit("/cloud/thing/versions/2/").one("p", cls="against")
    assert "/additionalProperties: changed" in one.text
    both = visit("/cloud/thing/versions/3/").one("p", cls="against")
    assert "outside of the properties: changed" in both.text


def test_a_change_in_a_definition_is_told_on_its_row(visit: Visit, db: None) -> None:
    def document(longest: int) -> dict[str, Any]:
        text = {"type": "string", "maxLength": longest}
        holder = {"properties": {"inner": text}, "minProperties": longest}
        return {
            "definitions": {"Part": holder},
            "properties": {"a": {"$ref": "#/definitions/Part"}},
        }

    served(document(5), document(6))
    found = marked(visit("/cloud/thing/versions/2/"))
    assert set(found) == {"#Part", "inner"}


def test_many_changes_of_one_property_are_counted(visit: Visit, db: None) -> None:
    keywords = {"title": "x", "default": "x", "minLength": 1, "maxLength": 9, "pattern": "^x",
                "description": "x"}  # fmt: skip
    things({"a": {"type": "string"}}, {"a": {"type": "string", **keywords}})
    row = rows(visit("/cloud/thing/versions/2/"))["a"]
    assert row.links()["and 2 more"] == "/cloud/thing/compare/1...2/#a"


def test_in_a_long_document_what_changed_is_unfolded(visit: Visit, db: None) -> None:
    one, two = large(), large()
    two["definitions"]["part7"]["properties"]["p7_3"]["maxLength"] = 5
    served(one, two)
    assert "p7_3" in marked(visit("/cloud/thing/versions/2/"))


def test_hostile_names_stay_text(visit: Visit, db: None) -> None:
    name = '<script>alert("x")</script>'
    things({name: {"title": "<b>"}}, {f"{name}2": {"title": "<i>"}})
    page = visit("/cloud/thing/versions/2/")
    assert set(marked(page)) == {name, f"{name}2"}
    assert not page.all("b")
