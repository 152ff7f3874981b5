"""The way from two documents to judged changes."""

from typing import Any

import pytest

from portal.schema.dialect import DRAFT4, DRAFT7, DRAFT2020_12, OPENSTACK
from portal.schema.diff import diff
from portal.schema.impact import compare
from portal.schema.impact.contexts import CONTEXTS
from portal.schema.impact.rules import RULES
from tests.schema.impact.judging import row, rows, verdicts
from tests.schema.recordings import recorded
from tests.schema.timing import quickly

RELEASES = ["glance-15.0.2", "glance-17.0.1", "glance-18.0.0", "glance-19.0.0", "glance-33.0.0"]


@pytest.mark.parametrize("before", [*RELEASES, "huawei-ims"])
@pytest.mark.parametrize("after", [*RELEASES, "huawei-ims"])
def test_every_change_of_real_documents_is_judged_in_order(before: str, after: str) -> None:
    sides = recorded(before), recorded(after)
    judged = compare(*sides, OPENSTACK)
    assert tuple(one.change for one in judged) == diff(*sides, OPENSTACK)
    assert {one.verdict.rule for one in judged} <= RULES.keys()
    assert {one.verdict.context for one in judged} <= CONTEXTS.keys() | {""}


def test_equal_documents_have_no_changes() -> None:
    assert compare({"type": ["null", "string"]}, {"type": ["string", "null"]}, DRAFT7) == ()


def test_dialects_may_differ() -> None:
    before: Any = {"items": [{"type": "string"}], "additionalItems": {"maxLength": 5}}
    after: Any = {"items": [{"type": "string"}], "additionalItems": {"maxLength": 3}}
    assert rows(before, after, DRAFT7)[0][2:] == ("max-length-lowered", "BS")
    across = rows(
        {"properties": {"a": {"maxLength": 5}}},
        {"properties": {"a": {"maxLength": 3}}},
        DRAFT4,
        DRAFT2020_12,
    )
    assert across == [("/properties/a", "maxLength", "max-length-lowered", "BS")]


def test_documents_that_are_not_both_objects() -> None:
    assert rows(True, {"type": "string"}) == [("", None, "subschema-constrained", "BS")]
    assert rows({"type": "string"}, False)[0][3] == "BS"
    assert rows([1], {"type": "string"})[0][2:] == ("keyword-malformed", "WW")


def test_changes_of_one_subschema_are_judged_together() -> None:
    before: Any = {"properties": {"a": {"type": "string", "nullable": True}}}
    after: Any = {"properties": {"a": {"type": ["string", "null"]}}}
    assert set(verdicts(before, after)) == {"EE"}


def test_a_property_is_compared_with_what_its_name_allowed_before() -> None:
    before: Any = {"additionalProperties": {"type": "string"}, "properties": {}}
    after: Any = {
        "additionalProperties": {"type": "string"},
        "properties": {"a": {"type": "string", "maxLength": 3}},
    }
    assert rows(before, after)[-1][2:] == ("property-added-narrower", "WS")


def test_deep_documents_are_judged() -> None:
    before: Any = {"type": "string"}
    after: Any = {"type": "integer"}
    for _ in range(195):
        before, after = {"not": before}, {"not": after}
    with quickly():
        assert [row(one)[2] for one in compare(before, after, DRAFT7)] == ["type-replaced"] * 2


def test_a_property_that_needs_a_comparison_that_needs_another() -> None:
    """Circles through additionalProperties, which is compared with what came."""
    tree: Any = {"type": "object", "additionalProperties": {"$ref": "#/definitions/a"}}
    before: Any = {**tree, "definitions": {"a": tree}}
    after: Any = {
        **tree,
        "properties": {"x": {"$ref": "#/definitions/b"}},
        "definitions": {
            "a": tree,
            "b": {"type": "object", "additionalProperties": {"$ref": "#/definitions/b"}},
        },
    }
    found = {row(one)[0]: row(one)[2:] for one in compare(before, after, DRAFT7)}
    assert found["/properties/x"] == ("property-added-unconstrained", "SS")


@pytest.mark.parametrize(
    ("before", "after"), [({"description": 1}, {"description": "x"}), ({"readOnly": 1}, {})]
)
def test_what_people_read_is_not_called_editorial_where_it_is_malformed(
    before: Any, after: Any
) -> None:
    assert [row[2:] for row in rows(before, after)] == [("keyword-malformed", "WW")]
