"""Changes in a line of words."""

import pytest

from portal.history.wording import FEW, Part, outside, partner, parts, phrase, place, shown
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


def whole(at: str, before: JSON | Absent, after: JSON | Absent) -> Change:
    """A subschema, which stands at a pointer under a keyword, that came, went or changed."""
    last_two = at.split("/")[-2:]
    (keyword,) = [each for each in last_two if not each.isdecimal() and each not in {"", "s"}]
    return Change(at, "", None, keyword, change("", before, after).kind, before, after, whole=True)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (whole("/anyOf/1", {"type": "null"}, ABSENT), '{"type": "null"} removed from anyOf'),
        (whole("/allOf/0", ABSENT, True), "true added to allOf"),
        (whole("/items/2", False, {}), "false → {} in items"),
        (whole("/$defs/s", ABSENT, {}), "definition s added"),
        (whole("/definitions/s", {}, ABSENT), "definition s removed"),
        (whole("/dependentSchemas/s", {}, ABSENT), "schema under dependentSchemas for s removed"),
        (whole("/anyOf/0/items", {}, ABSENT), "schema under items removed"),
        (whole("/not", True, {}), "schema under not replaced"),
    ],
)
def test_which_subschema_it_is(told: Change, expected: str) -> None:
    assert phrase(told) == expected


def test_a_long_branch_is_cut() -> None:
    assert len(phrase(whole("/anyOf/0", {"description": "x" * 1000}, ABSENT))) < 90


@pytest.mark.parametrize(
    ("pointer", "holder", "name"),
    [
        ("", "", ""),
        ("/$defs/s", "/$defs/s", "#s"),
        ("/definitions/s/items/anyOf/0", "/definitions/s", "#s"),
        ("/$defs/a/$defs/a~1b/not", "/$defs/a/$defs/a~1b", '#a#["a/b"]'),
        ("/$defs", "/$defs", "/$defs"),
        ("/anyOf/0/$defs/s", "/anyOf/0/$defs/s", "/anyOf/0/$defs/s"),
        ("/items", "/items", "/items"),
    ],
)
def test_where_a_change_is_that_is_in_no_property(pointer: str, holder: str, name: str) -> None:
    assert outside(pointer) == (holder, name)
    assert place(Change(pointer, "", None, "title", "changed", 1, 2)) == name


def test_where_a_change_of_a_property_is() -> None:
    assert place(change("items", {}, True)) == "a"


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
