"""Verdicts in words."""

from typing import Any

import pytest
from django.utils import translation

from portal.catalog.models import Change, Source
from portal.history import wording
from portal.pages import changes, verdicts
from portal.schema.impact import Counterpart, Impact, Verdict
from portal.schema.value import ABSENT
from tests.pages.dom import Element
from tests.pages.scene import Visit, served

B, W, S, E = Impact.BREAKING, Impact.WARNING, Impact.SAFE, Impact.EDITORIAL


@pytest.mark.parametrize(
    ("request_", "response", "word", "whom"),
    [
        (B, S, "Breaking", "for requests"),
        (S, B, "Breaking", "for responses"),
        (B, W, "Breaking", "for requests"),
        (B, B, "Breaking", "both ways"),
        (W, W, "Warning", "both ways"),
        (E, W, "Warning", "for responses"),
        (S, S, "Safe", ""),
        (S, E, "Safe", ""),
        (E, E, "Editorial", ""),
    ],
)
def test_the_worse_impact_and_whom_it_concerns(
    request_: Impact, response: Impact, word: str, whom: str
) -> None:
    told = verdicts.of(Verdict("enum-value-removed", request_, response))
    assert (told.word, told.whom) == (word, whom)


def test_reasons_are_the_rules() -> None:
    told = verdicts.of(Verdict("enum-value-removed", B, S))
    assert told.rule.url == "/rules/#enum-value-removed"
    assert told.rule.title == "A value was taken from enum"
    assert [(each.side, each.word, each.reason) for each in told.opinions] == [
        ("for requests", "Breaking", "A client that sends this value is refused."),
        ("for responses", "Safe", "No value comes that was not allowed before."),
    ]
    assert told.context is None


def test_a_context_gives_the_reason_of_the_side_that_it_changed() -> None:
    told = verdicts.of(Verdict("enum-value-removed", S, S, "read-only"))
    assert told.context is not None
    assert told.context.url == "/rules/#context-read-only"
    assert "read-only" in told.opinions[0].reason
    assert told.opinions[1].reason == "No value comes that was not allowed before."


def test_in_the_language_of_the_reader() -> None:
    with translation.override("zh-hans"):
        told = verdicts.of(Verdict("enum-value-removed", S, S, "read-only"))
        assert told.rule.title == "删除枚举值"
        assert told.context is not None
        assert told.context.title == "只读"
        assert told.opinions[1].reason == "不会出现原先不允许的值。"
    assert verdicts.of(Verdict("enum-value-removed", B, S)).rule.title.startswith("A value")


def test_a_rule_and_a_context_of_another_release_are_shown_by_their_ids() -> None:
    told = verdicts.of(Verdict("from-later", W, W, "elsewhere"))
    assert (told.rule.title, told.rule.url) == ("from-later", "/rules/#from-later")
    assert told.context is not None
    assert told.context.title == "elsewhere"
    assert [each.reason for each in told.opinions] == ["", ""]


def phrases(*pairs: tuple[Any, Any], **wanted: Any) -> list[str]:
    """The phrases of differences of enum, each with its sides."""
    told = verdicts.of(Verdict("enum-value-added", S, W))
    differences = [
        changes.Difference(
            pointer="/a", path="a", keyword=wanted.get("keyword", "enum"),
            kind="added" if before is ABSENT else "removed" if after is ABSENT else "changed",
            before=before, after=after, member=wanted.get("member", False),
            whole=wanted.get("whole", False), verdict=told,
        )
        for before, after in pairs
    ]  # fmt: skip
    lines = changes.lines(differences)
    return [" ".join(part.text for part in line.parts) for line in lines]


