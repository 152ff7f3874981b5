"""What became of a property, on its page."""

import re
from typing import Any

import pytest

from portal.catalog.models import Source
from tests.pages.scene import Visit, facts, served


def blame(visit: Visit, path: str) -> list[str]:
    """The lines of the history of cloud/thing's property, without their dates."""
    history = visit(f"/cloud/thing/{path}/").one("ol", cls="blame")
    for time in history.all("time"):
        time.children = []
    return [re.sub(r" compare with v\d+$", "", each) for each in history.texts("li")]


def doc(**properties: Any) -> dict[str, Any]:
    return {"properties": properties}


def test_the_versions_in_which_it_changed(visit: Visit, samples: list[Source]) -> None:
    page = visit("/glance/images/images/*/status/")
    history = page.one("ol", cls="blame")
    assert history.texts("li") == [
        "v2 2018-08-30 enum added importinguploading compare with v1",
        "v1 2017-08-30 first seen",
    ]
    assert history.links() == {
        "v2": "/glance/images/versions/2/",
        "compare with v1": "/glance/images/compare/1...2/",
        "v1": "/glance/images/versions/1/",
    }
    assert facts(page)["History"].endswith("no change in v3 to v4")


def test_both_sides_of_a_change(visit: Visit, db: None) -> None:
    served(doc(a={"default": 1}), doc(a={"default": None}), doc(a={}))
    assert blame(visit, "a") == [
        "v3 default removed null",
        "v2 default changed 1 → null",
        "v1 first seen",
    ]


def test_a_property_that_has_gone_keeps_its_page(visit: Visit, samples: list[Source]) -> None:
    page = visit("/glance/images/images/*/backend/")
    notice = page.one("p", cls="gone")
    assert "No longer served. Last seen in version 3" in notice.text
    assert notice.links()["version 3"] == "/glance/images/versions/3/"
    assert notice.links()["version 4"] == "/glance/images/versions/4/"
    assert notice.links()["images[].stores"] == "/glance/images/images/*/stores/"
    assert page.one("p", cls="answer").text == "string · read-only"
    history = page.one("ol", cls="blame").texts("li")
    assert history[0].startswith("v4 2019-10-16 gone")
    assert facts(page)["History"].endswith("no change in v3")


def test_one_that_has_gone_with_nothing_in_its_place(visit: Visit, db: None) -> None:
    served(doc(a={}, b={"properties": {"c": {}}}), doc(a={}))
    notice = visit("/cloud/thing/b/c/").one("p", cls="gone")
    assert "Gone with version 2." in notice.text
    assert "brought" not in notice.text
    assert blame(visit, "b/c") == ["v2 gone", "v1 first seen"]


def test_many_that_came_in_its_place_are_shortened(visit: Visit, db: None) -> None:
    served(doc(a={}), doc(**{f"b{each}": {} for each in range(10)}))
    assert visit("/cloud/thing/a/").one("p", cls="gone").text.endswith("b7 and 2 more.")


def test_one_that_returned(visit: Visit, db: None) -> None:
    served(doc(a={}, b={}), doc(a={}, b={}, c={}), doc(a={}), doc(a={}, d={}), doc(a={}, b={}))
    assert blame(visit, "b") == ["v5 back", "v3 gone", "v1 first seen"]
    page = visit("/cloud/thing/b/")
    assert not page.all("p", cls="gone")
    assert facts(page)["History"].endswith("no change in v2")
    visit("/cloud/thing/versions/4/b/", status=404)


def test_one_that_returned_with_what_encloses_it(visit: Visit, db: None) -> None:
    inner = doc(c={})
    served(doc(a={}, b=inner), doc(a={}), doc(a={}, b=doc(d={})), doc(a={}, b=inner))
    assert blame(visit, "b/c") == ["v4 back", "v2 gone", "v1 first seen"]


def test_one_that_was_replaced_as_a_whole(visit: Visit, db: None) -> None:
    served(doc(a={"type": "string"}), doc(a=True))
    assert blame(visit, "a") == ["v2 replaced", "v1 first seen"]


@pytest.mark.parametrize(("versions", "text"), [(2, "v2"), (5, "v2 to v5")])
def test_versions_without_a_change_are_told_together(
    visit: Visit, db: None, versions: int, text: str
) -> None:
    served(*[doc(a={}, b={"default": each}) for each in range(versions)])
    assert facts(visit("/cloud/thing/a/"))["History"].endswith(f"no change in {text}")


def test_many_changes_of_one_version_are_shortened(visit: Visit, db: None) -> None:
    before = {f"x-{each}": each for each in range(12)}
    served(doc(a=before), doc(a={key: -value for key, value in before.items()}))
    assert "and 3 more changes" in blame(visit, "a")[0]
