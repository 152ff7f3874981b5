"""Two versions of a schema beside each other: what differs, and whom it breaks."""

import pytest
from django.test import Client

from portal.catalog.models import Source
from tests.pages.dom import Element
from tests.pages.scene import Visit, served

BASE = "/glance/images/compare/"


def groups(page: Element) -> dict[str, list[list[str]]]:
    """The table of changes: for each property, its lines as (what, before, after)."""
    return {
        _name(group): [
            [row.one("div", cls="happened").text, *row.texts("td", cls="half")]
            for row in group.all("tr")
        ]
        for group in page.one("table", cls="sides").all("tbody")
    }


def impacts(page: Element) -> dict[str, list[str]]:
    """The verdict of each line, by property."""
    return {
        _name(group): group.texts("summary")
        for group in page.one("table", cls="sides").all("tbody")
    }


def _name(group: Element) -> str:
    return group.one("th").text.removesuffix("after").strip().removesuffix("before").strip()


def counts(page: Element) -> list[list[str]]:
    """What the verdict counts for requests and for responses."""
    return [side.texts("a") for side in page.one("section", cls="judgement").all("dd")]


def test_what_came_went_and_changed(visit: Visit, samples: list[Source]) -> None:
    page = visit(f"{BASE}3...4/")
    found = groups(page)
    assert len(found) == 5
    ((what, before, after),) = found["images[].backend"]
    assert (what, after) == ("property removed", "")
    assert '"description": "Backend store to upload image to"' in before
    ((what, before, after),) = found["images[].stores"]
    assert (what, before) == ("property added", "")
    assert found["images[].container_format"] == [
        ["added to enum", "null, ami, ari, aki, bare, ovf, ova, docker", "compressed"]
    ]
    links = page.one("table", cls="sides").links()
    assert links["images[].backend"] == "/glance/images/versions/3/images/*/backend/"
    assert links["images[].stores"] == "/glance/images/versions/4/images/*/stores/"
    assert links["Version 3"] == "/glance/images/versions/3/"


def test_each_property_leads_to_its_page_on_both_sides(visit: Visit, samples: list[Source]) -> None:
    rows = visit(f"{BASE}3...4/").one("table", cls="sides").all("tbody")
    links = {_name(row): row.one("th").links() for row in rows}
    assert links["images[].container_format"] == {
        "images[].container_format": "/glance/images/versions/4/images/*/container_format/",
        "before": "/glance/images/versions/3/images/*/container_format/",
        "after": "/glance/images/versions/4/images/*/container_format/",
    }
    assert "after" not in links["images[].backend"]
    assert "before" not in links["images[].stores"]


def test_reversed(visit: Visit, samples: list[Source]) -> None:
    page = visit(f"{BASE}4...3/")
    found = groups(page)
    assert found["images[].backend"][0][0] == "property added"
    assert found["images[].container_format"] == [
        ["removed from enum", "compressed", "null, ami, ari, aki, bare, ovf, ova, docker"]
    ]
    assert page.one("a", cls="swap").attributes["href"] == f"{BASE}3...4/"


def test_several_lines_of_one_property_stand_together(visit: Visit, db: None) -> None:
    served(
        {
            "title": "One",
            "properties": {"a": {"type": "string", "enum": ["a", "b"], "default": "a"}},
        },
        {
            "title": "Two",
            "properties": {"a": {"type": "string", "enum": ["c", "d"], "default": "c"}},
        },
    )
    page = visit("/cloud/thing/compare/1...2/?impact=all")
    assert groups(page) == {
        "a": [
            ["default changed", '"a"', '"c"'],
            ["removed from enum", "ab", "c, d"],
            ["added to enum", "a, b", "cd"],
        ],
        "the document itself": [["title changed", '"One"', '"Two"']],
    }


def test_a_change_says_where_in_its_property_it_is(visit: Visit, db: None) -> None:
    served(
        {"properties": {"a": {"type": "array", "items": {"maxLength": 3}}}},
        {"properties": {"a": {"type": "array", "items": {"maxLength": 2}}}},
    )
    ((what, *_),) = groups(visit("/cloud/thing/compare/1...2/"))["a"]
    assert what == "maxLength changed in items"


