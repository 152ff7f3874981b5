"""What differs, as text for other programs and for people."""

import json
from typing import Any

import pytest

from portal.history import reasons, report
from portal.schema.change import Change
from portal.schema.dialect import DRAFT7
from portal.schema.impact import Counterpart, Impact, Judged, Verdict, compare
from portal.schema.impact.contexts import CONTEXTS
from portal.schema.impact.rules import RULES
from portal.schema.value import ABSENT, JSON

BREAKING, WARNING, SAFE, EDITORIAL = Impact


def judged(
    request: Impact = WARNING,
    response: Impact = SAFE,
    *,
    path: str = "a",
    keyword: str | None = "maxLength",
    before: Any = 2,
    after: Any = 1,
    rule: str = "max-length-lowered",
    context: str = "",
    counterpart: Counterpart | None = None,
    through: tuple[Judged, ...] = (),
) -> Judged:
    pointer = f"/properties/{path}" if path else ""
    kind: Any = "changed"
    if before is ABSENT or after is ABSENT:
        kind = "added" if before is ABSENT else "removed"
    change = Change(pointer, path, pointer or None, keyword, kind, before, after,
                    whole=keyword is None)  # fmt: skip
    return Judged(change, Verdict(rule, request, response, context), counterpart, through)


def compared(before: JSON, after: JSON) -> tuple[Judged, ...]:
    return compare(before, after, DRAFT7)


def test_the_summary_counts_each_side_and_the_worse_of_the_two() -> None:
    counts = report.summary(
        [judged(BREAKING, SAFE), judged(SAFE, WARNING), judged(SAFE, SAFE),
         judged(EDITORIAL, EDITORIAL)]
    )  # fmt: skip
    assert counts == {
        "request": {BREAKING: 1, WARNING: 0, SAFE: 2, EDITORIAL: 1},
        "response": {BREAKING: 0, WARNING: 1, SAFE: 2, EDITORIAL: 1},
        "either": {BREAKING: 1, WARNING: 1, SAFE: 1, EDITORIAL: 1},
    }


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ([], "nothing differs"),
        ([judged(BREAKING, SAFE)], "1 breaking for requests; 1 safe for responses"),
        (
            [judged(BREAKING, WARNING), judged(WARNING, WARNING)],
            "1 breaking, 1 warning for requests; 2 warnings for responses",
        ),
        ([judged(EDITORIAL, EDITORIAL)] * 2, "2 editorial"),
    ],
)
def test_the_summary_in_a_sentence(changes: list[Judged], sentence: str) -> None:
    assert report.sentence(report.summary(changes)) == sentence


def test_as_dict_says_it_all() -> None:
    one = judged(BREAKING, SAFE, rule="max-length-lowered")
    said = report.as_dict("one", {"name": "two"}, [one])
    assert (said["before"], said["after"], said["worst"]) == ("one", {"name": "two"}, "breaking")
    assert said["summary"]["request"]["breaking"] == 1
    (change,) = said["changes"]
    assert change == {
        "pointer": "/properties/a", "path": "a", "property": "/properties/a",
        "keyword": "maxLength", "kind": "changed", "before": 2, "after": 1,
        "member": False, "whole": False,
        "rule": "max-length-lowered", "context": "", "request": "breaking", "response": "safe",
        "reasons": reasons.of(one.verdict).as_dict(), "counterpart": None, "through": [],
    }  # fmt: skip
    rule = RULES["max-length-lowered"]
    assert change["reasons"]["title"] == {"en": rule.title.en, "zh": rule.title.zh}
    assert change["reasons"]["request"]["en"] == rule.request.reason.en


def test_nothing_is_told_apart_from_null() -> None:
    added = judged(keyword="default", before=ABSENT, after=None)
    removed = judged(keyword="default", before=None, after=ABSENT)
    said = report.as_dict("a", "b", [added, removed])["changes"]
    assert ("before" in said[0], said[0]["after"]) == (False, None)
    assert ("after" in said[1], said[1]["before"]) == (False, None)


def test_where_nothing_differs() -> None:
    said = report.as_dict("a", "b", [])
    assert (said["worst"], said["changes"]) == (None, [])


def test_counterparts_and_what_differs_behind_a_reference() -> None:
    counterpart = Counterpart("renamed", "possibly", "/properties/b", "b")
    inner = judged(BREAKING, SAFE, path="inner")
    outer = judged(keyword=None, after=ABSENT, counterpart=counterpart, through=(inner,))
    (change,) = report.as_dict("x", "y", [outer])["changes"]
    assert change["keyword"] == ""
    assert change["counterpart"] == {
        "kind": "renamed", "certainty": "possibly", "pointer": "/properties/b", "path": "b",
    }  # fmt: skip
    assert [each["path"] for each in change["through"]] == ["inner"]
    assert report.partner(outer) == "possibly renamed to"
    assert report.partner(inner) == ""
    text = report.as_text("x", "y", [outer], [outer])
    assert "possibly renamed to b" in text
    assert "Possibly renamed to `b`." in report.as_markdown("x", "y", [outer], [outer])


