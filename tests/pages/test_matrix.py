"""The matrix: the page without columns, and the table."""

from typing import Any

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portal.catalog.models import Source
from tests.ingest.making import capture
from tests.pages.dom import Element
from tests.pages.matrices import PAGE, filters, table
from tests.pages.scene import Visit, large, served


def cell(page: Element, path: str, column: int) -> Element:
    return table(page)[path].all("td")[column]


def headings(page: Element) -> list[Element]:
    (head,) = page.one("table", cls="matrix").all("thead")
    return head.all("th")[1:]


def test_without_columns_it_offers_what_may_be_set_side_by_side(
    visit: Visit, samples: list[Source]
) -> None:
    page = visit("/matrix/")
    links = page.one("main").links()
    assert links["images"] == PAGE
    assert "huawei-ims × glance: 22 of 44 properties differ" in page.text
    numbers = "&".join(f"column=glance/images@{number}" for number in range(1, 5))
    assert links["glance/images"] == f"/matrix/?{numbers}"
    assert not page.all("table")


def test_with_nothing_to_compare_it_says_what_to_do(visit: Visit) -> None:
    assert "source add" in visit("/matrix/").one("div", cls="empty").text
    served({"properties": {"a": {}}})
    empty = visit("/matrix/").one("p", cls="empty")
    assert "no two sources have a schema of the same name" in empty.text


def test_a_row_for_each_property_a_column_for_each_version(
    visit: Visit, samples: list[Source]
) -> None:
    page = visit(PAGE)
    found = table(page)
    assert len(found) == 44
    assert "22 of 44 properties differ." in page.text
    assert list(found)[:2] == ["images", "images[].status"]
    assert [each.one("a", cls="matrix-version").text for each in headings(page)] == [
        "huawei-ims/images",
        "glance/images",
    ]
    assert "version 4, current · 2019-10-16" in headings(page)[1].text
    assert filters(page) == ["all 44", "differences 22", "presence 11", "type 9", "values 4"]


def test_what_is_equal_is_quiet(visit: Visit, samples: list[Source]) -> None:
    page = visit(PAGE)
    row = table(page)["images[].min_disk"]
    assert row.text == "images[].min_disk integer integer"
    for quiet in ("images[].min_disk", "images[].created_at"):
        row = table(page)[quiet]
        assert not row.all("", cls="matrix-sign")
        assert not row.all("", cls="new")


def test_what_differs_has_a_sign_and_words(visit: Visit, samples: list[Source]) -> None:
    page = visit(PAGE)
    assert cell(page, "images[].checksum", 0).text == "string·at most 32 characters·read-only"
    other = cell(page, "images[].checksum", 1)
    assert other.text == "≠differs: string or null·at most 32 characters·read-only"
    assert other.texts("span", cls="new") == ["string or null"]
    assert "≠ type" in table(page)["images[].checksum"].all("th")[0].text


def test_who_has_it(visit: Visit, samples: list[Source]) -> None:
    page = visit(PAGE)
    assert cell(page, "images[].os_hidden", 0).text == "not here"
    assert cell(page, "images[].os_hidden", 1).text == "+not in the first: boolean"
    turned = visit("/matrix/?column=glance/images&column=huawei-ims/images")
    assert cell(turned, "images[].os_hidden", 1).text == "− not here"


def test_values_are_counted_and_the_others_named(visit: Visit, samples: list[Source]) -> None:
    page = visit(PAGE)
    values = cell(page, "images[].disk_format", 1).one("details")
    assert values.one("summary").text == "12 values +null +vhdx +ploop"
    assert values.texts("span", cls="only") == [
        f"{value} (not everywhere)" for value in ("null", "vhdx", "ploop")
    ]
    assert len(values.all("span", cls="value")) == 12
    turned = visit("/matrix/?column=glance/images&column=huawei-ims/images")
    summary = cell(turned, "images[].disk_format", 1).one("summary")
    assert summary.text == "9 values missing: null vhdx ploop"