@pytest.fixture
def judged(db: None) -> str:
    """Where two versions are compared: one change breaks requests, one responses, one nobody."""
    served(
        {"title": "x", "properties": {"a": {"type": "string", "maxLength": 9},
                                      "b": {"type": "string", "maxLength": 9}, "c": {}}},
        {"title": "y", "properties": {"a": {"type": "string", "maxLength": 5},
                                      "b": {"type": "string"}, "c": {"description": "C"}}},
    )  # fmt: skip
    return "/cloud/thing/compare/1...2/"


def test_the_verdict_comes_first_and_its_numbers_are_filters(visit: Visit, judged: str) -> None:
    page = visit(judged)
    assert page.one("section", cls="judgement").one("h2").text == "Breaks requests and responses"
    assert counts(page) == [["1 breaking", "1 safe", "2 editorial"]] * 2
    requests, responses = page.one("section", cls="judgement").all("dd")
    assert requests.links()["1 breaking"] == f"{judged}?impact=breaking&side=request"
    assert list(groups(visit(requests.links()["1 breaking"]))) == ["a"]
    assert list(groups(visit(responses.links()["1 breaking"]))) == ["b"]


def test_editorial_changes_are_hidden_until_asked_for(visit: Visit, judged: str) -> None:
    page = visit(judged)
    assert list(groups(page)) == ["a", "b"]
    (hidden,) = [each for each in page.all("p", cls="soft") if "hidden" in each.text]
    assert hidden.text == "2 editorial changes hidden: show"
    whole = visit(hidden.links()["show"])
    assert set(groups(whole)) == {"a", "b", "c", "the document itself"}
    assert "hidden" not in whole.text


def test_a_filter_says_what_it_shows_and_how_to_see_all(visit: Visit, judged: str) -> None:
    page = visit(f"{judged}?impact=breaking&side=response")
    status = page.one("p", cls="soft", role="status")
    assert "1 of 4 changes: breaking for responses." in status.text
    chosen = [each.text for each in page.all("a") if "aria-current" in each.attributes]
    assert chosen == ["1 breaking"]
    nothing = visit(f"{judged}?impact=warning")
    assert "0 of 4 changes: none is warning." in nothing.one("p", cls="soft", role="status").text
    assert not nothing.all("table")


def test_editorial_changes_alone_are_not_hidden(visit: Visit, db: None) -> None:
    served({"title": "x"}, {"title": "y"})
    page = visit("/cloud/thing/compare/1...2/")
    assert page.one("section", cls="judgement").one("h2").text == "Says the same in other words"
    assert list(groups(page)) == ["the document itself"]


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ({"maxLength": 5, "type": "string"}, {"type": "string"}, "Breaks responses"),
        ({"type": "string"}, {"maxLength": 5, "type": "string"}, "Breaks requests"),
    ],
)
def test_the_whole_in_a_few_words(
    visit: Visit, db: None, before: object, after: object, verdict: str
) -> None:
    served({"properties": {"a": before}}, {"properties": {"a": after}})
    page = visit("/cloud/thing/compare/1...2/")
    assert page.one("section", cls="judgement").one("h2").text == verdict


def test_a_line_has_its_verdict_and_the_reasons_one_step_away(visit: Visit, judged: str) -> None:
    page = visit(f"{judged}?impact=breaking&side=request")
    assert impacts(page) == {"a": ["Breaking for requests"]}
    reasons = page.one("dl", cls="reasons")
    assert "Breaking for requests" in reasons.texts("dt")
    assert reasons.links()  # to the rule


def test_a_filter_that_is_none_is_told(visit: Visit, judged: str) -> None:
    page = visit(f"{judged}?impact=terrible", status=404)
    said = "impact=terrible is unknown; it is one of breaking, warning, safe, editorial, all."
    assert page.one("p", role="alert").text == said
    chosen = [each.attributes["value"] for each in page.all("option")
              if "selected" in each.attributes]  # fmt: skip
    assert chosen == ["cloud/thing@1", "cloud/thing@2"]
    visit(f"{judged}?side=both", status=404)


