"""Changes of references: what a subschema comes to in the end, however far one follows."""

from typing import Any

import pytest

from portal.schema.dialect import DRAFT7, DRAFT2019_09, DRAFT2020_12
from portal.schema.impact import compare
from tests.schema.impact.judging import row, rows, verdicts
from tests.schema.impact.referring import RESPELLED, TEXT, at, defined, led


def test_a_renamed_definition_is_editorial() -> None:
    before = defined({"items": at("a")}, a=TEXT)
    after = defined({"items": at("b")}, b=TEXT)
    assert led(before, after) == RESPELLED
    assert set(verdicts(before, after)) == {"EE"}


def test_so_is_one_that_refers_to_itself() -> None:
    def tree(name: str) -> Any:
        return defined(at(name), **{name: {"properties": {"below": {"items": at(name)}}}})

    assert led(tree("a"), tree("b")) == RESPELLED


def test_so_are_two_that_refer_to_each_other() -> None:
    def couple(one: str, other: str) -> Any:
        return defined(at(one), **{one: {"items": at(other)}, other: {"contains": at(one)}})

    assert led(couple("a", "b"), couple("c", "d")) == RESPELLED


def test_a_circle_hides_no_change() -> None:
    def tree(name: str, longest: int) -> Any:
        limited = {"type": "string", "maxLength": longest}
        return defined(at(name), **{name: {"properties": {"below": at(name), "x": limited}}})

    lowered = ("/definitions/b/properties/x", "maxLength", "max-length-lowered", "BS")
    assert led(tree("a", 5), tree("b", 3)) == ("reference-changed", "BS", [lowered])


def test_what_differs_further_on_is_found_wherever_one_enters_the_circle() -> None:
    def ring(names: str, last: Any) -> Any:
        first, second, third = list(names)
        return defined(
            {"properties": {name: at(name) for name in names}},
            **{first: {"items": at(second)}, second: {"items": at(third)}},
            **{third: {"items": at(first), "additionalProperties": last}},
        )

    found = compare(
        {"properties": {"p": {"$ref": "#/definitions/a"}, "q": {"$ref": "#/definitions/b"}}}
        | {"definitions": ring("abc", TEXT)["definitions"]},
        {"properties": {"p": {"$ref": "#/definitions/x"}, "q": {"$ref": "#/definitions/y"}}}
        | {"definitions": ring("xyz", {"type": "integer"})["definitions"]},
        DRAFT7,
    )
    changed = [row(one)[2:] for one in found if one.change.keyword == "$ref"]
    assert changed == [("reference-changed", "BB")] * 2
    assert all(
        {inside.change.pointer for inside in one.through} == {"/definitions/z/additionalProperties"}
        for one in found
        if one.change.keyword == "$ref"
    )


def test_what_is_written_for_people_alone_is_told_and_editorial() -> None:
    before = defined(at("a"), a={**TEXT, "title": "A"})
    after = defined(at("b"), b={**TEXT, "title": "B"})
    title = ("/definitions/b", "title", "documentation-changed", "EE")
    assert led(before, after) == ("reference-respelled", "EE", [title])


def test_a_reference_written_otherwise_to_the_same_place() -> None:
    before: Any = {"items": {"$ref": "#/$defs/a"}, "$defs": {"a": {"$anchor": "a", "maxLength": 5}}}
    after: Any = {"items": {"$ref": "#a"}, "$defs": {"a": {"$anchor": "a", "maxLength": 3}}}
    assert led(before, after, DRAFT2020_12) == RESPELLED
    assert rows(before, after, DRAFT2020_12)[0][2:] == ("max-length-lowered", "BS")


def test_a_definition_put_in_place_of_its_reference() -> None:
    before = defined({"items": {**at("a"), "title": "T", "default": 1}}, a={"type": "integer"})
    after: Any = {"items": {"type": "integer", "title": "T", "default": 1}}
    assert led(before, after) == RESPELLED
    assert led(after, before) == RESPELLED
    narrower: Any = {"items": {"type": "integer", "minimum": 1, "title": "T", "default": 1}}
    rule, verdict, through = led(before, narrower)
    assert (rule, verdict) == ("reference-changed", "BS")
    assert through == [("/items", "minimum", "minimum-set", "BS")]
    assert [row(one)[2:] for one in compare(before, narrower, DRAFT7)][1:] == [
        ("reference-changed", "BS"),  # $ref, minimum and type together
        ("reference-changed", "BS"),
        ("reference-changed", "BS"),
    ]


