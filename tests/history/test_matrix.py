"""Properties by versions: what differs, and what only looks as if it did."""

import json
import time
from typing import Any

import pytest

from portal.history.matrix import Facet, Row, build, chosen, enclosed
from portal.schema import dialect, document
from tests.schema.recordings import recorded

PRESENCE, TYPE, ENUM, LIMITS = Facet.PRESENCE, Facet.TYPE, Facet.ENUM, Facet.LIMITS
READ_ONLY, REQUIRED, OTHER = Facet.READ_ONLY, Facet.REQUIRED, Facet.OTHER
NULL: Any = {"type": "null"}


def rows(*documents: Any, name: str = "2020-12") -> dict[str, Row]:
    """The rows of a matrix of these documents, by path."""
    read = [document.read(each, dialect.named(name)) for each in documents]
    return {row.path: row for row in build(read)}


def differences(row: Row) -> list[set[Facet]]:
    return [set(cell.differs) for cell in row.cells]


def of_property(*schemas: Any, name: str = "2020-12") -> list[set[Facet]]:
    """What differs where these are what documents say of one property."""
    return differences(rows(*({"properties": {"x": each}} for each in schemas), name=name)["x"])


@pytest.mark.parametrize(
    ("name", "schemas"),
    [
        ("openstack", [{"type": "String"}, {"type": "string"}, {"type": ["string"]}]),
        ("openstack", [{"description": "So (READ-ONLY)"}, {"readOnly": True}]),
        ("2020-12", [{"type": ["null", "string"]}, {"type": "string", "nullable": True}]),
        ("2020-12", [{"type": ["string", "null"], "maxLength": 5, "default": None},
                     {"oneOf": [{"type": "string", "maxLength": 5}, NULL], "default": None},
                     {"anyOf": [NULL | {"title": "A"}, {"type": "string", "maxLength": 5}],
                      "default": None}]),
        ("2020-12", [{"enum": ["a", None]}, {"anyOf": [{"enum": ["a"]}, NULL]}]),
        ("2020-12", [{"enum": ["a", "b"]}, {"enum": ["b", "a", "a"]}]),
        ("2020-12", [{"const": 1}, {"enum": [1.0]}]),
        ("2020-12", [{"type": "string", "minLength": 0}, {"type": "string"}]),
        ("2020-12", [{"maximum": 5}, {"maximum": 5.0}]),
        ("2020-12", [{"type": "integer", "maximum": 5},
                     {"type": "integer", "exclusiveMaximum": 6}]),
        ("2020-12", [{"uniqueItems": False}, {}]),
        ("2020-12", [{"additionalProperties": True}, {"additionalProperties": {}}, {}, True]),
        ("2020-12", [{"items": True}, {"items": {}}, {}]),
        ("2020-12", [{"title": "A", "description": "B", "x-vendor": 1, "examples": [1]}, {}]),
        ("2020-12", [{"anyOf": [{"minLength": 1}, {"maxLength": 9}]},
                     {"anyOf": [{"maxLength": 9}, {"minLength": 1, "title": "A"}]}]),
        ("openstack", [{"additionalProperties": {"type": "String"}},
                       {"additionalProperties": {"type": "string", "description": "A"}}]),
        ("draft3", [{"divisibleBy": 2}, {"divisibleBy": 2.0}]),
    ],
)  # fmt: skip
def test_what_is_read_alike_is_equal(name: str, schemas: list[Any]) -> None:
    assert not any(of_property(*schemas, name=name))


def test_other_dialects_say_the_same_by_other_keywords() -> None:
    below_five: list[tuple[str, Any]] = [
        ("draft4", {"type": "number", "maximum": 5, "exclusiveMaximum": True}),
        ("2020-12", {"type": "number", "exclusiveMaximum": 5}),
    ]
    (row,) = build(
        document.read({"properties": {"x": schema}}, dialect.named(name))
        for name, schema in below_five
    )
    assert not row.differs


