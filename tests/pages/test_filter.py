"""Filtering the rows of a schema, by hand and as one types."""

import pytest
from django.test import Client

from portal.catalog.models import Source
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
    shown = visit(f"{PAGE}?{query}").one("div", id="rows").one("p").text
    assert shown.startswith(f"{count} of 44 properties")


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


def test_the_outline_stays_whole(visit: Visit, samples: list[Source]) -> None:
    outline = visit(f"{PAGE}?q=disk").one("nav", cls="outline")
    assert "protected" in outline.links()
    assert outline.links()["protected"] == "/glance/images/#images/*/protected"


def test_nothing_passes(visit: Visit, samples: list[Source]) -> None:
    found = visit(f"{PAGE}?q=zzz").one("div", id="rows")
    assert not rows(found)
    assert "0 of 44 properties: nothing passes this filter." in found.text
    assert found.links() == {"Show all": PAGE}


def test_htmx_gets_the_rows_alone(visit: Visit, samples: list[Source], client: Client) -> None:
    fragment = visit(f"{PAGE}?q=disk", htmx=True)
    assert not fragment.all("html")
    assert set(rows(fragment)) - {"images"} == {"min_disk", "disk_format", "ramdisk_id"}
    for headers in ({}, {"HX-Request": "true"}):
        assert "HX-Request" in client.get(PAGE, headers=headers)["Vary"]


def test_a_pinned_version_is_filtered_too(visit: Visit, samples: list[Source]) -> None:
    page = visit("/glance/images/versions/1/?q=backend")
    assert "0 of 33" in page.text
    assert page.one("div", id="rows").links() == {"Show all": "/glance/images/versions/1/"}


def test_many_that_pass_are_shortened_and_counted(visit: Visit, db: None) -> None:
    served({"properties": {f"p{each}": {"type": "string"} for each in range(250)}})
    page = visit("/cloud/thing/?type=string")
    assert len(rows(page)) == 200
    assert "250 of 250 properties, of which these are the first 200." in page.text
