"""Every subschema is visited, once, in document order, whatever keyword holds it."""

from typing import Any

import pytest
from hypothesis import given

from portal.schema.dialect import DIALECTS, DRAFT3, DRAFT4, DRAFT2020_12, Dialect
from portal.schema.errors import PointerError
from portal.schema.pointer import get
from portal.schema.walk import Node, walk
from tests.schema import generated

DIALECTS_BY_NAME = pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)


def pointers(document: Any, dialect: Dialect) -> list[str]:
    return [node.pointer for node in walk(document, dialect)]


@DIALECTS_BY_NAME
def test_every_keyword_that_holds_one_subschema_is_entered(dialect: Dialect) -> None:
    document: Any = {keyword: {"not-a-schema": {}} for keyword in dialect.in_value}
    assert pointers(document, dialect)[1:] == [f"/{keyword}" for keyword in document]


@DIALECTS_BY_NAME
def test_every_keyword_that_holds_an_array_of_them_is_entered(dialect: Dialect) -> None:
    document: Any = {keyword: [{}, "a name", True] for keyword in dialect.in_array}
    expected = [f"/{keyword}/{index}" for keyword in document for index in (0, 2)]
    assert pointers(document, dialect)[1:] == expected


@DIALECTS_BY_NAME
def test_every_keyword_that_holds_them_by_name_is_entered(dialect: Dialect) -> None:
    document: Any = {keyword: {"~/": {}, "names": ["a"], "": False} for keyword in dialect.in_map}
    expected = [f"/{keyword}/{name}" for keyword in document for name in ("~0~1", "")]
    assert pointers(document, dialect)[1:] == expected


def test_nodes_say_where_they_sit() -> None:
    document: Any = {"properties": {"a/b": {"items": {"type": "string"}}}, "allOf": [True]}
    assert list(walk(document, DRAFT4)) == [
        Node("", document),
        Node("/properties/a~1b", {"items": {"type": "string"}}, "properties", "a/b", ""),
        Node("/properties/a~1b/items", {"type": "string"}, "items", None, "/properties/a~1b"),
        Node("/allOf/0", True, "allOf", "0", ""),
    ]


@pytest.mark.parametrize(
    ("document", "dialect"),
    [
        ({"default": {"properties": {"a": {}}}, "enum": [{"not": {}}], "x": {"not": {}}}, DRAFT4),
        ({"const": {"not": {}}, "examples": [{"not": {}}]}, DRAFT2020_12),
        ({"items": [{}]}, DRAFT2020_12),  # prefixItems since then
        ({"properties": [{}], "allOf": {"a": {}}, "not": [{}]}, DRAFT4),
        ({"properties": "a", "allOf": 1, "not": None}, DRAFT4),
        ({"type": {"not": {}}, "anyOf": [{}]}, DRAFT3),
    ],
)
def test_what_is_no_subschema_is_not_entered(document: Any, dialect: Dialect) -> None:
    assert pointers(document, dialect) == [""]


@pytest.mark.parametrize("document", [[], "a", 1, None])
def test_F39_what_is_no_schema_has_no_nodes(document: Any) -> None:
    assert pointers(document, DRAFT4) == []


def test_a_walk_can_start_anywhere() -> None:
    document: Any = {"components": {"a": {"not": {}}}}
    assert [node.pointer for node in walk(document, DRAFT4, "/components/a")] == [
        "/components/a",
        "/components/a/not",
    ]
    with pytest.raises(PointerError):
        next(walk(document, DRAFT4, "/nowhere"))


def test_any_depth_is_fine() -> None:
    document: dict[str, Any] = {}
    for _ in range(100_000):
        document = {"not": document}
    try:
        assert sum(1 for _ in walk(document, DRAFT4)) == 100_001
    finally:  # Python would free what is nested by recursion
        while document:
            document = document.pop("not")


@given(generated.schemas, generated.dialects)
def test_each_pointer_leads_to_its_node(document: Any, dialect: Dialect) -> None:
    nodes = list(walk(document, dialect))
    assert len({node.pointer for node in nodes}) == len(nodes)
    assert all(get(document, node.pointer) is node.value for node in nodes)
