"""The canonical form, held against the rfc8785 package and the RFC's own examples."""

import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from portal.schema.canonical import canonical, digest, encode
from portal.schema.dialect import DRAFT3, DRAFT4, DRAFT7, OPENSTACK, Dialect
from portal.schema.errors import NotANumber
from tests.schema import generated
from tests.schema.recordings import recorded

plain_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(plain_values)
def test_a_value_is_written_as_another_implementation_does(value: Any) -> None:
    assert encode(value).encode() == rfc8785.dumps(value)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (5e-324, "5e-324"),
        (-5e-324, "-5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (9007199254740992.0, "9007199254740992"),
        (295147905179352830000.0, "295147905179352830000"),
        (9.999999999999997e22, "9.999999999999997e+22"),
        (1e23, "1e+23"),
        (999999999999999700000.0, "999999999999999700000"),
        (1e21, "1e+21"),
        (9.999999999999997e-7, "9.999999999999997e-7"),
        (0.000001, "0.000001"),
        (333333333.3333332, "333333333.3333332"),
        (-0.0000033333333333333333, "-0.0000033333333333333333"),
    ],
)
def test_numbers_are_written_as_in_appendix_b_of_the_rfc(number: float, text: str) -> None:
    assert encode(number) == text


@pytest.mark.parametrize("number", [2**53 + 1, -(2**64) - 1, 10**30 + 1, 10**400])
def test_F34_integers_that_a_double_cannot_hold_are_exact(number: int) -> None:
    assert encode(number) == str(number)


@pytest.mark.parametrize(("integer", "number"), [(1, 1.0), (10**21, 1e21), (-(2**70), -(2.0**70))])
def test_the_same_number_is_written_the_same_way(integer: int, number: float) -> None:
    assert encode(integer) == encode(number)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(number: float) -> None:
    with pytest.raises(NotANumber):
        encode([number])


SAME: list[tuple[str, Any, Any, Dialect]] = [
    ("key order", {"a": 1, "b": {"c": 2, "d": 3}}, {"b": {"d": 3, "c": 2}, "a": 1}, DRAFT4),
    ("type", {"type": ["null", "string"]}, {"type": ["string", "null", "null"]}, DRAFT4),
    ("enum", {"enum": [1, "1", None]}, {"enum": [None, "1", 1.0, 1]}, DRAFT4),
    ("required", {"required": ["b", "a"]}, {"required": ["a", "b"]}, DRAFT4),
    ("below", {"items": [{"enum": [1, 2]}]}, {"items": [{"enum": [2, 1]}]}, DRAFT4),
    ("draft 3 unions", {"type": ["null", {"enum": [1, 2]}]}, {"type": [{"enum": [2, 1]}, "null"]},
     DRAFT3),
    ("a property", {"properties": {"type": {"type": ["a", "b"]}}},
     {"properties": {"type": {"type": ["b", "a"]}}}, DRAFT4),
]  # fmt: skip
DIFFERENT: list[tuple[str, Any, Any, Dialect]] = [
    ("true is not 1", {"const": True}, {"const": 1}, DRAFT7),
    ("a big limit", {"maximum": 2**53}, {"maximum": 2**53 + 1}, DRAFT4),
    ("an enum's members", {"enum": [[1, 2]]}, {"enum": [[2, 1]]}, DRAFT4),
    ("a default", {"default": {"enum": [1, 2]}}, {"default": {"enum": [2, 1]}}, DRAFT4),
    ("examples", {"examples": [{"type": [1, 2]}]}, {"examples": [{"type": [2, 1]}]}, DRAFT7),
    ("a property named enum", {"properties": {"enum": [1, 2]}}, {"properties": {"enum": [2, 1]}},
     DRAFT4),
    ("branches", {"allOf": [{}, {"a": 1}]}, {"allOf": [{"a": 1}, {}]}, DRAFT4),
    ("vendor", {"x": {"required": [1, 2]}}, {"x": {"required": [2, 1]}}, DRAFT4),
    ("type in an array", {"type": "string"}, {"type": ["string"]}, DRAFT4),
    ("what is no schema", [{"enum": [1, 2]}], [{"enum": [2, 1]}], DRAFT4),
]  # fmt: skip


@pytest.mark.parametrize(("what", "one", "other", "dialect"), SAME)
def test_F44_documents_are_the_same(what: str, one: Any, other: Any, dialect: Dialect) -> None:
    assert digest(one, dialect) == digest(other, dialect)


@pytest.mark.parametrize(("what", "one", "other", "dialect"), DIFFERENT)
def test_documents_are_different(what: str, one: Any, other: Any, dialect: Dialect) -> None:
    assert digest(one, dialect) != digest(other, dialect)


def test_a_digest_is_the_sha_256_of_the_canonical_form() -> None:
    document: Any = {"type": ["string", "null"], "😀": 1, "ﬀ": 2}
    assert canonical(document, DRAFT4) == '{"type":["null","string"],"😀":1,"ﬀ":2}'.encode()
    assert digest({}, DRAFT4) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@given(generated.schemas, generated.dialects)
def test_the_canonical_form_is_its_own(document: Any, dialect: Dialect) -> None:
    form = canonical(document, dialect)
    assert canonical(json.loads(form), dialect) == form
    assert canonical(generated.reordered(document), dialect) == form


def test_four_releases_of_glance_have_four_digests() -> None:
    releases = ["glance-15.0.2", "glance-17.0.1", "glance-18.0.0", "glance-19.0.0"]
    assert len({digest(recorded(release), OPENSTACK) for release in releases}) == 4