def test_one_and_the_same(visit: Visit, samples: list[Source]) -> None:
    page = visit(f"{BASE}2...2/")
    assert "one and the same version" in page.one("p", cls="empty").text
    assert not page.all("table")


def test_two_that_say_the_same(visit: Visit, db: None) -> None:
    served({"title": "a"}, {"title": "b"}, {"title": "a"})
    page = visit("/cloud/thing/compare/1...3/")
    assert "These two say the same. They are the same byte for byte." in page.text


def test_two_that_say_the_same_in_other_bytes(visit: Visit, db: None) -> None:
    served({"title": "a", "type": "object"}, {"title": "b"}, {"type": "object", "title": "a"})
    page = visit("/cloud/thing/compare/1...3/")
    assert "These two say the same. Their bytes differ" in page.text
    documents = visit("/cloud/thing/compare/1...3/?show=documents")
    assert "they are the same text" in documents.text


@pytest.mark.parametrize("pair", ["1...9", "9...1", "0...1", f"1...{'9' * 40}"])
def test_a_version_that_never_was_is_told_with_a_choice(
    visit: Visit, samples: list[Source], pair: str
) -> None:
    page = visit(f"{BASE}{pair}/", status=404)
    assert "glance/images has no version" in page.one("p", role="alert").text
    values = [each.attributes["value"] for each in page.all("option")]
    assert {f"glance/images@{number}" for number in range(1, 5)} <= set(values)


@pytest.mark.parametrize("pair", ["1...2...3", "a...b", "-1...2"])
def test_what_is_no_comparison(visit: Visit, samples: list[Source], pair: str) -> None:
    visit(f"{BASE}{pair}/", status=404)


@pytest.mark.parametrize(
    ("query", "target"),
    [
        ("before=1&after=3", f"{BASE}1...3/"),
        ("before=1", "/glance/images/versions/"),
        ("before=x&after=1", "/glance/images/versions/"),
        ("", "/glance/images/versions/"),
    ],
)
def test_the_form_leads_to_the_comparison(
    client: Client, samples: list[Source], query: str, target: str
) -> None:
    assert client.get(f"{BASE}?{query}")["Location"] == target


def test_the_documents_beside_each_other(visit: Visit, samples: list[Source]) -> None:
    page = visit(visit(f"{BASE}3...4/").links()["the documents beside each other"])
    rows = [row.texts("td", cls="text") for row in page.one("table", cls="beside").all("tr")]
    assert ["", 'after: "compressed"'] in rows or ["", 'after: "compressed",'] in rows
    assert page.links()["glance/images@3"].endswith("/schemas/images/versions/3/raw/")
    assert "what changed, by property" in page.links()


def test_further_links(visit: Visit, samples: list[Source]) -> None:
    links = visit(f"{BASE}3...4/").one("nav", cls="further").links()
    assert links["check a document against both"] == (
        "/validate/?against=glance%2Fimages%403&against=glance%2Fimages%404"
    )
    assert links["matrix"].startswith("/matrix/?column=glance/images@3&column=glance/images@4")


def test_as_markdown(client: Client, judged: str) -> None:
    response = client.get(f"{judged}?format=md")
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert (
        response["Content-Disposition"]
        == "inline; filename*=UTF-8''cloud-thing@1...cloud-thing@2.md"
    )
    text = response.content.decode()
    assert text.startswith("# `cloud/thing@1` → `cloud/thing@2`\n")
    assert "| breaking | `a` | `maxLength` `9` → `5` |" in text
    assert "2 not shown here." in text
    only = client.get(f"{judged}?format=md&impact=breaking&side=response").content.decode()
    assert "| `b` |" in only
    assert "| `a` |" not in only


def test_as_json_is_the_api(client: Client, judged: str) -> None:
    target = client.get(f"{judged}?format=json")["Location"]
    assert target == "/api/v1/compare/?before=cloud%2Fthing%401&after=cloud%2Fthing%402"
    assert client.get(target).json()["worst"] == "breaking"
