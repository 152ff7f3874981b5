"""References by names, into odd places, in circles and in long chains."""

from itertools import pairwise
from typing import Any

import pytest

from portal.schema.dialect import DRAFT4, DRAFT7, DRAFT2020_12
from portal.schema.impact import compare
from portal.schema.impact.uses import Uses
from tests.schema.impact.judging import row, rows, verdicts
from tests.schema.impact.referring import RESPELLED, TEXT, at, defined, led
from tests.schema.timing import quickly


def test_definitions_inside_what_is_compared_are_uncertain() -> None:
    def around(name: str, inner: Any) -> Any:
        return defined(at(name), **{name: {"definitions": {"d": inner}}})

    assert led(around("a", TEXT), around("b", {}))[:2] == ("reference-changed", "WW")


@pytest.mark.parametrize("keyword", ["x-shared", "$defs"])
def test_what_references_lead_to_in_a_keyword_that_is_none(keyword: str) -> None:
    def around(it: Any) -> Any:
        return {"items": {"$ref": f"#/{keyword}/d"}, keyword: {"d": it}}

    (found,) = compare(around({"type": "number"}), around({"type": "integer"}), DRAFT4)
    assert row(found)[2:] == ("reference-changed", "WW uncertain")
    assert [row(one)[1:] for one in found.through] == [
        ("type", "type-narrowed", "BS"),
        ("type", "type-narrowed", "BS"),
    ] or [row(one)[1] for one in found.through] == ["type", "type"]
    titles = compare(around({"title": "A"}), around({"title": "B"}), DRAFT4)
    assert [row(one)[3] for one in titles] == ["EE"]


def test_a_name_by_which_a_reference_finds_another_target() -> None:
    inner: Any = {"properties": {"q": at("d")}, "definitions": {"d": {"type": "integer"}}}
    before = defined({"properties": {"p": inner}}, d=TEXT)
    after = defined({"properties": {"p": {**inner, "$id": "urn:x"}}}, d=TEXT)
    assert rows(before, after) == [("/properties/p", "$id", "identifier-changed", "WW uncertain")]
    anchors = [
        {"items": {"$ref": "#x"}, "$defs": {"d": {"$anchor": one}, "e": {"$anchor": other}}}
        for one, other in ("xy", "yx")
    ]
    assert verdicts(anchors[0], anchors[1], DRAFT2020_12) == ["WW uncertain"] * 2


def test_a_name_by_which_no_reference_finds_anything_else() -> None:
    before = defined({"$id": "http://a.example/x", "items": at("d"), "title": "A"}, d=TEXT)
    after = defined({"$id": "http://b.example/x", "items": at("d"), "title": "B"}, d=TEXT)
    assert verdicts(before, after) == ["EE", "EE"]
    away = [{"$id": f"http://{host}/x", "items": {"$ref": "http://a.example/x#"}} for host in "ab"]
    assert verdicts(away[0], away[1]) == ["EE"]
    assert verdicts({"$id": "urn:a"}, {"$id": "urn:b"}) == ["EE"]


def test_a_vendor_keyword_that_nothing_refers_to() -> None:
    before, after = ({"x-list": [it], **defined(at("a"), a=TEXT)} for it in ("a", "b"))
    assert verdicts(before, after) == ["EE"]


def test_references_into_each_other_where_no_keyword_leads() -> None:
    def around(it: Any) -> Any:
        return {
            "items": {"$ref": "#/x/a"},
            "not": {"$ref": "#/x/a/properties/b"},
            "x": {"a": {"properties": {"b": {"items": {"$ref": "#/definitions/d"}}}}},
            "definitions": {"d": it},
        }

    assert verdicts(around(TEXT), around({})) == ["WW masked"]


