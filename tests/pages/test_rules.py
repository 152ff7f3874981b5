"""The rules, for people."""

import pytest

from portal.schema.impact.contexts import CONTEXTS
from portal.schema.impact.deviations import DEVIATIONS
from portal.schema.impact.examples import examples
from portal.schema.impact.peers import OPINIONS, PEERS
from portal.schema.impact.policies import POLICIES
from portal.schema.impact.rules import FAMILIES, RULES
from portal.schema.value import ABSENT
from tests.pages.dom import Element
from tests.pages.scene import Visit

pytestmark = pytest.mark.django_db


def rule(page: Element, id_: str) -> Element:
    return page.one("article", id=id_)


def test_every_rule_has_its_place(visit: Visit) -> None:
    page = visit("/rules/")
    assert {each.attributes["id"] for each in page.all("article") if "id" in each.attributes} == {
        *RULES
    }
    assert {f"context-{each}" for each in CONTEXTS} <= {
        each.attributes.get("id") for each in page.all("dt")
    }


def test_a_rule_says_both_verdicts_with_reasons(visit: Visit) -> None:
    told = rule(visit("/rules/"), "enum-value-removed")
    assert told.one("h3").text == "A value was taken from enum"
    assert told.texts("dt") == ["Breaking for requests", "Safe for responses"]
    assert told.texts("dd") == [
        "A client that sends this value is refused.",
        "No value comes that was not allowed before.",
    ]
    assert told.links()["changes"] == "/changes/?rule=enum-value-removed"
    visit(told.links()["changes"])


def test_a_rule_that_is_as_what_stands_inside(visit: Visit) -> None:
    told = rule(visit("/rules/"), "reference-changed")
    assert told.texts("dt")[0] == "As inside for requests"


def test_examples_with_the_values_that_prove_them(visit: Visit) -> None:
    page = visit("/rules/")
    for id_, example in examples().items():
        codes = [code.text for each in rule(page, id_).all("div", cls="example")
                 for code in each.all("code")]  # fmt: skip
        values = [each for each in (example.request, example.response) if each is not ABSENT]
        assert len(codes) == 2 + len(values)
    removed = rule(page, "enum-value-removed")
    assert "refused now" in removed.text


def test_the_filter_is_not_the_search(visit: Visit) -> None:
    page = visit("/rules/?q=enum")
    assert page.one("input", id="search").attributes["value"] == ""
    assert page.one("input", id="filter").attributes["value"] == "enum"


def test_the_outline_leads_to_every_part(visit: Visit) -> None:
    page = visit("/rules/")
    targets = page.one("nav", cls="outline").links()
    assert len(targets) == len(FAMILIES) + 5
    ids = {each.attributes.get("id") for each in page.descendants()}
    assert {target.partition("#")[2] for target in targets.values()} <= ids


@pytest.mark.parametrize("query", ["", "?q=enum", "?q=zzz"])
def test_no_link_leads_to_a_rule_that_is_filtered_out(visit: Visit, query: str) -> None:
    page = visit(f"/rules/{query}")
    ids = {each.attributes.get("id") for each in page.descendants()}
    targets = {each.attributes.get("href", "") for each in page.all("a")}
    assert {each[1:] for each in targets if each.startswith("#")} <= ids
    everything = {each.attributes.get("id") for each in visit("/rules/").descendants()}
    rules = {each.partition("#")[2] for each in targets if each.startswith("/rules/#")}
    assert "meaning" in rules
    assert rules <= everything


def test_the_filter(visit: Visit) -> None:
    page = visit("/rules/?q=ENUM+breaking+taken")
    shown = page.one("div", id="rules").all("article")
    assert [each.attributes["id"] for each in shown] == ["enum-value-removed"]
    assert page.one("input", id="filter").attributes["value"] == "ENUM breaking taken"
    in_chinese = visit("/rules/?q=删除枚举值").one("div", id="rules")
    assert "enum-value-removed" in {each.attributes["id"] for each in in_chinese.all("article")}
    nothing = visit("/rules/?q=zzz").one("div", id="rules")
    assert nothing.links() == {"Show all": "/rules/"}
    assert not nothing.all("section")


def test_the_filter_holds_for_every_part(visit: Visit) -> None:
    page = visit("/rules/?q=contentMediaType").one("div", id="rules")
    assert {each.attributes["aria-labelledby"] for each in page.all("section")} <= {
        *(f"family-{name}" for name in FAMILIES),
        "deviations",
        "peers",
    }
    for each in page.all("article"):
        assert "contentmediatype" in each.text.casefold()
    in_chinese = visit("/rules/?q=发送该值的客户端会被拒绝").one("div", id="rules")
    assert "enum-value-removed" in {each.attributes.get("id") for each in in_chinese.all("article")}
    tool = next(iter(PEERS.values()))
    of_tool = visit(f"/rules/?q={tool.title}").one("div", id="rules")
    assert of_tool.texts("h3")[0] == tool.title
    context = visit("/rules/?q=位于否定之下").one("div", id="rules")
    assert context.texts("h2") == ["Where a change stands"]


def test_few_rules_are_shown_with_their_reasons(visit: Visit) -> None:
    for query, is_open in {"": False, "?q=ENUM+breaking+taken": True}.items():
        details = rule(visit(f"/rules/{query}"), "enum-value-removed").one("details")
        assert ("open" in details.attributes) is is_open


def test_warnings_that_are_a_choice_are_told_one_by_one(visit: Visit) -> None:
    section = next(
        each for each in visit("/rules/").all("section")
        if each.attributes.get("aria-labelledby") == "policies"
    )  # fmt: skip
    assert set(section.links().values()) == {
        f"/rules/#{rule}" for each in POLICIES for rule in each.rules
    }
    for policy, reason in zip(POLICIES, section.texts("dd"), strict=True):
        assert reason == policy.reason.en


def test_deviations_name_rules_that_say_otherwise(visit: Visit) -> None:
    section = next(
        each for each in visit("/rules/").all("section")
        if each.attributes.get("aria-labelledby") == "deviations"
    )  # fmt: skip
    assert len(section.all("article")) == len(DEVIATIONS)
    assert set(section.links().values()) == {
        f"/rules/#{rule}" for each in DEVIATIONS for rule in each.rules
    }
    for deviation, told in zip(DEVIATIONS, section.all("article"), strict=True):
        assert deviation.reason.en in told.text


def test_peers_stand_beside_the_rules(visit: Visit) -> None:
    section = next(
        each for each in visit("/rules/").all("section")
        if each.attributes.get("aria-labelledby") == "peers"
    )  # fmt: skip
    for peer in PEERS.values():
        assert section.links()[peer.title] == peer.url
    differing = [each for each in OPINIONS if each.why]
    assert len(section.all("tr")) == len(differing) + len(
        {each.peer for each in differing}  # the headings
    )
    # Each row shows at least one side that is not as ours.
    for row in section.all("tr"):
        cells = row.all("td")
        assert not cells or cells[1].all("div")


def test_in_chinese(visit: Visit) -> None:
    page = visit("/rules/?q=refused", language="zh-hans")
    told = rule(page, "enum-value-removed")  # found by either language
    assert told.one("h3").text == "删除枚举值"
    assert told.texts("dd")[0] == "发送该值的客户端会被拒绝。"