def test_phrases() -> None:
    assert phrases((ABSENT, "vhdx"), member=True) == ["vhdx added to enum"]
    assert phrases((ABSENT, "null"), (ABSENT, None), member=True) == ['"null" null added to enum']
    assert phrases(("a", ABSENT), ("b", ABSENT), member=True) == ["a b removed from enum"]
    assert phrases((ABSENT, "a"), member=True, keyword="required") == ["a is now required"]
    assert phrases((9, 8), keyword="maxLength") == ["maxLength 9 → 8"]
    assert phrases((ABSENT, 8), keyword="maxLength") == ["maxLength 8 set"]
    assert phrases((8, ABSENT), keyword="maxLength") == ["maxLength 8 removed"]
    assert phrases((ABSENT, {}), keyword="", whole=True) == ["property added"]
    assert phrases(({}, ABSENT), keyword="oneOf", whole=True) == ["schema under oneOf removed"]
    assert phrases(([{}, True], [True, {}]), keyword="anyOf") == ["anyOf in another order"]


def test_a_phrase_names_a_dozen_members() -> None:
    (phrase,) = phrases(*((ABSENT, f"v{number}") for number in range(100)), member=True)
    assert phrase.endswith("v11 and 88 more added to enum")


def test_what_hides_or_turns_the_text_is_escaped() -> None:
    assert phrases((ABSENT, "a\u202eb"), member=True) == ['"a\\u202eb" added to enum']
    assert phrases((1, 2), keyword="x\u202ey") == ['"x\\u202ey" 1 → 2']


def test_for_other_programs_values_are_json() -> None:
    difference = changes.Difference(
        "/a", "a", "enum", "added", ABSENT, "vhdx", True, False,
        verdicts.of(Verdict("enum-value-added", S, W)),
    )  # fmt: skip
    assert wording.phrase(difference) == '"vhdx" added to enum'


def test_members_with_different_verdicts_are_told_apart(db: None) -> None:
    schema = served(
        {"properties": {"a": {"enum": [1]}}}, {"properties": {"a": {"enum": [1, 2, 3]}}}
    )
    one, two = Change.objects.filter(snapshot__schema=schema)
    assert len(changes.lines(map(changes.stored, [one, two]))) == 1
    two.context = "masked"
    assert len(changes.lines(map(changes.stored, [one, two]))) == 2


def line_of(page: Element, text: str) -> Element:
    return next(each for each in page.all("details", cls="line") if text in each.text)


def test_a_line_unfolds_to_its_reasons(visit: Visit, samples: list[Source]) -> None:
    line = line_of(visit("/changes/?source=glance&schema=image"), "compressed")
    assert line.one("summary").text == "Warning for responses compressed added to enum"
    assert line.one("dl", cls="reasons").texts("dd")[1] == (
        "A client that knows only the former values may get a new one."
    )
    assert line.links() == {"A value came to enum": "/rules/#enum-value-added"}
    assert all(each.attributes["aria-hidden"] == "true" for each in line.all("svg"))


def test_a_counterpart_is_linked_both_ways(visit: Visit, samples: list[Source]) -> None:
    went = Change.objects.get(
        snapshot__schema__name="image", snapshot__number=4, path="backend", kind="removed"
    )
    came = Change.objects.get(
        snapshot__schema__name="image", snapshot__number=4, path="stores", kind="added"
    )
    assert changes.stored(went).partner == verdicts.Partner(
        "possibly renamed to", "stores", "/glance/image/versions/4/stores/"
    )
    assert changes.stored(came).partner == verdicts.Partner(
        "possibly renamed from", "backend", "/glance/image/versions/3/backend/"
    )
    page = visit("/changes/?source=glance&schema=image&since=2019-10-01")
    assert page.texts("p", cls="partner") == [
        "possibly renamed to stores", "possibly renamed from backend"
    ]  # fmt: skip


def test_moved_is_said_as_such() -> None:
    moved = Counterpart("moved", "probably", "/properties/a", "a")
    assert wording.partner(moved, "removed") == "probably moved to"
    assert wording.partner(moved, "added") == "probably moved from"


def test_upstreams_text_stays_text(visit: Visit, db: None) -> None:
    evil = '<script>alert("1")</script>'
    served({"properties": {evil: {"enum": ["a"]}}}, {"properties": {evil: {"enum": ["a", evil]}}})
    page = visit("/changes/")
    assert not page.all("script", type="")
    assert evil in page.one("ul", cls="lines").text