def test_json_is_what_the_dict_is() -> None:
    found = compared({"title": "é", "properties": {"a": {}}}, {"title": "中"})
    assert json.loads(report.as_json("a", "b", found)) == report.as_dict("a", "b", found)
    assert "中" in report.as_json("a", "b", found)


def test_text_is_by_property_with_reasons() -> None:
    found = [
        judged(BREAKING, SAFE, path="a"),
        judged(WARNING, WARNING, path="", keyword="title", rule="unknown-rule"),
        judged(BREAKING, SAFE, path="a", keyword="minLength", rule="min-length-raised"),
    ]
    lines = report.as_text("one", "two", found, found).splitlines()
    assert lines[:2] == [
        "one -> two",
        "2 breaking, 1 warning for requests; 1 warning, 2 safe for responses",
    ]
    assert lines.count("a") == 1
    assert "the document itself" in lines
    assert "  BREAKING   maxLength 2 → 1" in lines
    assert any(RULES["max-length-lowered"].request.reason.en in line for line in lines)
    assert any(line.endswith("[unknown-rule]") for line in lines)


def test_what_is_in_no_property_says_where_it_is() -> None:
    def document(most: int) -> JSON:
        inner: JSON = {"maxLength": most}
        return {"definitions": {"s": inner}, "title": str(most), "items": inner}

    found = compared(document(3), document(2))
    lines = report.as_text("a", "b", found, found).splitlines()
    assert {"#s", "/items", "the document itself"} <= set(lines)
    markdown = report.as_markdown("a", "b", found, found)
    assert "| `#s` | `maxLength`" in markdown
    assert "| the document itself | `title`" in markdown


def test_what_holds_for_both_sides_is_said_once() -> None:
    for rule in RULES.values():
        if rule.request != rule.response or rule.request.impact is None:
            continue
        impact = rule.request.impact
        one = judged(impact, impact, rule=rule.id)
        markdown = report.as_markdown("a", "b", [one], [one])
        assert markdown.count(rule.request.reason.en) == 1
        assert "Requests:" not in markdown
        return
    raise AssertionError("there is no such rule any more")


def test_what_is_not_shown_is_counted() -> None:
    found = [judged(), judged(EDITORIAL, EDITORIAL)]
    assert report.as_text("a", "b", found, found[:1]).splitlines()[-1] == "1 not shown here."
    assert "1 not shown here." in report.as_markdown("a", "b", found, found[:1])
    assert "not shown" not in report.as_text("a", "b", found, found)


def test_text_controls_no_terminal() -> None:
    hostile = judged(path="a\x1b[2J\u202e", keyword="title", before="\x1b]0;x\x07", after="b")
    text = report.as_text("\x1b[31m", "two", [hostile], [hostile])
    assert all(line.isprintable() for line in text.splitlines())


HOSTILE = ["a|b", "`", "``x``", "a\nb", "<b>", "[x](http://evil)", "*", "\\|", "\u202e", "`a|`b"]


@pytest.mark.parametrize("name", HOSTILE)
def test_markdown_lets_no_document_write_markdown(name: str) -> None:
    """Every row has as many cells as the table, and all that is not ours stands in code."""
    hostile = judged(path=name, keyword=name, before=name, after=[name])
    markdown = report.as_markdown(name, "two", [hostile], [hostile])
    rows = [line for line in markdown.splitlines() if line.startswith("|")]
    assert len(rows) == 3
    for row in rows:
        assert row.count("|") == 5, row
    assert markdown.count("\n") == 7  # title, summary, table, and the empty lines around


def test_a_bar_in_markdown_is_an_entity() -> None:
    markdown = report.as_markdown("a", "b", [judged(path="a|b")], [judged(path="a|b")])
    assert "<code>a&#124;b</code>" in markdown


def test_markdown_of_nothing_has_no_table() -> None:
    markdown = report.as_markdown("a", "b", [], [])
    assert markdown == "# `a` → `b`\n\n**nothing differs**\n"


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_gives_its_reasons(rule: str) -> None:
    known = RULES[rule]
    sides = [known.request.impact or WARNING, known.response.impact or WARNING]
    told = reasons.of(Verdict(rule, *sides))
    if known.request.impact and known.response.impact:
        assert (told.request, told.response) == (known.request.reason, known.response.reason)
    assert told.title == known.title


def test_a_context_explains_the_side_that_it_changed() -> None:
    context, rule = CONTEXTS["read-only"], RULES["max-length-lowered"]
    told = reasons.of(Verdict("max-length-lowered", SAFE, SAFE, "read-only"))
    assert told.request == context.reason  # breaking by the rule alone
    assert told.response == rule.response.reason


def test_of_what_an_earlier_release_named_the_ids_are_left() -> None:
    told = reasons.of(Verdict("of-old", WARNING, SAFE, "somewhere"))
    assert (told.title.en, told.request.en) == ("of-old", "")
    known = reasons.of(Verdict("of-old", WARNING, SAFE, "read-only"))
    assert known.request == CONTEXTS["read-only"].reason
