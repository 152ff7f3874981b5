"""The table of rules: whole, readable in both languages, and each rule shown by its example."""

import re
from itertools import chain

import pytest

from portal.schema.impact import Impact, Rule, compare
from portal.schema.impact.deviations import DEVIATIONS, Deviation
from portal.schema.impact.examples import examples
from portal.schema.impact.rules import FAMILIES, RULES, by_id
from portal.schema.value import ABSENT
from tests.schema.impact.proof.reading import validator

CHINESE = re.compile("[\u4e00-\u9fff]")
# What the example of a rule changes besides: a property cannot go while it is required.
BESIDES = {
    "property-removed-required": {"required-removed"},
    "property-removed-required-closed": {"required-removed"},
}
# What no validator can show: only the service knows what it makes of such a format.
NOT_SHOWN = {"format-unknown"}
SHOWN = [
    (rule, side)
    for rule in RULES.values()
    for side in ("request", "response")
    if getattr(examples()[rule.id], side) is not ABSENT
]


def texts(rule: Rule) -> list[str]:
    return [
        text
        for both in (rule.title, rule.request.reason, rule.response.reason)
        for text in (both.en, both.zh)
    ]


def test_every_rule_is_of_one_family() -> None:
    assert list(RULES.values()) == list(chain.from_iterable(FAMILIES.values()))
    assert all(RULES[id_].id == id_ for id_ in RULES)


def test_two_rules_cannot_have_one_id() -> None:
    rule = RULES["null-added"]
    with pytest.raises(ValueError, match="same id"):
        by_id(rule, RULES["null-removed"], rule)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_is_readable_in_both_languages(rule: Rule) -> None:
    assert re.fullmatch("[a-z]+(-[a-z]+)*", rule.id)
    assert not any("\u2014" in text or text != text.strip() for text in texts(rule))
    for both in (rule.title, rule.request.reason, rule.response.reason):
        assert CHINESE.search(both.zh)
        assert not CHINESE.search(both.en)
    assert not rule.title.en.endswith(".")
    for side in (rule.request, rule.response):
        assert side.reason.en.endswith(".")
        assert side.reason.zh.endswith("。")


def test_no_two_rules_have_one_title() -> None:
    for titles in (
        [rule.title.en for rule in RULES.values()],
        [r.title.zh for r in RULES.values()],
    ):
        assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_example_of_a_rule_is_judged_by_it(rule: Rule) -> None:
    example = examples()[rule.id]
    judged = compare(example.before, example.after, example.dialect)
    verdicts = {one.verdict.rule: one.verdict for one in judged}
    assert verdicts.keys() == {rule.id} | BESIDES.get(rule.id, set())
    verdict = verdicts[rule.id]
    assert verdict.context == ""
    for side, impact in ((rule.request, verdict.request), (rule.response, verdict.response)):
        assert side.impact in (impact, None)


def test_there_are_no_examples_of_rules_that_do_not_exist() -> None:
    assert examples().keys() == RULES.keys()


@pytest.mark.parametrize(("rule", "side"), SHOWN)
def test_the_value_of_an_example_shows_who_is_hurt(rule: Rule, side: str) -> None:
    example = examples()[rule.id]
    value = getattr(example, side)
    before, after = (
        validator(example.before, example.dialect),
        validator(example.after, example.dialect),
    )
    assert before(value) is (side == "request")
    assert after(value) is (side == "response")


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_an_example_has_a_value_for_what_breaks_and_none_for_what_is_safe(rule: Rule) -> None:
    example = examples()[rule.id]
    for side, value in ((rule.request, example.request), (rule.response, example.response)):
        if side.impact is Impact.BREAKING:
            assert value is not ABSENT
        if side.impact in (Impact.SAFE, Impact.EDITORIAL):
            assert value is ABSENT


def test_an_example_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        examples()["null-added"] = examples()["null-removed"]  # type: ignore[index]


@pytest.mark.parametrize("deviation", DEVIATIONS, ids=lambda deviation: deviation.rules[0])
def test_a_deviation_is_one_and_its_example_proves_it(deviation: Deviation) -> None:
    rules = [RULES[id_] for id_ in deviation.rules]
    for rule in rules:
        assert (rule.request.impact, rule.response.impact) != (
            deviation.request,
            deviation.response,
        )
    example = examples()[rules[0].id]
    told = (
        (rules[0].request, deviation.request, example.request),
        (
            rules[0].response,
            deviation.response,
            example.response,
        ),
    )
    for side, table, value in told:
        if table is Impact.SAFE and side.impact is not Impact.SAFE:
            assert value is not ABSENT or rules[0].id in NOT_SHOWN  # the table denied it
        if table is Impact.BREAKING and side.impact is Impact.SAFE:
            assert value is ABSENT  # the table said that there is one
    assert CHINESE.search(deviation.change.zh)
    assert deviation.reason.en.endswith(".")
    assert deviation.reason.zh.endswith("。")
