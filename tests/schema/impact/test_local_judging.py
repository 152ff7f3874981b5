"""Local judgement where cases do not reach: dialects that differ, hostile and huge schemas."""

import pytest

from portal.schema.change import Change
from portal.schema.dialect import DRAFT3, DRAFT4, DRAFT7, DRAFT2020_12, Dialect
from portal.schema.impact import Impact, Verdict
from portal.schema.impact.local import judging, verdicts
from portal.schema.impact.local.told import told
from portal.schema.impact.local.view import View, lost
from portal.schema.impact.pair import Fact, Pair, State
from portal.schema.impact.rules import RULES
from portal.schema.keywords import MODELLED, NOT_MODELLED
from portal.schema.value import ABSENT, JSON
from tests.schema.impact.facts import locally
from tests.schema.timing import quickly


def rules(
    before: JSON, after: JSON, dialect: Dialect = DRAFT2020_12, other: Dialect | None = None
) -> list[tuple[str, str, str]]:
    """The verdicts on what differs: rule, and the first letters of both impacts."""
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    said = [
        (verdict.rule, verdict.request[0], verdict.response[0])
        for _, verdict in locally(before, after, dialect, other)
    ]
    return list(dict.fromkeys(said))


def test_every_keyword_has_a_topic() -> None:
    assert judging.TOPICS.keys() >= MODELLED.keys() | NOT_MODELLED.keys()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"divisibleBy": 2}, {"multipleOf": 2}, ("limit-respelled", "e", "e")),
        (
            {"extends": {"maximum": 3}},
            {"allOf": [{"maximum": 3}]},
            ("all-of-branch-added", "w", "s"),
        ),
        ({"const": 1}, {}, ("vendor-keyword-changed", "e", "e")),
    ],
)
def test_a_keyword_counts_only_where_the_dialect_knows_it(
    before: JSON, after: JSON, expected: tuple[str, str, str]
) -> None:
    assert expected in rules(before, after, DRAFT3, DRAFT2020_12)


def test_positions_are_the_same_in_the_keywords_of_either_dialect() -> None:
    before: JSON = {"items": [{"type": "string"}], "additionalItems": False}
    after: JSON = {"prefixItems": [{"type": "string"}], "items": False}
    said = {rule for rule, _, _ in rules(before, after, DRAFT4, DRAFT2020_12)}
    assert said == {"keyword-without-effect"}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # An array of schemas in `items` that is empty, or none, is no rule for positions.
        ({"items": []}, {"items": {"type": "string"}}, ("items-added", "b", "s")),
        (
            {"items": [], "additionalItems": {"type": "string"}},
            {"items": {"type": "integer"}},
            ("items-changed", "w", "w"),
        ),
        (
            {"items": True, "additionalItems": True},
            {"items": False, "additionalItems": False},
            ("keyword-without-effect", "s", "s"),
        ),
    ],
)
def test_items_of_draft_7(before: JSON, after: JSON, expected: tuple[str, str, str]) -> None:
    assert expected in rules(before, after, DRAFT7)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"items": True}, {"items": False, "prefixItems": []}, ("keyword-respelled", "e", "e")),
        (
            {"type": "string", "unevaluatedProperties": False, "properties": {"a": {}}},
            {"type": "string", "unevaluatedProperties": False},
            ("property-without-effect", "s", "s"),
        ),
        (
            {"enum": [{}, 3], "properties": {"a": True}},
            {"enum": [{}, 3], "properties": {"a": False}},
            ("keyword-without-effect", "s", "s"),
        ),
        (
            {"enum": ["a", "bbb"], "pattern": "(?=a)"},
            {"enum": ["a", "bbb"], "pattern": "(?=a)", "maxLength": 2},
            ("max-length-set", "w", "s"),
        ),
        (
            {"properties": {"a": {"type": "string"}}, "patternProperties": {"^a": {}}},
            {"properties": {}, "patternProperties": {"^a": {}}},
            ("property-removed-otherwise", "w", "w"),
        ),
        (
            {"patternProperties": {"^other": True}},
            {"patternProperties": {"^other": True}, "additionalProperties": False},
            ("additional-properties-forbidden", "w", "s"),
        ),
    ],
)
def test_what_stands_beside_it_counts(
    before: JSON, after: JSON, expected: tuple[str, str, str]
) -> None:
    assert expected in rules(before, after)


def test_when_all_steps_are_spent_nothing_more_is_claimed() -> None:
    view = View(State({}, DRAFT2020_12, lambda referring: None))
    branches: list[JSON] = [{"type": "integer"}] * 2_000
    while not view.validity.is_spent:
        view.validity.restart()
        view.validity.holds({"allOf": branches}, 1)
    assert view.validity.holds({"type": "integer"}, "a") is None
    assert lost(view, lambda value: False, ["a"]) is None


def test_an_impossible_pair_of_limits_hides_nothing_that_could_break() -> None:
    before: JSON = {"type": "number", "minimum": 5, "exclusiveMaximum": 5}
    assert rules(before, before | {"exclusiveMaximum": 4}) == [("limit-without-effect", "s", "s")]  # type: ignore[operator]


def test_numbers_that_no_double_holds_are_judged_exactly() -> None:
    huge = 10**400
    assert rules({"maximum": huge}, {"maximum": huge - 1}) == [("maximum-lowered", "b", "s")]
    beside: JSON = {"minimum": 0, "maximum": huge}
    assert rules(beside, {"minimum": 0, "maximum": huge + 1}) == [("maximum-raised", "s", "b")]
    assert rules({"minimum": 0}, {"minimum": 0, "multipleOf": huge}) == [
        ("multiple-of-added", "b", "s")
    ]
    thirds: JSON = {"minimum": huge, "multipleOf": 0.1}
    assert rules(thirds, thirds | {"multipleOf": 0.3})  # type: ignore[operator]


