"""What differs between two documents: the cases under cases/diff, all of Glance's, and any."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.schema.canonical import canonical, digest, encode
from portal.schema.dialect import DRAFT4, DRAFT2020_12, OPENSTACK, Dialect, named
from portal.schema.diff import Change, diff
from portal.schema.value import ABSENT
from tests.schema import generated
from tests.schema.applied import apply
from tests.schema.recordings import recorded
from tests.schema.timing import quickly

FOLDER = Path(__file__).parent / "cases/diff"
CASES = {
    str(path.relative_to(FOLDER).with_suffix("")): json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.rglob("*.json"))
}
OPPOSITE = {"added": "removed", "removed": "added", "changed": "changed"}


def mirrored(change: Change) -> Change:
    kind: Any = OPPOSITE[change.kind]
    return replace(change, kind=kind, before=change.after, after=change.before)


def counted(changes: tuple[Change, ...]) -> Counter[str]:
    """Changes without their order; as JSON, for 1 == True in Python."""
    return Counter(json.dumps(change.as_dict()) for change in changes)


@pytest.mark.parametrize("case", CASES)
def test_the_changes_are_those_of_the_case(case: str) -> None:
    expected = CASES[case]
    dialect = named(expected["dialect"])
    changes = diff(expected["before"], expected["after"], dialect)
    assert [encode(change.as_dict()) for change in changes] == list(
        map(encode, expected["changes"])
    )
    made = apply(expected["before"], changes, dialect)
    assert canonical(made, dialect) == canonical(expected["after"], dialect)
    back = diff(expected["after"], expected["before"], dialect)
    assert counted(back) == counted(tuple(map(mirrored, changes)))


def summary(before: str, after: str) -> list[tuple[str, str, str | None, Any]]:
    """What changed between two releases: kind, path, keyword, and the member of a set."""
    changes = diff(recorded(before), recorded(after), OPENSTACK)
    return [
        (
            change.kind,
            change.path,
            change.keyword,
            (change.before or change.after) if change.member else None,
        )
        for change in changes
    ]


def test_glance_15_to_17_adds_hashes_hiding_stores_and_two_states() -> None:
    assert summary("glance-15.0.2", "glance-17.0.1") == [
        ("added", "images[].backend", None, None),
        ("added", "images[].os_hash_algo", None, None),
        ("added", "images[].os_hash_value", None, None),
        ("added", "images[].os_hidden", None, None),
        ("added", "images[].status", "enum", "importing"),
        ("added", "images[].status", "enum", "uploading"),
    ]


def test_glance_17_to_18_adds_a_description_and_validation_data() -> None:
    assert summary("glance-17.0.1", "glance-18.0.0") == [
        ("added", "images[].description", None, None),
        ("added", "images[].locations[].validation_data", None, None),
        ("changed", "images[].os_version", "description", None),
    ]


def test_glance_18_to_19_replaces_backend_by_stores() -> None:
    assert summary("glance-18.0.0", "glance-19.0.0") == [
        ("removed", "images[].backend", None, None),
        ("added", "images[].cinder_encryption_key_deletion_policy", None, None),
        ("added", "images[].cinder_encryption_key_id", None, None),
        ("added", "images[].container_format", "enum", "compressed"),
        ("added", "images[].stores", None, None),
    ]


def test_a_change_has_the_pointers_and_both_sides() -> None:
    changes = diff(recorded("glance-17.0.1"), recorded("glance-18.0.0"), OPENSTACK)
    pointer = "/properties/images/items/properties/os_version"
    assert changes[-1] == Change(
        pointer=pointer,
        path="images[].os_version",
        property=pointer,
        keyword="description",
        kind="changed",
        before="Operating system version as specified by the distributor",
        after="Operating system version as specified by the distributor.",
    )


def test_glance_33_says_what_glance_19_said() -> None:
    assert diff(recorded("glance-19.0.0"), recorded("glance-33.0.0"), OPENSTACK) == ()


def test_two_dialects_may_read_the_same_bytes_differently() -> None:
    document: Any = {"prefixItems": [{"enum": [1, 2]}], "items": [{"enum": [1, 2]}]}
    other: Any = {"prefixItems": [{"enum": [2, 1]}], "items": [{"enum": [2, 1]}]}
    assert [change.keyword for change in diff(document, other, DRAFT2020_12)] == ["items"]
    assert [change.keyword for change in diff(document, other, DRAFT4)] == ["prefixItems"]
    across = diff(document, other, DRAFT4, DRAFT2020_12)
    assert [change.keyword for change in across] == ["items"]
    assert diff(document, document, DRAFT4, DRAFT2020_12) == ()


@pytest.mark.parametrize(("before", "after"), [(1, 1.0), ([{"a": -0.0}], [{"a": 0}])])
def test_the_same_number_written_otherwise_is_no_change(before: Any, after: Any) -> None:
    assert diff(before, after, DRAFT4) == ()


@pytest.mark.parametrize("keyword", ["allOf", "not"])
def test_a_change_far_inside_takes_no_longer_the_deeper_it_is(keyword: str) -> None:
    before: Any = {"enum": list(range(100_000)), "default": {"a": 1}}
    after: Any = before | {"default": {"a": 2}}
    for _ in range(95):
        before = {keyword: before if keyword == "not" else [before]}
        after = {keyword: after if keyword == "not" else [after]}
    with quickly():
        assert [change.keyword for change in diff(before, after, DRAFT4)] == ["default"]


def test_what_is_equal_far_inside_is_no_change() -> None:
    before: Any = {"title": "T", "enum": [1, 2], "default": 1}
    after: Any = {"title": "T", "enum": [2, 1], "default": 2}
    for _ in range(40):
        before = {"title": "T", "enum": ["x"], "allOf": [before, {"title": "U"}]}
        after = {"title": "T", "enum": ["x"], "allOf": [after, {"title": "U"}]}
    assert [change.keyword for change in diff(before, after, DRAFT4)] == ["default"]


def test_branches_are_matched_across_dialects_that_read_them_differently() -> None:
    one: Any = {"prefixItems": [{"enum": [1, 2]}]}
    before: Any = {"allOf": [one, {"title": "x"}]}
    after: Any = {"allOf": [{"title": "y"}, one]}
    changes = diff(before, after, DRAFT4, DRAFT2020_12)
    assert [change.kind for change in changes] == ["added", "removed"]


PAIRS = st.one_of(
    st.tuples(generated.schemas, generated.schemas),
    generated.schemas.flatmap(lambda one: st.tuples(st.just(one), generated.edited(one))),
)


@given(PAIRS, generated.dialects)
def test_nothing_differs_exactly_if_the_digests_are_equal(
    pair: tuple[Any, Any], dialect: Dialect
) -> None:
    before, after = pair
    same = digest(before, dialect) == digest(after, dialect)
    assert (diff(before, after, dialect) == ()) == same


@given(PAIRS, generated.dialects)
def test_the_way_back_has_the_opposite_changes(pair: tuple[Any, Any], dialect: Dialect) -> None:
    before, after = pair
    forth = diff(before, after, dialect)
    assert counted(diff(after, before, dialect)) == counted(tuple(map(mirrored, forth)))


@given(PAIRS, generated.dialects)
def test_the_changes_make_the_one_document_of_the_other(
    pair: tuple[Any, Any], dialect: Dialect
) -> None:
    before, after = pair
    made = apply(before, diff(before, after, dialect), dialect)
    assert canonical(made, dialect) == canonical(after, dialect)


@given(PAIRS, generated.dialects)
def test_the_order_of_names_never_matters(pair: tuple[Any, Any], dialect: Dialect) -> None:
    before, after = pair
    assert [encode(change.as_dict()) for change in diff(before, after, dialect)] == [
        encode(change.as_dict())
        for change in diff(generated.reordered(before), generated.reordered(after), dialect)
    ]


@given(PAIRS, generated.dialects)
def test_every_change_has_a_side_and_says_which(pair: tuple[Any, Any], dialect: Dialect) -> None:
    for change in diff(*pair, dialect):
        sides = (change.before is not ABSENT, change.after is not ABSENT)
        assert sides == {"added": (False, True), "removed": (True, False)}.get(
            change.kind, (True, True)
        )