@pytest.mark.parametrize(
    ("before", "after", "facets"),
    [
        ({"type": "string"}, {"type": "integer"}, {TYPE}),
        ({"type": "string"}, {"type": ["string", "null"]}, {TYPE}),
        ({"type": "array", "items": {"type": "string"}}, {"type": "array"}, {TYPE}),
        ({"enum": ["a"]}, {"enum": ["a", "b"]}, {ENUM}),
        ({"enum": ["a"], "type": "string"}, {"type": "string"}, {ENUM}),
        ({"enum": [1]}, {"enum": [True]}, {ENUM, TYPE}),
        ({"const": "a"}, {"const": "b"}, {ENUM}),
        ({"maxLength": 255}, {"maxLength": 64}, {LIMITS}),
        ({"maximum": 5}, {"exclusiveMaximum": 6}, {LIMITS}),
        ({"pattern": "^a"}, {"pattern": "^b"}, {LIMITS}),
        ({"format": "uuid"}, {}, {LIMITS}),
        ({"items": {"maxLength": 1}}, {"items": {"maxLength": 2}}, {LIMITS}),
        ({"items": {"maxLength": 1}}, {}, {LIMITS}),
        ({"items": {"enum": ["a"]}}, {"items": {"enum": ["b"]}}, {ENUM}),
        ({"items": {"items": {"maxLength": 1}}}, {"items": {"items": {}}}, {OTHER}),
        ({"items": False}, {}, {OTHER}),
        ({"prefixItems": [{"type": "string"}]}, {"prefixItems": [{}]}, {OTHER}),
        ({"readOnly": True}, {}, {READ_ONLY}),
        ({"writeOnly": True}, {"readOnly": True}, {READ_ONLY}),
        ({"const": 1, "enum": [1, 2]}, {"enum": [1, 2]}, {ENUM}),
        ({"not": {"enum": [1, 2], "const": 1}}, {"not": {"const": 1}}, {OTHER}),
        ({"default": None}, {}, {OTHER}),
        ({"default": 1}, {"default": 2}, {OTHER}),
        ({"additionalProperties": False}, {}, {OTHER}),
        ({"not": {"const": 1}}, {"not": {"const": 2}}, {OTHER}),
        ({"required": ["unlisted"]}, {}, {OTHER}),
        ({"$ref": "https://elsewhere.example/a"}, {"$ref": "https://elsewhere.example/b"}, {OTHER}),
        (True, False, {TYPE}),
        ({"anyOf": [{"type": "string"}, NULL]}, {"type": "string"}, {TYPE}),
        # Here null matches both branches, so it is not valid.
        ({"oneOf": [{"type": ["string", "null"]}, NULL]}, {"type": ["string", "null"]}, {OTHER}),
        ({"anyOf": [{"type": "string"}, NULL], "not": NULL}, {"type": ["string", "null"]}, {OTHER}),
    ],
)
def test_each_fact_differs_under_its_name(before: Any, after: Any, facets: set[Facet]) -> None:
    assert of_property(before, after) == [set(), facets]
    assert of_property(after, before) == [set(), facets]


def test_required_is_told_of_the_property_that_is_required() -> None:
    with_, without = ({"properties": {"x": {}}, "required": names} for names in (["x"], []))
    found = rows(with_, without)
    assert list(found) == ["x"]
    assert differences(found["x"]) == [set(), {REQUIRED}]


def test_the_document_itself_has_a_row_where_it_differs() -> None:
    open_: Any = {"properties": {"x": {}}}
    closed = open_ | {"additionalProperties": False}
    assert list(rows(open_, open_)) == ["x"]
    found = rows(open_, closed)
    assert list(found) == ["", "x"]
    assert differences(found[""]) == [set(), {OTHER}]


def test_references_are_followed() -> None:
    here = {"properties": {"x": {"type": "string", "maxLength": 9}}}
    there = {
        "properties": {"x": {"$ref": "#/definitions/name"}},
        "definitions": {"name": {"type": "string", "maxLength": 9}},
    }
    assert not rows(here, there, name="draft7")["x"].differs
    there["definitions"]["name"]["not"] = {"const": "a"}  # type: ignore[index]
    assert rows(here, there, name="draft7")["x"].differs == {OTHER}


