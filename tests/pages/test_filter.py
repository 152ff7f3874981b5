"""Filtering the rows of a schema, by hand and as one types."""

import pytest
from django.test import Client

from portal.catalog.models import Source
from tests.pages.dom import Element
from tests.pages.scene import Visit, inside, rows, served

PAGE = "/glance/images/"


def passing(visit: Visit, query: str) -> set[str]:
    """The names in the rows that are shown for `query`, without what encloses them."""
    return set(rows(visit(f"{PAGE}?{query}"))) - {"images"}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=disk", {"min_disk", "disk_format", "ramdisk_id"}),
        ("q=DISK_F", {"disk_format"}),
        ("q=qcow2", {"disk_format"}),
        ("q=disk+iso", {"disk_format"}),
        ("q=images[].tags", {"tags"}),
        ("type=boolean", {"protected", "os_hidden"}),
        ("type=boolean&q=hid", {"os_hidden"}),
        ("has=pattern", {"id", "kernel_id", "ramdisk_id"}),
        ("has=enum&has=read-only", {"status"}),
        ("has=enum&has=nullable", {"container_format", "disk_format"}),
        ("has=custom&q=os_d", {"os_distro"}),
        ("has=bogus&q=os_d", {"os_distro"}),
    ],
)
def test_every_condition_holds(
    visit: Visit, samples: list[Source], query: str, names: set[str]
) -> None:
    assert passing(visit, query) == names


@pytest.mark.parametrize(
    ("query", "count"), [("has=read-only", 13), ("has=custom", 9), ("has=required", 4)]
)
def test_facets_say_how_many_there_are(
    visit: Visit, samples: list[Source], query: str, count: int
) -> None:
    word = query.removeprefix("has=")
    toggles = visit(PAGE).one("form", id="filters").texts("label")
    assert f"{word} {count}" in toggles
    assert told(visit(f"{PAGE}?{query}")) == f"{count} of 44 properties Clear"


def told(page: Element) -> str:
    """How many properties are shown."""
    return page.one("p", cls="filter-shown").text


def offered(page: Element) -> dict[str, int]:
    """What else there is to choose, each with how many there would be."""
    texts = page.one("fieldset", cls="facets").texts("label")
    return {text.rpartition(" ")[0]: int(text.rpartition(" ")[2]) for text in texts}


def test_the_counts_follow_what_else_is_chosen(visit: Visit, samples: list[Source]) -> None:
    assert offered(visit(PAGE)) == {
        "changed": 5, "only here": 11, "enum": 5, "pattern": 3, "read-only": 13, "custom": 9,
        "required": 4, "nullable": 11,
    }  # fmt: skip
    page = visit(f"{PAGE}?q=o&has=enum")
    assert offered(page) == {
        "changed": 2, "only here": 1, "enum": 5, "pattern": 0, "read-only": 1, "custom": 1,
        "required": 0, "nullable": 2,
    }  # fmt: skip
    dead = [each.attributes["value"] for each in page.all("input") if "disabled" in each.attributes]
    assert dead == ["pattern", "required"]
    for word, count in offered(page).items():
        value = word.replace(" ", "-")
        if count and value != "changed":
            assert told(visit(f"{PAGE}?q=o&has=enum&has={value}")).startswith(f"{count} of 44")


def test_types_are_counted_without_the_chosen_type(visit: Visit, samples: list[Source]) -> None:
    options = visit(f"{PAGE}?type=boolean&q=s").one("select", name="type").texts("option")
    passing_all = visit(f"{PAGE}?q=s").one("select", name="type").texts("option")
    assert options == passing_all


def test_only_here_is_what_no_other_source_has(visit: Visit, samples: list[Source]) -> None:
    names = passing(visit, "has=only-here")
    assert {"os_hidden", "os_hash_algo", "stores"} <= names
    assert not {"disk_format", "id", "status"} & names
    assert "only here" not in offered(visit("/glance/tasks/"))  # no other source has tasks