def test_cells_and_rows_lead_to_pinned_pages(visit: Visit, samples: list[Source]) -> None:
    page = visit(f"{PAGE}&only=differences")
    row = table(page)["images[].status"]
    assert row.all("th")[0].links() == {
        "images[].status": "/huawei-ims/images/versions/1/images/*/status/",
        "compare": "/compare/?before=huawei-ims/images@1&after=glance/images@4",
    }
    (link,) = cell(page, "images[].os_hidden", 1).all("a")
    assert link.attributes["href"] == "/glance/images/versions/4/images/*/os_hidden/"
    for href in {link.attributes["href"] for row in table(page).values() for link in row.all("a")}:
        visit(href)


def test_only_differences(visit: Visit, samples: list[Source]) -> None:
    page = visit(f"{PAGE}&only=differences")
    found = table(page)
    assert len(found) == 22 + 2  # and what encloses them: images, locations
    assert not found["images"].all("", cls="matrix-facets")
    (current,) = [
        link for link in page.one("nav", cls="matrix-filter").all("a")
        if "aria-current" in link.attributes
    ]  # fmt: skip
    assert current.text == "differences 22"


def test_only_what_differs_in_a_facet(visit: Visit, samples: list[Source]) -> None:
    page = visit(f"{PAGE}&only=differences&facet=enum")
    assert list(table(page)) == [
        "images",
        *(f"images[].{name}" for name in "status container_format visibility disk_format".split()),
    ]
    both = table(visit(f"{PAGE}&facet=enum&facet=type"))
    assert len(both) == 1 + 4 + 9 - 2
    nothing = visit(f"{PAGE}&facet=limits").one("p", cls="empty")
    assert nothing.links() == {
        "All differences": f"{PAGE}&only=differences",
        "All rows": PAGE,
    }


def test_columns_are_moved_and_removed_by_links(visit: Visit, samples: list[Source]) -> None:
    page = visit("/matrix/?column=huawei-ims/images&column=glance/images@1&column=glance/images")
    first, second, third = (
        {
            link.attributes.get("aria-label", link.text): link.attributes["href"]
            for link in each.all("a")
        }
        for each in headings(page)
    )
    moved = "/matrix/?column=glance/images@1&column=huawei-ims/images&column=glance/images"
    assert second["Move glance/images@1 to the left"] == moved
    assert third["Put glance/images first"] == (
        "/matrix/?column=glance/images&column=huawei-ims/images&column=glance/images@1"
    )
    assert third["Move glance/images to the left"] == (
        "/matrix/?column=huawei-ims/images&column=glance/images&column=glance/images@1"
    )
    without = "/matrix/?column=glance/images@1&column=glance/images"
    assert first["Remove huawei-ims/images"] == without
    assert not any(name.startswith(("Move", "Put")) for name in first)
    full = "/compare/?before=huawei-ims/images@1&after=glance/images@1"
    assert second["compare in full"] == full


def test_the_picker_keeps_what_is_chosen(visit: Visit, samples: list[Source]) -> None:
    form, _ = visit(f"{PAGE}&only=differences&facet=enum").all("form", action="/matrix/")
    hidden = [
        (each.attributes["name"], each.attributes["value"])
        for each in form.all("input", type="hidden")
    ]
    assert hidden == [
        ("column", "huawei-ims/images"),
        ("column", "glance/images"),
        ("only", "differences"),
        ("facet", "enum"),
    ]
    options = [each.attributes["value"] for each in form.all("option")]
    assert "glance/images@2" in options
    assert "glance/metadefs/namespace" in options  # the current version of another schema
    assert form.links()["all versions of glance/images"].startswith(
        "/matrix/?column=glance/images@1"
    )
    alone, _ = visit("/matrix/?column=glance/images").all("form", action="/matrix/")
    assert alone.links()["+ huawei-ims/images"] == (
        "/matrix/?column=glance/images&column=huawei-ims/images"
    )


def test_one_column_has_nothing_to_differ_from(visit: Visit, samples: list[Source]) -> None:
    page = visit("/matrix/?column=glance/images")
    assert "Add a version to see what differs." in page.text
    assert not page.all("nav", cls="matrix-filter")
    assert len(table(page)) == 44