def test_what_a_reference_hides_says_nothing() -> None:
    target = {"definitions": {"name": {"type": "string"}}}
    plain, beside = (
        {"properties": {"x": {"$ref": "#/definitions/name"} | more}} | target
        for more in ({}, {"not": {"const": "a"}})
    )
    assert not rows(plain, beside, name="draft7")["x"].differs
    assert rows(plain, beside)["x"].differs == {OTHER}


def test_where_the_first_lacks_it_the_others_are_held_against_the_next() -> None:
    without: dict[str, Any] = {"properties": {}}
    string, integer = ({"properties": {"x": {"type": name}}} for name in ("string", "integer"))
    found = rows(without, string, without, integer)["x"]
    assert differences(found) == [set(), {PRESENCE}, set(), {PRESENCE, TYPE}]
    assert found.model is found.cells[1]
    assert differences(rows(string, without, integer)["x"]) == [set(), {PRESENCE}, {TYPE}]


def test_rows_stand_where_their_document_has_them() -> None:
    inside: Any = {"properties": {"p": {}, "q": {}}}
    first = {"properties": {"a": inside, "b": {}, "c": {}}}
    second: Any = {"properties": {"b": {}, "new": {}, "newer": {}, "c": {}, "last": {}}}
    third: Any = {"properties": {"a": {"properties": {"p": {}, "between": {}, "q": {}}}, "new": {}}}
    found = rows(first, second, third)
    assert list(found) == ["a", "a.p", "a.between", "a.q", "b", "new", "newer", "c", "last"]
    assert [row.depth for row in found.values()] == [0, 1, 1, 1, 0, 0, 0, 0, 0]
    assert found["a.between"].parent == "a"


def test_what_branches_declare_again_is_one_row() -> None:
    branches = [{"properties": {"x": {"type": name}}} for name in ("string", "integer")]
    found = rows({"oneOf": branches}, {"oneOf": branches[::-1]}, {"oneOf": branches[:1]})
    assert [len(cell.said) for cell in found["x"].cells] == [2, 2, 1]
    assert differences(found["x"]) == [set(), set(), {TYPE}]


def test_properties_of_definitions_and_circles() -> None:
    node = {"properties": {"next": {"$ref": "#/$defs/node"}, "value": {"type": "string"}}}
    found = rows({"$ref": "#/$defs/node", "$defs": {"node": node}}, {"$defs": {"node": {}}})
    assert differences(found["#node.next"]) == [set(), {PRESENCE}]
    assert found["#node.value"].depth == 0


def test_the_chosen_rows_come_with_what_encloses_them() -> None:
    before, after = (
        {
            "properties": {
                "a": {"properties": {"b": {"properties": {"c": leaf, "d": {}}}}},
                "e": leaf,
            }
        }
        for leaf in ({"type": "string"}, {"type": "integer"})
    )
    every = list(rows(before, after).values())
    picked = chosen(every, frozenset({TYPE}))
    assert [row.path for row in picked] == ["a.b.c", "e"]
    assert [row.path for row in enclosed(picked, every)] == ["a", "a.b", "a.b.c", "e"]
    assert chosen(every, frozenset({ENUM})) == []


def test_columns_of_one_document_differ_in_nothing() -> None:
    schema = json.loads(json.dumps(recorded("glance-33.0.0")))
    assert not any(row.differs for row in rows(schema, schema, name="openstack").values())


def test_three_thousand_properties_in_twelve_versions() -> None:
    def version(number: int) -> Any:
        limits = {"type": "string", "maxLength": 255, "enum": ["a", "b", f"v{number}"]}
        return {
            "properties": {
                f"p{at}": limits if at % 50 == 0 else {"type": "string"} for at in range(3000)
            }
        }

    read = [document.read(version(number), dialect.named("2020-12")) for number in range(12)]
    begun = time.process_time()
    found = build(read)
    assert time.process_time() - begun < 10  # two seconds on a quiet machine
    assert len(found) == 3000
    assert sum(bool(row.differs) for row in found) == 60
