"""Searching: the page, and the list under the search box."""

import pytest

from portal.catalog.models import Property, Source
from portal.search import asked, index
from tests.pages.dom import Element
from tests.pages.scene import Visit, served


def hits(page: Element) -> list[str]:
    """Where the best place of each hit is."""
    return [hit.attributes["href"] for hit in page.all("a", cls="hit")]


def quick(visit: Visit, query: str) -> Element:
    return visit(f"/search/quick/?q={query}")


def places(page: Element) -> list[list[str]]:
    """The places of each hit on the page of results, with what is said of each."""
    return [each.texts("li") for each in page.all("ul", cls="places")]


def test_exact_names_come_first(visit: Visit, samples: list[Source]) -> None:
    page = visit("/search/?q=name")
    names = page.texts("span", cls="hit-name")
    assert names[0] == "name"
    assert names.index("namespace") < names.index("display_name")
    assert page.one("h1").text == "Results for name"
    assert "exact names first" in page.text


def test_one_hit_tells_all_places_and_how_they_differ(visit: Visit, samples: list[Source]) -> None:
    page = visit("/search/?q=disk_format")
    assert hits(page) == [
        "/glance/image/disk_format/",
        "/glance/images/images/*/disk_format/",
    ]
    assert places(page) == [
        ["glance/image"],
        ["glance/images", "huawei-ims/images string 9 values"],
    ]
    assert page.links()["huawei-ims/images string 9 values"] == (
        "/huawei-ims/images/images/*/disk_format/"
    )
    head = page.all("a", cls="hit")[1]
    assert head.texts("span", cls="hit-where") == ["images[].disk_format"]


def test_nested_properties_values_and_descriptions(visit: Visit, samples: list[Source]) -> None:
    value = visit("/search/?q=qcow2").all("li")
    (chips, *_) = [each.texts("mark") for each in value if each.all("p", cls="chips")]
    assert "qcow2" in chips
    page = visit("/search/?q=md5")
    assert page.texts("span", cls="hit-name")[0] == "checksum"
    assert page.all("p", cls="hit-text")[0].texts("mark") == ["md5"]


def test_every_word_must_occur(visit: Visit, samples: list[Source]) -> None:
    assert len(hits(visit("/search/?q=format+container"))) == 2
    assert hits(visit("/search/?q=format+zebra")) == []


def test_filters_can_be_taken_away_and_added(visit: Visit, samples: list[Source]) -> None:
    page = visit("/search/?q=disk_format+has:enum+-image_id")
    (applied,) = page.all("ul", cls="applied")
    assert applied.links() == {
        "has:enum": "/search/?q=disk_format+-image_id",
        "-image_id": "/search/?q=disk_format+has%3Aenum",
    }
    assert applied.all("a")[0].attributes["aria-label"] == "Remove has:enum"
    (facets,) = page.all("aside", cls="narrowing")
    added = "/search/?q=disk_format+has%3Aenum+-image_id+source%3A"
    assert facets.links()["huawei-ims"] == f"{added}huawei-ims"
    assert facets.texts("li") == ["glance 2", "huawei-ims 1", "null 2", "string 2"]
    page = visit(f"{added}huawei-ims")
    assert places(page) == [["huawei-ims/images"]]
    assert not page.all("aside", cls="narrowing")  # nothing left to choose


def test_an_address_with_the_source_beside_it_still_works(
    visit: Visit, samples: list[Source]
) -> None:
    page = visit("/search/?q=disk_format&source=huawei-ims")
    assert hits(page) == ["/huawei-ims/images/images/*/disk_format/"]
    assert page.one("ul", cls="applied").links() == {"source:huawei-ims": "/search/?q=disk_format"}


