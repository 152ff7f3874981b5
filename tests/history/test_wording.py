"""Changes in a line of words."""

import pytest

from portal.history.wording import FEW, Part, partner, parts, phrase, shown
from portal.schema.change import Change
from portal.schema.impact import Counterpart
from portal.schema.value import ABSENT, JSON, Absent


def change(
    keyword: str | None, before: JSON | Absent, after: JSON | Absent, **more: bool
) -> Change:
    kind = "added" if before is ABSENT else "removed" if after is ABSENT else "changed"
    return Change("/properties/a", "a", "/properties/a", keyword, kind, before, after, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (change("maxLength", 255, 128), "maxLength 255 → 128"),
        (change("maxLength", ABSENT, 128), "maxLength 128 set"),
        (change("default", None, ABSENT), "default null removed"),
        (change("enum", ABSENT, "vhdx", member=True), '"vhdx" added to enum'),
        (change("enum", "vhdx", ABSENT, member=True), '"vhdx" removed from enum'),
        (change("required", ABSENT, "id", member=True), '"id" is now required'),
        (change("required", "id", ABSENT, member=True), '"id" is no longer required'),
        (change("required", ABSENT, ["id"]), 'required ["id"] set'),
        (change(None, ABSENT, {}, whole=True), "property added"),
        (change(None, {}, ABSENT, whole=True), "property removed"),
        (change(None, {}, True, whole=True), "property replaced"),
        (change("items", ABSENT, {}, whole=True), "schema under items added"),
        (change("not", {}, False, whole=True), "schema under not replaced"),
        (change("oneOf", [{}, True], [True, {}]), "oneOf in another order"),
        (change("oneOf", [], "x"), 'oneOf [] → "x"'),
    ],
)
def test_phrases(told: Change, expected: str) -> None:
    assert phrase(told) == expected


def test_the_document_itself() -> None:
    assert (
        phrase(Change("", "", None, None, "changed", {}, True, whole=True)) == "document replaced"
    )


def test_what_hides_turns_or_breaks_the_line_is_escaped() -> None:
    told = phrase(change("a\n\u202eb", "x\ny", "\u202ez"))
    assert told == '"a\\n\\u202eb" "x\\ny" → "\\u202ez"'
    assert told.isprintable()


def test_long_values_and_keywords_are_cut() -> None:
    assert len(shown("x" * 100_000)) == len(shown(["x" * 100])) == 61
    assert len(phrase(change("k" * 100_000, 1, 2))) < 80


def test_what_was_not_there() -> None:
    assert shown(ABSENT) == "nothing"


def test_members_are_told_together() -> None:
    came = [change("required", ABSENT, name, member=True) for name in ("a", "b")]
    assert parts(came, str) == [Part("a", True), Part("b", True), Part("are now required")]
    went = [change("enum", number, ABSENT, member=True) for number in range(FEW + 3)]
    told = parts(went)
    assert [part.text for part in told[FEW:]] == ["and 3 more", "removed from", "enum"]


@pytest.mark.parametrize(
    ("kind", "way", "words"),
    [
        ("renamed", "removed", "possibly renamed to"),
        ("renamed", "added", "possibly renamed from"),
        ("moved", "removed", "possibly moved to"),
        ("moved", "added", "possibly moved from"),
    ],
)
def test_counterparts(kind: str, way: str, words: str) -> None:
    counterpart = Counterpart(kind, "possibly", "/properties/b", "b")  # type: ignore[arg-type]
    assert partner(counterpart, way) == words