def test_what_a_rule_says_is_kept_unless_what_stands_beside_it_may_mask_it() -> None:
    assert told("null-added") == Verdict("null-added", Impact.SAFE, Impact.BREAKING)
    masked = told("type-replaced", None, True)
    assert masked == Verdict("type-replaced", Impact.WARNING, Impact.BREAKING, "masked")
    assert told("type-replaced", False, None).rule == "type-replaced"
    assert told("type-replaced", False, False, "type-without-effect").rule == "type-without-effect"


def test_a_definition_that_became_true_is_judged_by_itself() -> None:
    change = Change("/$defs/a", "", None, "$defs", "changed", {"maximum": 3}, True, whole=True)
    state = State({}, DRAFT2020_12, lambda referring: None)
    pair = Pair(state, state, lambda was, now: None, lambda: True)
    (verdict,) = verdicts(pair, [Fact("$defs", "a", change)])
    assert verdict == Verdict("subschema-freed", Impact.SAFE, Impact.BREAKING)
    unreadable: JSON = {"pattern": "(?=a)", "type": "string", "format": "mine"}
    change = Change("/$defs/a", "", None, "$defs", "changed", unreadable, {"not": {}}, whole=True)
    (verdict,) = verdicts(pair, [Fact("$defs", "a", change)])
    assert verdict == Verdict("subschema-forbidden", Impact.WARNING, Impact.SAFE, "masked")


HOSTILE: dict[str, dict[str, JSON]] = {
    "catastrophic pattern": {"pattern": "^(a+)+$"},
    "pattern of many steps": {"pattern": "((a{0,99}){0,99}){0,99}$"},
    "huge enum": {"enum": [f"value-{number}" for number in range(50_000)]},
    "many properties": {"properties": {f"p{n}": {"maximum": n} for n in range(20_000)}},
    "many required": {"required": [f"p{number}" for number in range(20_000)]},
    "huge limits": dict.fromkeys(("minLength", "minItems", "minProperties", "minimum"), 10**300),
    "nested arrays": {"items": {"minItems": 9, "items": {"minItems": 9, "items": {"minItems": 9}}}},
    "many branches": {"anyOf": [{"anyOf": [{"anyOf": [{"maximum": 3}] * 30}] * 30}] * 30},
    "many patterns": {"patternProperties": {f"^{n}(a+)+$": {} for n in range(2_000)}},
}
EVERYTHING: dict[str, JSON] = {
    "type": "string",
    "maxLength": 3,
    "maxItems": 2,
    "maxProperties": 2,
    "maximum": 2,
    "additionalProperties": False,
    "propertyNames": {"maxLength": 2},
    "uniqueItems": True,
    "contains": {"type": "null"},
    "not": {"minimum": 1},
    "oneOf": [{"minLength": 1}, {"type": "object"}],
    "if": {"minLength": 1},
    "then": {"maxLength": 2},
    "dependentRequired": {"a": ["b"]},
}


@pytest.mark.parametrize("beside", HOSTILE)
def test_hostile_siblings_cost_little(beside: str) -> None:
    """Each of them makes some way of looking for a value that shows a change expensive."""
    before = HOSTILE[beside]
    with quickly(6):
        for one, other in ((before, before | EVERYTHING), (before | EVERYTHING, before)):
            judged = locally(one, other, DRAFT2020_12)
            assert len(judged) >= len(EVERYTHING) - 1
            assert all(verdict.rule in RULES for _, verdict in judged)


NAMES = [f"p{number}" for number in range(3_000)]
CLOSED: dict[str, JSON] = {"type": "object", "additionalProperties": False}
MANY: dict[str, tuple[int, dict[str, JSON], dict[str, JSON]]] = {
    "required properties that went": (
        3_002,
        CLOSED | {"properties": {name: {"type": "string"} for name in NAMES}, "required": [*NAMES]},
        CLOSED | {"properties": {}},
    ),
    "values of an enum": (2_999, {"enum": [*NAMES]}, {"enum": ["p0"]}),
    "demands": (2_999, {"required": ["p0"]}, {"required": [*NAMES]}),
    "patterns": (
        1_001,
        {"patternProperties": {"^x": True}},
        {"patternProperties": {f"^{name}": {"type": "string"} for name in NAMES[:1_000]}},
    ),
    "branches": (1_000, {}, {"oneOf": [{"const": name} for name in NAMES[:1_000]]}),
    "more branches": (
        999,
        {"oneOf": [{"const": "p0"}]},
        {"oneOf": [{"const": name} for name in NAMES[:1_000]]},
    ),
}


@pytest.mark.parametrize("case", MANY)
def test_thousands_of_changes_in_one_place_cost_little(case: str) -> None:
    count, before, after = MANY[case]
    with quickly(6):
        assert len(locally(before, after, DRAFT2020_12)) == count


def test_an_absent_side_is_no_value() -> None:
    change = Change("", "", None, "maxLength", "added", ABSENT, 3)
    state = State({}, DRAFT2020_12, lambda referring: None)
    after = State({"maxLength": 3}, DRAFT2020_12, lambda referring: None)
    pair = Pair(state, after, lambda was, now: None, lambda: True)
    assert verdicts(pair, [Fact("maxLength", None, change)]) == [
        Verdict("max-length-set", Impact.BREAKING, Impact.SAFE)
    ]