def test_pages_of_results(visit: Visit, samples: list[Source]) -> None:
    first = visit("/search/?q=i")
    assert len(hits(first)) == 30
    pager = first.one("nav", cls="pager")
    assert pager.text.startswith("page 1 of ")
    assert pager.links() == {"next →": "/search/?q=i&page=2"}
    second = visit("/search/?q=i&page=2")
    assert not set(hits(first)) & set(hits(second))
    assert second.one("ol", cls="hits").attributes["start"] == "31"
    assert "← previous" in second.one("nav", cls="pager").links()
    last = visit("/search/?q=i&page=9999")
    assert "next →" not in last.one("nav", cls="pager").links()
    assert hits(visit("/search/?q=i&page=nonsense")) == hits(first)


def test_nothing_found_says_what_to_do(visit: Visit, samples: list[Source]) -> None:
    empty = visit("/search/?q=zzz").one("div", cls="empty")
    assert "Nothing found for zzz." in empty.text
    assert "Try fewer or shorter words." in empty.text
    empty = visit("/search/?q=disk+type:boolean").one("div", cls="empty")
    assert empty.links() == {"Search for disk without filters": "/search/?q=disk"}
    empty = visit("/search/?q=type:boolean+has:pattern").one("div", cls="empty")
    assert "No property passes all these filters" in empty.text


def test_without_any_source_the_search_says_how_to_add_one(visit: Visit, db: None) -> None:
    assert "There are no sources yet." in visit("/search/?q=disk").one("div", cls="empty").text


def test_nothing_asked_explains_the_language(visit: Visit, samples: list[Source]) -> None:
    page = visit("/search/")
    assert page.one("main").links()["qcow2"] == "?q=qcow2"
    assert "open" in page.one("main").one("details").attributes
    explained = page.one("table", cls="search-help").texts("code")
    for name in asked.FILTERS:
        assert any(each.startswith(f"{name}:") for each in explained), name
    for example in ("type:string,null", "changed:<30d", "changed:>2019-04", "schema:glance/images"):
        assert example in explained
        assert not asked.parse(example).faults
    assert hits(visit("/search/?q=+")) == []


def test_what_is_not_understood_is_told_beside_the_results(
    visit: Visit, samples: list[Source]
) -> None:
    for address in ("/search/?q=disk_format+has:foo", "/search/quick/?q=disk_format+has:foo"):
        page = visit(address)
        assert "has: does not know foo. It knows enum, pattern," in page.text
        assert "foo" in page.texts("code")
        assert len(hits(page)) == 2
    page = visit("/search/?q=x&source=<b>")
    assert "source: does not know <b>. It knows glance, huawei-ims." in page.text
    assert not page.all("b")


def test_a_typing_error_is_told_apart(visit: Visit, samples: list[Source]) -> None:
    for address in ("/search/?q=disk_fromat", "/search/quick/?q=disk_fromat"):
        page = visit(address)
        assert page.texts("span", cls="state") == ["similar name"] * 2
        assert page.texts("span", cls="hit-name") == ["disk_format"] * 2
    assert "these names are similar" in visit("/search/?q=disk_fromat").text


@pytest.mark.parametrize(
    "query",
    ["%00", "%27%22%3Cscript%3Ealert(1)%3C/script%3E", "%25%25", "_", "%ED%A0%80", "%FF", "%5C",
     "a" * 5000, "+".join(["a"] * 500), "%E2%80%AE", "%28%28%28", "' OR 1=1 --", "has:%3Cb%3E",
     "%3Cb%3E:x", "%25(filter)s:%25s"],
)  # fmt: skip
def test_hostile_questions(visit: Visit, samples: list[Source], query: str) -> None:
    for address in (f"/search/?q={query}", f"/search/quick/?q={query}",
                    f"/search/?q=disk&source={query}"):  # fmt: skip
        page = visit(address)
        scripts = [each.attributes.get("src") for each in page.all("script")]
        assert None not in scripts
        assert not page.all("b")


def test_hostile_texts(visit: Visit, db: None) -> None:
    evil = "<script>alert(1)</script>"
    says = {"enum": [evil, "x"], "description": f"{evil} \u202e image"}
    served({"properties": {f"{evil}\u202eimage": says}})
    for address in ("/search/?q=script", "/search/quick/?q=script", "/search/?q=image"):
        page = visit(address)
        assert None not in [each.attributes.get("src") for each in page.all("script")]
        assert "\u202e" not in page.text
        assert "<script>alert(1)</script>⟨U+202E⟩image" in page.text