def test_a_long_chain_of_renamed_definitions_is_no_deep_recursion() -> None:
    def chain(prefix: str, last: Any) -> Any:
        names = [f"{prefix}{number}" for number in range(1_000)]
        links = {name: {"items": at(further)} for name, further in pairwise(names)}
        return defined(at(names[0]), **links, **{names[-1]: last})

    with quickly():
        assert led(chain("a", TEXT), chain("b", TEXT)) == RESPELLED
        assert led(chain("a", TEXT), chain("b", {}))[:2] == ("reference-changed", "SB")


def test_diamonds_are_compared_once() -> None:
    def diamonds(prefix: str, last: Any) -> Any:
        both = {
            f"{prefix}{number}": {
                "properties": {side: at(f"{prefix}{number + 1}") for side in "lr"}
            }
            for number in range(200)
        }
        return defined(at(f"{prefix}0"), **both, **{f"{prefix}200": last})

    with quickly():
        rule, verdict, through = led(diamonds("a", TEXT), diamonds("b", {}))
    assert (rule, verdict, len(through)) == ("reference-changed", "SB", 1)


def test_one_schema_that_stands_in_two_places_is_compared_alike_in_both() -> None:
    refers = at("d")
    before = defined({"properties": {"a": TEXT, "b": TEXT}}, d={"type": "integer"})
    after = defined({"properties": {"a": refers, "b": refers}}, d={"type": "integer"})
    found = [row(one) for one in compare(before, after, DRAFT7) if one.change.keyword == "$ref"]
    assert [rule for _, _, rule, _ in found] == ["reference-changed"] * 2
    assert found[0][3] == found[1][3] == "BB"


def test_a_reference_to_another_document_beside_a_change() -> None:
    elsewhere = {"items": {"$ref": "https://example.org/other.json"}, "type": "array"}
    before = defined({"properties": {"p": at("d")}}, d=elsewhere)
    after = defined({"properties": {"p": at("d")}}, d={**elsewhere, "maxItems": 2})
    assert rows(before, after)[0][2] == "max-items-set"


def test_a_type_that_nobody_knows_is_not_compared_as_a_type() -> None:
    before: Any = {"additionalProperties": {"type": "strange"}}
    after: Any = {**before, "properties": {"p": TEXT}}
    ((_, _, rule, verdict),) = [each for each in rows(before, after) if "property" in each[2]]
    assert (rule, verdict) == ("property-added-otherwise", "WW")


def elsewhere(below: Any, kind: str, **root: Any) -> Any:
    """A document whose references lead by a keyword that no dialect knows."""
    return defined(root, D={"type": kind}, U={"properties": {"a": {"$ref": "#/x-defs/A"}}}) | (
        {} if below is None else {"x-defs": {"A": below}}
    )


@pytest.mark.parametrize("before", [None, {"properties": {"b": {}}}])
def test_what_only_one_side_uses_by_a_strange_place_is_never_certain(before: Any) -> None:
    user = {"properties": {"u": at("U")}}
    used = elsewhere({"properties": {"b": at("D")}}, "integer", **user)
    unused = elsewhere(before, "string", **user)
    for pair in ((unused, used), (used, unused)):
        found = {row(one) for one in compare(*pair, DRAFT7) if one.change.keyword == "type"}
        assert found == {
            ("/definitions/D", "type", "type-replaced", "WW uncertain"),
        }


def test_a_name_that_goes_may_let_a_reference_lead_elsewhere_though_it_is_the_same() -> None:
    inner = {"items": {"$ref": "#/definitions/D"}}  # in R as long as that has a name
    kept = {"definitions": {"D": {}, "Q": inner}}
    root = {"items": {"$ref": "#/definitions/R/definitions/Q"}}
    before = defined(root, R={"$id": "http://h/r", **kept}, D={"type": "string"})
    after = defined(root, R=kept, D={"type": "integer"})
    assert ("/definitions/D", "type", "type-replaced", "WW uncertain") in rows(before, after)


def test_a_document_without_references_leads_nowhere() -> None:
    assert Uses({"properties": {"a": {"type": "string"}}}, DRAFT7).targets() == {}
