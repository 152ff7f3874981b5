"""A required property is not demanded of who does not see it: what that makes of its marks."""

from typing import Any

import pytest

from portal.schema.dialect import DRAFT3, DRAFT7, OPENSTACK, Dialect
from portal.schema.impact import compare
from tests.schema.impact.judging import row, rows, verdicts

PLAIN = {"type": "string"}
READ = {"type": "string", "readOnly": True}
WRITE = {"type": "string", "writeOnly": True}
SEE = {"$ref": "#/definitions/d"}


def of(entry: Any, **more: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {"id": entry}, "required": ["id"], **more}


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (READ, PLAIN, "BS demanded"),  # {} could be sent
        (PLAIN, WRITE, "SB demanded"),  # {} may come
        (PLAIN, READ, "WS"),
        (WRITE, PLAIN, "SW"),
    ],
)
def test_a_mark_of_a_required_property_says_who_must_give_it(
    before: Any, after: Any, verdict: str
) -> None:
    assert verdicts(of(before), of(after)) == [verdict]
    assert "demanded" not in verdicts({"properties": {"id": before}}, {"properties": {"id": after}})


def test_where_it_stands_counts_as_for_any_other_change() -> None:
    assert verdicts({"items": of(READ)}, {"items": of(PLAIN)}) == ["BS demanded"]
    assert verdicts({"not": of(READ)}, {"not": of(PLAIN)}) == ["SS"]
    assert verdicts({"not": of(PLAIN)}, {"not": of(READ)}) == ["BW demanded"]
    unsent: Any = {"properties": {"p": {**of(READ), "readOnly": True}}}
    other: Any = {"properties": {"p": {**of(PLAIN), "readOnly": True}}}
    assert verdicts(unsent, other) == ["SS"]
    masked, masking = ({"anyOf": [{"maxProperties": 3}, of(each)]} for each in (READ, PLAIN))
    assert verdicts(masked, masking) == ["WS demanded"]


def test_a_mark_in_prose() -> None:
    before, after = (of({"description": text}) for text in ("Id (READ-ONLY)", "Id"))
    assert verdicts(before, after, OPENSTACK) == ["BS demanded"]


def test_a_requirement_in_the_property_itself() -> None:
    before, after = ({"properties": {"id": {**entry, "required": True}}} for entry in (READ, PLAIN))
    assert verdicts(before, after, DRAFT3) == ["BS demanded"]


def test_a_mark_where_a_reference_leads() -> None:
    before, after = of(SEE, definitions={"d": READ}), of(SEE, definitions={"d": PLAIN})
    assert verdicts(before, after) == ["BS demanded"]


def test_a_reference_to_what_has_no_mark() -> None:
    known: Any = {"d": READ, "e": PLAIN}
    before = of(SEE, definitions=known)
    after = of({"$ref": "#/definitions/e"}, definitions=known)
    (judged,) = compare(before, after, DRAFT7)
    assert row(judged)[2:] == ("reference-changed", "BS demanded")
    assert [row(each)[2:] for each in judged.through] == [("read-only-off", "BS demanded")]


def test_a_reference_to_what_has_a_property_without_the_mark() -> None:
    known: Any = {"d": of(READ), "e": of(PLAIN)}
    before: Any = {"properties": {"x": SEE}, "definitions": known}
    after: Any = {"properties": {"x": {"$ref": "#/definitions/e"}}, "definitions": known}
    (judged,) = compare(before, after, DRAFT7)
    assert row(judged)[2:] == ("reference-changed", "BS demanded")
    assert [row(each)[2:] for each in judged.through] == [("read-only-off", "BS demanded")]


@pytest.mark.parametrize(
    ("before", "after", "rule", "verdict"),
    [
        (of(READ), of(True), "subschema-freed", "BB demanded"),
        (of({"allOf": [PLAIN, {"readOnly": True}]}), of({"allOf": [PLAIN]}),
         "keyword-without-effect", "BS demanded"),
        (of(READ), of(PLAIN, properties={"x": {}}), "property-removed-open", "BW demanded"),
        (of(READ, properties={"x": {}}), of(WRITE), "property-added-open", "WB demanded"),
    ],
)  # fmt: skip
def test_a_mark_that_came_or_went_with_more(
    before: Any, after: Any, rule: str, verdict: str
) -> None:
    assert (rule, verdict) in [each[2:] for each in rows(before, after)]


@pytest.mark.parametrize("dialect", [DRAFT7, OPENSTACK])
def test_what_says_nothing_of_who_sees_it_changes_nothing(dialect: Dialect) -> None:
    gone: Any = {"type": "object", "required": ["id"], "properties": {"x": {}}}
    for before, after in (
        (of({"allOf": [PLAIN, {}]}), of({"allOf": [PLAIN]})),
        (of(PLAIN), gone),
        (of(PLAIN, allOf=[PLAIN]), of(PLAIN)),
        (of({"anyOf": [PLAIN, READ]}), of({"anyOf": [PLAIN]})),
    ):
        assert all("demanded" not in each[3] for each in rows(before, after, dialect))


def test_only_what_lost_its_mark_is_blamed() -> None:
    before: Any = {"properties": {"a": READ, "b": READ, "c": READ}, "required": ["b"]}
    after: Any = {"properties": {"a": PLAIN, "b": PLAIN, "c": READ}, "required": ["b"]}
    assert [(each[0], each[3]) for each in rows(before, after)] == [
        ("/properties/a", "SS"),
        ("/properties/b", "BS demanded"),
    ]


def test_other_properties_are_demanded_as_before() -> None:
    before: Any = {"properties": {"a": READ, "b": PLAIN}, "required": ["a", "b"]}
    after: Any = {"properties": {"a": PLAIN, "b": PLAIN}, "required": ["b", "a"]}
    assert [(each[0], each[3]) for each in rows(before, after)] == [
        ("/properties/a", "BS demanded")
    ]


def test_a_mark_that_several_lead_to_is_told_once() -> None:
    before, after = (
        {"properties": {"p": of(SEE), "q": of(SEE)}, "definitions": {"d": entry}}
        for entry in (READ, PLAIN)
    )
    assert verdicts(before, after) == ["BS demanded"]


def test_what_else_changed_beside_a_mark_is_not_blamed() -> None:
    before = of({"allOf": [PLAIN, {"readOnly": True}], "maxLength": 3})
    after = of({"allOf": [PLAIN], "maxLength": 5})
    assert [(each[1], each[3]) for each in rows(before, after)] == [
        ("allOf", "BS demanded"),
        ("maxLength", "SB"),
    ]


def test_a_reference_to_what_does_not_declare_it() -> None:
    before: Any = {"properties": {"x": SEE}, "definitions": {"d": of(READ)}}
    bare = {"type": "object", "properties": {"y": {}}, "required": ["id"]}
    after: Any = {"properties": {"x": {"$ref": "#/definitions/e"}}, "definitions": {"e": bare}}
    assert ("reference-changed", "BW demanded") in [each[2:] for each in rows(before, after)]


def test_a_definition_that_is_replaced_as_a_whole_may_take_the_mark_with_it() -> None:
    before, after = ({**of(SEE), "definitions": {"d": d}} for d in ({"readOnly": True}, True))
    assert verdicts(before, after) == ["BE demanded"]


def test_a_pattern_is_no_property_that_could_be_required() -> None:
    before = {"type": "object", "required": ["^id"]}
    after = {**before, "patternProperties": {"^id": READ}}
    assert verdicts(before, after) == ["SS read-only"]