def test_versions_that_say_the_same(visit: Visit, db: None) -> None:
    document = {"properties": {"a": {"type": "string"}}}
    served(document, name="one")
    served({"description": "Another.", **document}, name="two")
    page = visit("/matrix/?column=cloud/one&column=cloud/two")
    assert "0 of 1 property differs." in page.text
    page = visit("/matrix/?column=cloud/one&column=cloud/two&only=differences")
    assert page.one("p", cls="empty").text == "Nothing differs between these versions. All rows"


def test_long_matrices_come_by_the_page(visit: Visit, client: Client, db: None) -> None:
    served(large(3000), name="one")
    schema = served(large(3000), name="two")
    changed = large(3000)
    changed["definitions"]["part149"]["properties"]["p149_0"]["type"] = "integer"
    capture(schema, changed)
    both = "/matrix/?column=cloud/one&column=cloud/two"
    page = visit(both)
    assert len(table(page)) == 300
    assert page.one("nav", cls="pager").text == "page 1 of 10, 3000 rows next →"
    assert page.one("nav", cls="pager").links()["next →"] == f"{both}&page=2"
    assert len(table(visit(f"{both}&page=2"))) == 300
    assert list(table(visit(f"{both}&only=differences"))) == ["#part149.p149_0"]
    assert client.get(f"{both}&format=csv").content.count(b"\r\n") == 3001


def test_a_page_that_begins_inside_tells_what_encloses_it(visit: Visit, db: None) -> None:
    inner: dict[str, Any] = {"properties": {f"p{number}": {} for number in range(400)}}
    served({"properties": {"outer": inner}}, name="one")
    served({"properties": {"outer": inner}}, name="two")
    page = visit("/matrix/?column=cloud/one&column=cloud/two&page=2")
    assert list(table(page))[:2] == ["outer", "outer.p299"]


def test_what_branches_declare_again_is_told(visit: Visit, db: None) -> None:
    branches = [{"properties": {"x": {"type": name}}} for name in ("string", "integer")]
    served({"oneOf": branches}, name="one")
    served(
        {"properties": {"x": {"type": "array", "items": {"enum": ["a"]}, "default": []}}},
        name="two",
    )
    page = visit("/matrix/?column=cloud/one&column=cloud/two")
    assert cell(page, "x", 0).text == "declared in 2 places·string·integer"
    assert cell(page, "x", 1).text == ("≠differs: array of string·each item: one of a·with default")
    turned = visit("/matrix/?column=cloud/two&column=cloud/one")
    assert cell(turned, "x", 1).texts("span", cls="new") == [
        "string", "integer", "any value", "no other keywords",
    ]  # fmt: skip


def test_what_one_says_and_the_other_does_not(visit: Visit, db: None) -> None:
    says = {
        "type": "string", "enum": ["a"], "pattern": "^x|y$", "maxLength": 1, "format": "uuid",
        "readOnly": True,
    }  # fmt: skip
    served({"properties": {"x": says, "y": {"writeOnly": True}}, "required": ["x"]}, name="one")
    served({"properties": {"x": {"type": "string"}, "y": {}}}, name="two")
    page = visit("/matrix/?column=cloud/one&column=cloud/two")
    text = "string· ^x|y$·at most 1 character· uuid·read-only·required 1 value a"
    assert cell(page, "x", 0).text == text
    assert cell(page, "x", 1).texts("span", cls="new") == [
        "any value", "no limits", "not read-only", "not required",
    ]  # fmt: skip
    assert cell(page, "y", 1).texts("span", cls="new") == ["not read-only"]


def test_budget(
    visit: Visit,
    client: Client,
    samples: list[Source],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    visit(f"{PAGE}&column=glance/images@1")  # documents that were read are kept
    # Three schemas, one with a version; first captures; choices.
    with django_assert_num_queries(3 + 1 + 1 + 1):
        visit(f"{PAGE}&column=glance/images@1")
    with django_assert_num_queries(2 + 1):  # the schemas, first captures
        client.get(f"{PAGE}&format=csv")
    visit("/matrix/")
    with django_assert_num_queries(4):  # shared, histories, is there a source, what may be chosen
        visit("/matrix/")