def test_what_changed_with_the_current_version_is_marked_once_it_is_asked_for(
    visit: Visit, samples: list[Source]
) -> None:
    assert not visit(PAGE).all("", cls="marked")
    page = visit(f"{PAGE}?has=changed")
    assert len(page.all("", cls="marked")) == 5
    assert page.one("s").text == "backend"
    assert told(page) == "4 of 44 properties Clear"  # and one that has gone


def test_types_are_counted(visit: Visit, samples: list[Source]) -> None:
    options = visit(PAGE).one("select", name="type").texts("option")
    assert {"any type", "boolean 2", "array 3"} <= set(options)


def test_what_was_chosen_stays_chosen(visit: Visit, samples: list[Source]) -> None:
    form = visit(f"{PAGE}?q=o&type=string&has=enum").one("form", id="filters")
    assert form.one("input", name="q").attributes["value"] == "o"
    selected = [each for each in form.all("option") if "selected" in each.attributes]
    assert [each.attributes["value"] for each in selected] == ["string"]
    checked = [each for each in form.all("input", name="has") if "checked" in each.attributes]
    assert [each.attributes["value"] for each in checked] == ["enum"]


def test_what_matches_is_marked_and_unfolded(visit: Visit, samples: list[Source]) -> None:
    page = visit(f"{PAGE}?q=validation")
    assert page.texts("mark") == ["validation"]
    groups = [each.attributes["id"] for each in page.all("div", cls="group")]
    assert groups == ["images", "images/*/locations", "images/*/locations/*/validation_data"]
    assert all("open" in inside(page, each).attributes for each in groups)


def test_what_is_inside_of_what_passes_can_still_be_unfolded(
    visit: Visit, samples: list[Source]
) -> None:
    page = visit(f"{PAGE}?q=locations&type=array")
    locations = inside(page, "images/*/locations")
    assert "open" not in locations.attributes
    later = locations.one("a", cls="later")
    assert later.text == "Show the 3 that are inside"
    assert set(rows(visit(later.attributes["href"], htmx=True))) == {
        "url", "metadata", "validation_data", "checksum", "os_hash_algo", "os_hash_value",
    }  # fmt: skip


def test_the_outline_stays_whole(visit: Visit, samples: list[Source]) -> None:
    outline = visit(f"{PAGE}?q=disk").one("nav", cls="outline")
    assert "protected" in outline.links()
    assert outline.links()["protected"] == "/glance/images/#images/*/protected"


def test_nothing_passes(visit: Visit, samples: list[Source]) -> None:
    page = visit(f"{PAGE}?q=zzz")
    assert not rows(page)
    assert told(page) == "Nothing passes: 0 of 44 properties Clear"
    assert page.one("p", cls="filter-shown").links() == {"Clear": PAGE}


def test_htmx_gets_the_rows_alone(visit: Visit, samples: list[Source], client: Client) -> None:
    fragment = visit(f"{PAGE}?q=disk", htmx=True)
    assert not fragment.all("html")
    assert set(rows(fragment)) - {"images"} == {"min_disk", "disk_format", "ramdisk_id"}
    for headers in ({}, {"HX-Request": "true"}):
        assert "HX-Request" in client.get(PAGE, headers=headers)["Vary"]


def test_a_pinned_version_is_filtered_too(visit: Visit, samples: list[Source]) -> None:
    page = visit("/glance/images/versions/1/?q=backend")
    assert told(page) == "Nothing passes: 0 of 33 properties Clear"
    assert page.one("p", cls="filter-shown").links() == {"Clear": "/glance/images/versions/1/"}


def test_many_that_pass_are_shortened_and_counted(visit: Visit, db: None) -> None:
    served({"properties": {f"p{each}": {"type": "string"} for each in range(250)}})
    page = visit("/cloud/thing/?type=string")
    assert len(rows(page)) == 200
    assert told(page) == "250 of 250 properties, the first 200 shown Clear"
