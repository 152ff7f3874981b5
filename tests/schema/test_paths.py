"""Dotted paths, by their grammar."""

from typing import Any

import pytest

from portal.schema.dialect import DRAFT7, DRAFT2020_12
from portal.schema.document import read

DOCUMENT: Any = {
    "properties": {
        "images": {"items": {"properties": {"disk_format": {}}}},
        "point": {"prefixItems": [{"properties": {"x": {}}}], "items": {"properties": {"z": {}}}},
        "tags": {"patternProperties": {"^x-": {"properties": {"y": {}}}}},
        "limits": {"additionalProperties": {"properties": {"cpu": {}}}},
        "rest": {"unevaluatedProperties": {"properties": {"a": {}}}},
        "a.b": {"properties": {"c": {}, "": {}, "3d": {}, "日本-語": {}, "x y": {}}},
        "\u202ertl": {},
        "either": {"anyOf": [{"properties": {"l": {}}}], "not": {"properties": {"r": {}}}},
        "with": {"definitions": {"Own": {"properties": {"d": {}}}}},
    },
    "patternProperties": {"^x-": {}},
    "$defs": {"Encoding": {"properties": {"x": {}}}, "a b": {"properties": {"x": {}}}},
}


def test_every_property_has_the_path_the_grammar_gives_it() -> None:
    assert [found.path for found in read(DOCUMENT, DRAFT2020_12).properties] == [
        "images",
        "images[].disk_format",
        "point",
        "point[0].x",
        "point[].z",
        "tags",
        "tags{^x-}",
        "tags{^x-}.y",
        "limits",
        "limits{*}.cpu",
        "rest",
        "rest{*}.a",
        '["a.b"]',
        '["a.b"].c',
        '["a.b"][""]',
        '["a.b"]["3d"]',
        '["a.b"].日本-語',
        '["a.b"]["x y"]',
        '["\\u202ertl"]',
        "either",
        "either.l",
        "either.r",
        "with",
        "with#Own.d",
        "{^x-}",
        "#Encoding.x",
        '#["a b"].x',
    ]


@pytest.mark.parametrize("keyword", ["additionalItems", "contains"])
def test_items_of_any_kind_are_items(keyword: str) -> None:
    document = read({"properties": {"a": {keyword: {"properties": {"b": {}}}}}}, DRAFT7)
    assert [found.path for found in document.properties] == ["a", "a[].b"]
