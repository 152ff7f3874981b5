"""What became of a property, on its page."""

import re
from datetime import timedelta
from typing import Any

import pytest

from portal.catalog.models import Source
from tests.pages.dom import Element
from tests.pages.scene import URL, Visit, aged, evidence, facts, failed, served

UNFOLDED = ("dl", "pre")  # what a line shows when it is opened
SINCE = (
    r" (between capture \d+ \(\) and \d+ \(\)|already there when first captured \(\))"
    r"( compare with v\d+)?"
)


def blame(visit: Visit, path: str) -> list[str]:
    """The entries of the history of cloud/thing's property, see `told`."""
    return told(visit(f"/cloud/thing/{path}/"))


def told(page: Element) -> list[str]:
    """The entries without times, verdicts, comparisons and what unfolds."""
    history = page.one("ol", cls="blame")
    for each in history.all("time") + [each for tag in UNFOLDED for each in history.all(tag)]:
        each.children = []
    for cls in ("impact", "whom", "unseen"):
        for each in history.all(cls=cls):
            each.children = []
    entries = [each.text for each in history.children if isinstance(each, Element)]
    return [re.sub(SINCE, "", each) for each in entries]


def doc(**properties: Any) -> dict[str, Any]:
    return {"properties": properties}


def test_the_versions_in_which_it_changed(visit: Visit, samples: list[Source]) -> None:
    page = visit("/glance/images/images/*/status/")
    history = page.one("ol", cls="blame")
    newest, oldest = history.all("div", cls="event")
    assert newest.text == "v2 between capture 1 (2017-08-30) and 2 (2018-08-30) compare with v1"
    assert newest.links() == {
        "v2": "/glance/images/versions/2/",
        "compare with v1": "/glance/images/compare/1...2/",
    }
    assert oldest.text == "v1 first seen already there when first captured (2017-08-30)"
    (line,) = history.all("details", cls="line")
    assert line.one("summary").one("span", cls="happened").text == (
        "importing uploading added to enum"
    )
    assert "no change in v3 to v4" in facts(page)["History"]
    assert evidence(page)["Property"] == (
        "first in capture 1 (2017-08-30), last in capture 5 (2026-09-30)"
    )


def test_each_change_has_its_verdict_and_leads_to_the_rule(visit: Visit, db: None) -> None:
    served(doc(a={"type": "string"}), doc(a={"type": "string", "maxLength": 5}))
    (line,) = visit("/cloud/thing/a/").all("details", cls="line")
    assert line.one("summary").text == "Breaking for requests maxLength 5 set"
    assert "/rules/#max-length-set" in line.links().values()


def test_it_leads_to_all_changes(visit: Visit, db: None) -> None:
    served(doc(a={"default": 1}, b={}), doc(a={"default": 2}, b={"default": 2}))
    page = visit("/cloud/thing/a/")
    address = page.links()["all changes of it and of what is inside it"]
    assert address == "/changes/?source=cloud&schema=thing&property=%2Fproperties%2Fa"
    visit(address)


def test_both_sides_of_a_change(visit: Visit, db: None) -> None:
    served(doc(a={"default": 1}), doc(a={"default": None}), doc(a={}))
    assert blame(visit, "a") == [
        "v3 default null removed",
        "v2 default 1 → null",
        "v1 first seen",
    ]


def test_a_property_that_has_gone_keeps_its_page(visit: Visit, samples: list[Source]) -> None:
    page = visit("/glance/images/images/*/backend/")
    notice = page.one("p", cls="gone")
    assert "No longer served. Last seen in version 3" in notice.text
    assert "Gone with version 4, between capture 3 (2019-04-10) and 4 (2019-10-16)." in notice.text
    assert notice.links()["version 3"] == "/glance/images/versions/3/"
    assert notice.links()["version 4"] == "/glance/images/versions/4/"
    assert notice.links()["images[].stores"].endswith("/images/*/stores/")
    assert page.one("p", cls="answer").text == "string · read-only · optional"
    assert [each.split()[:2] for each in told(page)] == [["v4", "went"], ["v2", "came"]]
    assert "no change in v3" in facts(page)["History"]
    assert evidence(page)["Property"] == (
        "first in capture 2 (2018-08-30), last in capture 3 (2019-04-10)"
    )


