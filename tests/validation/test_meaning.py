"""Verdicts are those of the dialect, and of ECMA-262."""

import json
from typing import Any

import pytest

from portal.schema.dialect import DIALECTS
from portal.validation.outcome import Unusable
from tests.validation.scene import code, recorded, result, violations

UUID = "^([0-9a-fA-F]){8}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){12}$"
ID = "0b9a5a5e-4b0f-4b8f-9f0b-0a7a4f3c2d1e"

# A keyword that a dialect has and the one before it has not, and an instance that it refuses.
SINCE: list[tuple[str, dict[str, Any], Any]] = [
    ("draft4", {"not": {}}, 1),
    ("draft6", {"const": 1}, 2),
    ("draft7", {"if": True, "then": False}, 1),
    ("2019-09", {"dependentRequired": {"a": ["b"]}}, {"a": 1}),
    ("2020-12", {"prefixItems": [{"type": "string"}]}, [1]),
]
_ORDER = ["draft4", "draft6", "draft7", "2019-09", "2020-12"]


@pytest.mark.parametrize(("since", "schema", "instance"), SINCE)
@pytest.mark.parametrize("name", _ORDER)
def test_keywords_count_from_their_dialect_on(
    name: str, since: str, schema: dict[str, Any], instance: Any
) -> None:
    knows = _ORDER.index(name) >= _ORDER.index(since)
    assert code(instance, schema, name) == ("fails" if knows else "passes")


def test_every_dialect_has_an_answer() -> None:
    for name in DIALECTS:
        assert code("a", {"type": "string"}, name) == ("unusable" if name == "draft3" else "passes")


def test_draft_3_is_refused_in_words() -> None:
    outcome = result(1, {"type": "string"}, "draft3").outcome
    assert isinstance(outcome, Unusable)
    assert outcome.why == "dialect"
    assert "draft 3" in outcome.reason


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        (UUID, ID, True),
        (UUID, ID + "\n", False),  # F53: Python's `$` would take it
        ("^a$", "a\n", False),
        (r"^\d$", "٣", False),  # Python's \d is any script's
        (r"^\w$", "é", False),
        (r"^\s$", "\ufeff", True),
        ("^.$", "😀", True),
        ("b", "abc", True),  # found anywhere, not only at the start
        (r"^\cA$", "\x01", True),
        (r"^\p{L}+$", "é", True),
        (r"^(?!x)a", "a", True),
        (r"^(a)\1$", "aa", True),
    ],
)
def test_patterns_mean_what_ecma_262_says(pattern: str, text: str, matches: bool) -> None:
    assert code(text, {"pattern": pattern}) == ("passes" if matches else "fails")


@pytest.mark.parametrize("pattern", ["(", r"\Aa", r"a\Z", "a{2}{3}", "(?P<n>a)(?P=n)"])
def test_what_is_no_pattern_of_ecma_262_is_named(pattern: str) -> None:
    outcome = result({}, {"properties": {"a": {"pattern": pattern}}}).outcome
    assert isinstance(outcome, Unusable)
    assert (outcome.why, outcome.pointer) == ("schema", "/properties/a/pattern")


@pytest.mark.parametrize(
    ("schema", "instance", "passes"),
    [
        ({"const": 1}, 1.0, True),
        ({"const": 1}, True, False),
        ({"enum": [2**64]}, 2**64 + 1, False),
        ({"maximum": 10**30}, 10**30 + 1, False),
        ({"multipleOf": 0.01}, 4.35, True),
        ({"multipleOf": 3}, 10**30 + 2, True),
        ({"uniqueItems": True}, [1, True], True),
        ({"uniqueItems": True}, [1, 1.0], False),
        ({"maxLength": 1}, "😀", True),
        ({"format": "date"}, "2020-02-30", False),
        ({"format": "no-such-format"}, "x", True),
        ({"type": "integer"}, 1.0, True),
        (True, None, True),
        (False, None, False),
    ],
)
def test_values(schema: Any, instance: Any, passes: bool) -> None:
    assert code(instance, schema) == ("passes" if passes else "fails")