def test_a_percent_sign_is_no_wildcard(visit: Visit, db: None) -> None:
    served({"properties": {"100%": {}, "100_": {}, "100a": {}}})
    assert hits(visit("/search/?q=100%25")) == ["/cloud/thing/100%25/"]


def test_the_quick_list(visit: Visit, samples: list[Source]) -> None:
    fragment = quick(visit, "image")
    assert not fragment.all("html")
    options = fragment.all("a", role="option")
    assert [each.text for each in options[:3]] == [
        "glance/image schema",
        "glance/images schema",
        "huawei-ims/images schema",
    ]
    assert len(fragment.all("div", role="group")) == 8
    assert options[-1].text.startswith("All results: ")
    assert options[-1].attributes["href"] == "/search/?q=image"
    (disk, *_) = quick(visit, "disk_format").all("div", role="group")[1:]
    assert [each.attributes["href"] for each in disk.all("a")] == [
        "/glance/images/images/*/disk_format/",
        "/huawei-ims/images/images/*/disk_format/",
    ]
    said = quick(visit, "disk_format").one("div", role="listbox").attributes["data-said"]
    assert said == "2 properties found"
    assert "Nothing found for zzz." in quick(visit, "zzz").text
    assert quick(visit, "").text == ""


def test_a_question_is_quoted_in_links(visit: Visit, samples: list[Source]) -> None:
    assert quick(visit, "image%2B%26%2F").text == "Nothing found for image+&/."
    served({"properties": {"a/b&c": {}}})
    (*_, last) = quick(visit, "a%2Fb%26c").all("a")
    assert last.attributes["href"] == "/search/?q=a%2Fb%26c"


def test_those_that_have_gone_come_last_and_say_so(visit: Visit, samples: list[Source]) -> None:
    page = visit("/search/?q=backend&source=glance")
    found = page.all("a", cls="hit")
    assert [hit.texts("span", cls="state") for hit in found] == [["gone in v4"]] * 2
    assert found[1].attributes["href"] == "/glance/images/images/*/backend/"
    assert quick(visit, "backend").texts("span", cls="state") == ["gone in v4"] * 2
    gone = ["gone in" in hit.text for hit in visit("/search/?q=store").all("a", cls="hit")]
    assert gone == sorted(gone)
    assert {True, False} == set(gone)


def test_a_place_where_it_has_gone_says_so(visit: Visit, db: None) -> None:
    served({"properties": {"a": {"type": "string"}}})
    served({"properties": {"a": {"type": "string"}}}, {"properties": {}}, name="was")
    assert places(visit("/search/?q=a")) == [["cloud/thing", "cloud/was gone in v2"]]


def test_a_value_of_a_branch_is_shown(visit: Visit, db: None) -> None:
    served({"properties": {"a": {"oneOf": [{"enum": ["ext4", "xfs"]}, {"type": "null"}]}}})
    page = visit("/search/?q=ext")
    assert page.texts("span", cls="chip") == ["ext4"]
    assert "1 more" in page.text


def test_many_values_are_told_by_their_number(visit: Visit, db: None) -> None:
    served({"properties": {"a": {"enum": [f"v{number}" for number in range(20)]}}})
    page = visit("/search/?q=a")
    assert len(page.texts("span", cls="chip")) == 8
    assert "12 more" in page.text
    assert visit("/search/?q=v13").texts("span", cls="chip") == ["v13"]


def test_a_note_is_shown_as_one(visit: Visit, db: None) -> None:
    served({"properties": {"a": {"description": "Said upstream"}}})
    index.note(Property.objects.get(), ["Ask the image team"])
    page = visit("/search/?q=team")
    assert page.one("p", cls="hit-text").text == "Note: Ask the image team"
    assert visit("/search/?q=upstream").one("p", cls="hit-text").text == "Said upstream"