def test_what_it_may_have_become_and_what_it_may_have_been(visit: Visit, db: None) -> None:
    text = {"type": "string", "maxLength": 7, "description": "Where the image is kept"}
    served(doc(id={}, backend=text), doc(id={}, stores=text))
    notice = visit("/cloud/thing/backend/").one("p", cls="gone")
    assert re.search(r"It was (possibly|probably) renamed to stores\.", notice.text)
    assert notice.links()["stores"] == "/cloud/thing/versions/2/stores/"
    assert "brought" not in notice.text  # it would be told twice
    history = visit("/cloud/thing/stores/").one("ol", cls="blame")
    assert re.search(r"(possibly|probably) renamed from backend", history.text)
    assert history.links()["backend"] == "/cloud/thing/versions/1/backend/"


def test_one_that_has_gone_with_nothing_in_its_place(visit: Visit, db: None) -> None:
    served(doc(a={}, b={"properties": {"c": {}}}), doc(a={}))
    notice = visit("/cloud/thing/b/c/").one("p", cls="gone")
    assert "Gone with version 2, between capture 1 (" in notice.text
    assert "brought" not in notice.text
    assert blame(visit, "b/c") == ["v2 went b property removed", "v1 first seen"]


def test_many_that_came_in_its_place_are_shortened(visit: Visit, db: None) -> None:
    served(doc(a={}), doc(**{f"b{each}": {} for each in range(10)}))
    assert visit("/cloud/thing/a/").one("p", cls="gone").text.endswith("b7 and 2 more.")


def test_one_that_returned(visit: Visit, db: None) -> None:
    served(doc(a={}, b={}), doc(a={}, b={}, c={}), doc(a={}), doc(a={}, d={}), doc(a={}, b={}))
    assert blame(visit, "b") == [
        "v5 came back property added", "v3 went property removed", "v1 first seen"
    ]  # fmt: skip
    page = visit("/cloud/thing/b/")
    assert not page.all("p", cls="gone")
    assert "no change in v2 all changes" in facts(page)["History"]
    visit("/cloud/thing/versions/4/b/", status=404)


def test_one_that_returned_with_what_encloses_it(visit: Visit, db: None) -> None:
    inner = doc(c={})
    served(doc(a={}, b=inner), doc(a={}), doc(a={}, b=doc(d={})), doc(a={}, b=inner))
    assert blame(visit, "b/c") == [
        "v4 came back property added", "v2 went b property removed", "v1 first seen"
    ]  # fmt: skip


def test_one_that_was_replaced_as_a_whole(visit: Visit, db: None) -> None:
    served(doc(a={"type": "string"}), doc(a=True))
    assert blame(visit, "a") == ["v2 replaced as a whole property replaced", "v1 first seen"]


def test_what_it_refers_to_belongs_to_its_history(visit: Visit, db: None) -> None:
    def document(target: str, **said: Any) -> dict[str, Any]:
        names = {"x": said, "y": {"title": "Y"}}
        return doc(a={"$ref": f"#/definitions/{target}"}) | {"definitions": names}

    served(document("x", title="X"), document("x", title="Z"), document("y", title="Z"))
    assert blame(visit, "a") == [
        "v3 $ref #/definitions/x → #/definitions/y another by what it refers to: title",
        "v2 another by what it refers to: title",
        "v1 first seen",
    ]
    page = visit("/cloud/thing/versions/2/a/")
    assert told(page)[1] == "v2 in /definitions/x, to which it refers: title X → Z"
    assert page.one("ol", cls="blame").links()["/definitions/x"] == (
        "/cloud/thing/versions/2/#@definitions/x"
    )


@pytest.mark.parametrize(("versions", "text"), [(2, "v2"), (5, "v2 to v5")])
def test_versions_without_a_change_are_told_together(
    visit: Visit, db: None, versions: int, text: str
) -> None:
    served(*[doc(a={}, b={"default": each}) for each in range(versions)])
    assert f"no change in {text} " in facts(visit("/cloud/thing/a/"))["History"]


def test_many_changes_of_one_version_are_shortened(visit: Visit, db: None) -> None:
    before = {f"x-{each}": each for each in range(12)}
    served(doc(a=before), doc(a={key: -value for key, value in before.items()}))
    assert "and 3 more changes" in blame(visit, "a")[0]


def test_a_failed_fetch_is_told_first(visit: Visit, db: None) -> None:
    schema = served(doc(a={}), url=URL)
    aged(schema, timedelta(hours=2))
    failed(schema)
    page = visit("/cloud/thing/a/")
    main = [each for each in page.one("main").children if isinstance(each, Element)]
    (notice,) = page.all("div", cls="notice")
    assert main.index(notice) == 3  # after the way here, the name, and what only paper shows
    assert "sign-in refused" in notice.text
    assert "Sign in to fetch now" in notice.links()
    assert len(page.all("p", cls="freshness")) == 1