@pytest.mark.parametrize(("name", "format_", "known"), [
    ("draft4", "uuid", False), ("2020-12", "uuid", True), ("2019-09", "duration", True),
    ("draft7", "date", True), ("2020-12", "date", True),
])  # fmt: skip
def test_formats_are_checked_as_far_as_the_dialect_has_them(
    name: str, format_: str, known: bool
) -> None:
    assert code("x", {"format": format_}, name) == ("fails" if known else "passes")


def test_draft_4_takes_no_fraction_for_an_integer() -> None:
    assert code(1.0, {"type": "integer"}, "draft4") == "fails"


def test_references_by_pointer_anchor_and_identifier() -> None:
    schema = {
        "$id": "https://cloud.example/image.json",
        "definitions": {
            "a<b>[]": {"type": "integer"},
            "named": {"$id": "#named", "type": "integer"},
            "other": {"$id": "other.json", "definitions": {"c": {"type": "integer"}},
                      "properties": {"c": {"$ref": "#/definitions/c"}}},
        },
        "properties": {
            "a": {"$ref": "#/definitions/a<b>[]"},
            "b": {"$ref": "#named"},
            "c": {"$ref": "other.json"},
            "d": {"$ref": "https://cloud.example/image.json#/definitions/named"},
        },
    }  # fmt: skip
    instance = {"a": "x", "b": "x", "c": {"c": "x"}, "d": "x"}
    assert {each.pointer: each.schema_pointer for each in violations(instance, schema)} == {
        "/a": "/definitions/a<b>[]/type",
        "/b": "/definitions/named/type",
        "/c/c": "/definitions/other/definitions/c/type",
        "/d": "/definitions/named/type",
    }
    assert code({"a": 1, "b": 1, "c": {"c": 1}, "d": 1}, schema) == "passes"


def test_a_document_that_calls_itself_a_meta_schema_is_still_itself() -> None:
    schema = {"$id": "http://json-schema.org/draft-07/schema#", "type": "string"}
    assert code("x", schema) == "passes"
    assert code({"type": "string"}, schema) == "fails"


def test_a_meta_schema_may_be_referred_to() -> None:
    schema = {"properties": {"a": {"$ref": "http://json-schema.org/draft-07/schema#"}}}
    assert code({"a": {"type": "string"}}, schema) == "passes"
    (found,) = violations({"a": {"minLength": -1}}, schema)
    assert (found.pointer, found.schema_pointer) == ("/a/minLength", None)


@pytest.mark.parametrize("reference", [
    "http://127.0.0.1:9/x.json", "file:///etc/passwd", "other.json", "urn:x:y", "//host/x",
])  # fmt: skip
def test_what_lies_outside_is_never_opened(reference: str) -> None:
    """F38. And nothing is said of the instance, since nobody knows what stands there."""
    outcome = result({"a": 1}, {"properties": {"a": {"$ref": reference}}}).outcome
    assert isinstance(outcome, Unusable)
    assert (outcome.why, outcome.pointer) == ("reference", "/properties/a/$ref")
    assert json.dumps(reference) in outcome.reason


def test_a_reference_that_leads_nowhere() -> None:
    outcome = result({"a": 1}, {"properties": {"a": {"$ref": "#/nowhere"}}}).outcome
    assert isinstance(outcome, Unusable)
    assert (outcome.why, outcome.pointer) == ("reference", "/properties/a/$ref")


def test_circles_are_walked_once() -> None:
    assert code(1, {"allOf": [{"$ref": "#"}]}) == "passes"
    tree = {"properties": {"next": {"$ref": "#"}}, "required": ["name"]}
    instance = {"name": "a", "next": {"name": "b", "next": {}}}
    assert [each.pointer for each in violations(instance, tree)] == ["/next/next"]


@pytest.mark.parametrize("document", ["glance-15.0.2/image", "glance-33.0.0/image"])
def test_an_image_of_glance(document: str) -> None:
    image = {"id": ID, "name": "cirros", "status": "active", "tags": [], "min_disk": 0,
             "visibility": "public", "os_hidden_by": "x"}  # fmt: skip
    served = recorded(document)
    assert code(image, served.value, "openstack") == "passes"
    (found,) = violations(image | {"id": ID + "\n"}, served.value, "openstack")
    assert (found.pointer, found.keyword, found.path) == ("/id", "pattern", "id")
