"""Searching: the page, and the list under the search box."""

import pytest

from portal.catalog.models import Source
from tests.pages.dom import Element
from tests.pages.scene import Visit, served


def hits(page: Element) -> list[str]:
    return [hit.attributes["href"] for hit in page.all("a", cls="hit")]


def test_exact_names_come_first(visit: Visit, samples: list[Source]) -> None:
    page = visit("/search/?q=name")
    names = page.texts("span", cls="hit-name")
    assert names[0] == "name"
    assert names.index("os_distro") > names.index("namespace") if "os_distro" in names else True
    assert "exact names first" in page.text


def test_nested_properties_values_and_descriptions(visit: Visit, samples: list[Source]) -> None:
    assert "/glance/images/images/*/disk_format/" in hits(visit("/search/?q=disk_format"))
    value = visit("/search/?q=qcow2").all("a", cls="hit")[0]
    assert value.texts("span", cls="chip") == ["qcow2"]
    assert value.texts("mark") == ["qcow2"]
    text = visit("/search/?q=md5").all("a", cls="hit")[0]
    assert text.one("span", cls="hit-name").text == "checksum"
    assert text.one("span", cls="hit-text").texts("mark") == ["md5"]


def test_every_word_must_occur(visit: Visit, samples: list[Source]) -> None:
    assert len(hits(visit("/search/?q=format+container"))) == 3
    assert hits(visit("/search/?q=format+zebra")) == []


def test_one_source_alone(visit: Visit, samples: list[Source]) -> None:
    page = visit("/search/?q=disk_format&source=huawei-ims")
    assert hits(page) == ["/huawei-ims/images/images/*/disk_format/"]
    (chosen,) = [each for each in page.all("option") if "selected" in each.attributes]
    assert chosen.text == "huawei-ims"


def test_pages_of_results(visit: Visit, samples: list[Source]) -> None:
    first = visit("/search/?q=i")
    assert len(hits(first)) == 30
    pager = first.one("nav", cls="pager")
    assert pager.text.startswith("page 1 of ")
    assert pager.links() == {"next →": "?q=i&source=&page=2"}
    second = visit("/search/?q=i&source=&page=2")
    assert not set(hits(first)) & set(hits(second))
    assert "← previous" in second.one("nav", cls="pager").links()
    last = visit("/search/?q=i&page=9999")
    assert "next →" not in last.one("nav", cls="pager").links()
    assert hits(visit("/search/?q=i&page=nonsense")) == hits(first)


def test_nothing_found(visit: Visit, samples: list[Source]) -> None:
    empty = visit("/search/?q=zzz").one("div", cls="empty")
    assert "Nothing found for zzz." in empty.text
    assert "Try fewer or shorter words." in empty.text
    empty = visit("/search/?q=zzz&source=glance").one("div", cls="empty")
    assert empty.links() == {"Search all sources": "?q=zzz"}


def test_nothing_asked(visit: Visit, samples: list[Source]) -> None:
    assert visit("/search/").one("main").links()["qcow2"] == "?q=qcow2"
    assert hits(visit("/search/?q=+")) == []


@pytest.mark.parametrize(
    "query",
    ["%00", "%27%22%3Cscript%3Ealert(1)%3C/script%3E", "%25%25", "_", "%ED%A0%80", "%FF", "%5C",
     "a" * 5000, "+".join(["a"] * 500), "%E2%80%AE", "%28%28%28", "' OR 1=1 --"],
)  # fmt: skip
@pytest.mark.parametrize("htmx", [True, False])
def test_hostile_questions(visit: Visit, samples: list[Source], query: str, htmx: bool) -> None:
    page = visit(f"/search/?q={query}", htmx=htmx)
    scripts = [each.attributes.get("src") for each in page.all("script")]
    assert None not in scripts
    visit(f"/search/?q=disk&source={query}", htmx=htmx)


def test_a_percent_sign_is_no_wildcard(visit: Visit, db: None) -> None:
    served({"properties": {"100%": {}, "100_": {}, "100a": {}}})
    assert hits(visit("/search/?q=100%25")) == ["/cloud/thing/100%25/"]


def test_the_quick_list(visit: Visit, samples: list[Source]) -> None:
    fragment = visit("/search/?q=disk", htmx=True)
    assert not fragment.all("html")
    assert len(hits(fragment)) == 8
    assert fragment.links()["All results for disk"] == "/search/?q=disk"
    assert "Nothing found for zzz." in visit("/search/?q=zzz", htmx=True).text
    assert visit("/search/?q=", htmx=True).text == ""


def test_a_question_is_quoted_in_links(visit: Visit, samples: list[Source]) -> None:
    fragment = visit("/search/?q=image%2B%26%2F", htmx=True)
    assert fragment.text == "Nothing found for image+&/."
    served({"properties": {"a/b&c": {}}})
    fragment = visit("/search/?q=a%2Fb%26c", htmx=True)
    assert fragment.one("li", cls="all").one("a").attributes["href"] == "/search/?q=a%2Fb%26c"


def test_those_that_have_gone_come_last_and_say_so(visit: Visit, samples: list[Source]) -> None:
    found = visit("/search/?q=backend&source=glance").all("a", cls="hit")
    assert [hit.one("span", cls="hit-type").text for hit in found] == ["string · gone in v4"] * 2
    assert found[1].attributes["href"] == "/glance/images/images/*/backend/"
    quick = visit("/search/?q=backend", htmx=True).texts("span", cls="state")
    assert quick == ["gone in v4"] * 2
    everything = visit("/search/?q=store&source=glance").all("a", cls="hit")
    gone = ["gone in" in hit.text for hit in everything]
    assert gone == sorted(gone)
    assert {True, False} == set(gone)


def test_a_value_of_a_branch_is_shown(visit: Visit, db: None) -> None:
    served({"properties": {"a": {"oneOf": [{"enum": ["ext4", "xfs"]}, {"type": "null"}]}}})
    (hit,) = visit("/search/?q=ext").all("a", cls="hit")
    assert hit.texts("span", cls="chip") == ["ext4"]
