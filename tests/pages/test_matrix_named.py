"""The matrix, asked for properties by name: who has them?"""

from portal.catalog.models import Source
from tests.pages.matrices import PAGE, filters, table
from tests.pages.scene import Visit


def test_only_the_properties_of_a_name(visit: Visit, samples: list[Source]) -> None:
    page = visit(f"{PAGE}&q=OS_Hid")
    assert list(table(page)) == ["images", "images[].os_hidden"]
    assert filters(page) == ["all 1", "differences 1", "presence 1"]
    assert page.one("nav", cls="matrix-filter").links() == {
        "all 1": f"{PAGE}&q=OS_Hid",
        "differences 1": f"{PAGE}&only=differences&q=OS_Hid",
        "presence 1": f"{PAGE}&only=differences&facet=presence&q=OS_Hid",
    }
    assert page.one("main").one("p", role="status").text == (
        "images[].os_hidden is in glance/images@4; not in huawei-ims/images@1."
    )
    form = page.one("form", cls="matrix-named")
    assert form.one("input", type="search").attributes["value"] == "OS_Hid"
    assert form.links() == {"every property": PAGE}
    assert page.links()["CSV"] == f"{PAGE}&q=OS_Hid&format=csv"


def test_what_is_everywhere_is_lacking_nowhere(visit: Visit, samples: list[Source]) -> None:
    page = visit(f"{PAGE}&q=images[].checksum")
    assert page.one("main").one("p", role="status").text == (
        "images[].checksum is in huawei-ims/images@1, glance/images@4."
    )
    assert not visit(f"{PAGE}&q=images[]").one("main").all("p", role="status")  # too many


def test_a_name_and_what_differs_are_asked_for_together(
    visit: Visit, samples: list[Source]
) -> None:
    page = visit(f"{PAGE}&facet=enum&q=format")
    assert list(table(page)) == ["images", "images[].container_format", "images[].disk_format"]
    kept = page.one("form", cls="matrix-named").all("input", type="hidden")
    assert [(each.attributes["name"], each.attributes["value"]) for each in kept[2:]] == [
        ("only", "differences"),
        ("facet", "enum"),
    ]


def test_a_name_that_none_has(visit: Visit, samples: list[Source]) -> None:
    page = visit(f"{PAGE}&q=<b>nobody")
    assert page.one("p", cls="empty").text == (
        "No property whose name or path holds “<b>nobody” is in these versions. Every property"
    )
    assert page.one("p", cls="empty").links() == {"Every property": PAGE}
    assert "is in these versions" in visit(f"{PAGE}&only=differences&q=nobody").text
    differing = visit(f"{PAGE}&only=differences&q=min_disk").one("p", cls="empty")
    assert "differs in what was asked for" in differing.text
    assert differing.links() == {"Every property": f"{PAGE}&only=differences"}