@pytest.mark.parametrize(
    ("target", "beside", "verdict"),
    [
        ({"type": "string"}, {"maxLength": 3}, "EE"),
        ({"maxLength": 3}, {"type": "string"}, "EE"),
        (True, {"type": "string", "maxLength": 3}, "EE"),
        ({"type": "string", "maxLength": 3}, {"x-vendor": 1}, "EE"),
        ({"type": "string", "maxLength": 3}, {"maxLength": 3}, "WW"),  # said twice
        ({"properties": {"a": {}}}, {"additionalProperties": False}, "WW"),  # not the same together
        ({"$ref": "#/definitions/b"}, {"maxLength": 3}, "WW"),
    ],
)
def test_what_counts_beside_the_reference_counts_here(
    target: Any, beside: Any, verdict: str
) -> None:
    before = defined({"items": {**at("a"), **beside}}, a=target, b=TEXT)
    after = defined({"items": {"type": "string", "maxLength": 3}}, a=target, b=TEXT)
    _, found, _ = led(before, after, DRAFT2019_09)
    assert found[:2] == verdict


def test_what_does_not_count_beside_the_reference_does_not_count_here() -> None:
    before = defined({"items": {**at("a"), "maxLength": 3}}, a=TEXT)
    after = defined({"items": TEXT}, a=TEXT)
    assert led(before, after) == RESPELLED
    assert set(verdicts(before, after)) == {"EE"}


def test_a_reference_to_what_nothing_is_valid_by() -> None:
    before = defined({"items": at("a")}, a=False)
    assert led(before, defined({"items": TEXT}, a=False))[:2] == ("reference-changed", "SB")


def test_definitions_of_the_root_do_not_belong_to_what_it_says() -> None:
    before = defined({"type": "object", "$id": "x.json"}, a=TEXT)
    after = defined({"$ref": "#/definitions/o"}, a=TEXT, o={"type": "object"})
    assert led(before, after) == RESPELLED


@pytest.mark.parametrize("text", ["other.json", "#/nowhere", "#/definitions/loop", "http://["])
def test_a_reference_that_leads_nowhere_in_the_document(text: str) -> None:
    loop: Any = {"$ref": "#/definitions/back"}
    back: Any = {"$ref": "#/definitions/loop"}
    before = defined({"items": {"$ref": text}}, a=TEXT, loop=loop, back=back)
    after = defined({"items": at("a")}, a=TEXT, loop=loop, back=back)
    assert led(before, after)[:2] == ("reference-unresolved", "WW")
    assert led(after, before)[:2] == ("reference-unresolved", "WW")
    inline = defined({"items": TEXT}, a=TEXT, loop=loop, back=back)
    assert [row(one)[2:] for one in compare(before, inline, DRAFT7)] == [
        ("reference-unresolved", "WW"),
        ("reference-unresolved", "WW"),
    ]


def test_a_reference_that_is_no_text() -> None:
    assert rows({"items": {"$ref": 1}}, {"items": {"$ref": "#"}})[0][2:] == (
        "keyword-malformed",
        "WW",
    )
    assert rows({"$ref": 1, "maxLength": 3}, {"$ref": 1, "maxLength": 2}) == [
        ("", "maxLength", "max-length-lowered", "WS masked")
    ]


def test_siblings_that_count_may_mask_what_the_target_allows() -> None:
    branches = [{"type": "boolean"}, {"type": "string"}]
    before = defined({"items": {**at("a"), "anyOf": branches}}, a={"type": "integer"}, b=True)
    after = defined({"items": {**at("b"), "anyOf": branches}}, a={"type": "integer"}, b=True)
    assert led(before, after, DRAFT2019_09)[:2] == ("reference-changed", "SW masked")
    assert led(before, after, DRAFT7)[:2] == ("reference-changed", "SB")


def test_siblings_that_do_not_count_on_one_side_only() -> None:
    before: Any = {"items": {"$ref": "#/x", "maxLength": 5}}
    after: Any = {"items": {"$ref": "#/x", "maxLength": 3}}
    assert [row(one)[2:] for one in compare(before, after, DRAFT7, DRAFT2019_09)] == [
        ("max-length-lowered", "WW uncertain")
    ]


def test_definitions_beside_a_reference_count() -> None:
    before = defined({"items": defined(at("a"), b={})}, a=TEXT)
    after = defined({"items": defined(at("a"), b=TEXT)}, a=TEXT)
    assert verdicts(before, after) == ["SS unreachable"]
    came = defined({"items": defined(at("a"), b=TEXT, c=TEXT)}, a=TEXT)
    assert [row(one)[2] for one in compare(after, came, DRAFT7)] == ["definition-added"]


def test_a_changed_reference_where_the_sense_is_inverted() -> None:
    before = defined({"not": at("a")}, a=TEXT, b={"type": ["string", "null"]})
    after = defined({"not": at("b")}, a=TEXT, b={"type": ["string", "null"]})
    assert led(before, after)[:2] == ("reference-changed", "BS inverted")


def test_the_verdict_depends_on_what_is_around_where_the_reference_leads() -> None:
    def around(name: str, limited: Any) -> Any:
        return defined(at(name), **{name: {"properties": {"p": {"not": limited}}}})

    before = around("a", {"type": "string", "maxLength": 5})
    after = around("b", {"type": "string", "maxLength": 3})
    assert led(before, after)[:2] == ("reference-changed", "SB")
