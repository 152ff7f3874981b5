"""Every keyword there is is read, or it is said why not; and what is said to be read, is."""

from typing import Any

import pytest

from portal.schema.dialect import DIALECTS, OPENSTACK, named
from portal.schema.document import read
from portal.schema.facts import Subschema
from portal.schema.keywords import MODELLED, NOT_MODELLED, ROWS
from tests.schema.test_dialect import FOLDERS, official_properties

# A value of each keyword's, by the first dialect that gives it this meaning.
SAMPLES: dict[str, dict[str, Any]] = {
    "draft3": {
        "$ref": "#",
        "$schema": "http://json-schema.org/draft-03/schema#",
        "additionalItems": False,
        "additionalProperties": {},
        "default": None,
        "dependencies": {"a": "b"},
        "description": "text",
        "disallow": ["string", {}],
        "divisibleBy": 2,
        "enum": [1],
        "exclusiveMaximum": True,
        "exclusiveMinimum": True,
        "extends": {},
        "format": "date",
        "id": "http://example.com",
        "items": {},
        "maxItems": 1,
        "maxLength": 1,
        "maximum": 1,
        "minItems": 1,
        "minLength": 1,
        "minimum": 1,
        "pattern": "^a",
        "patternProperties": {"^a": {}},
        "properties": {"a": {}},
        "required": True,
        "title": "text",
        "type": ["string"],
        "uniqueItems": True,
        "$comment": "text",
        "deprecated": True,
        "examples": [1],
        "nullable": True,
        "readOnly": True,
        "writeOnly": True,
    },
    "draft4": {
        "allOf": [{}],
        "anyOf": [{}],
        "definitions": {"a": {}},
        "maxProperties": 1,
        "minProperties": 1,
        "multipleOf": 2,
        "not": {},
        "oneOf": [{}],
        "required": ["a"],
        "dependencies": {"a": ["b"], "c": {}},
    },
    "openstack": {"is_base": False, "links": [{"rel": "self"}], "name": "images"},
    "draft6": {
        "$id": "http://example.com",
        "const": None,
        "contains": {},
        "exclusiveMaximum": 1,
        "exclusiveMinimum": 1,
        "propertyNames": {},
    },
    "draft7": {
        "contentEncoding": "base64",
        "contentMediaType": "text/plain",
        "else": {},
        "if": {},
        "then": {},
    },
    "2019-09": {
        "$anchor": "a",
        "$defs": {"a": {}},
        "$recursiveAnchor": True,
        "$recursiveRef": "#",
        "contentSchema": {},
        "dependentRequired": {"a": ["b"]},
        "dependentSchemas": {"a": {}},
        "maxContains": 1,
        "minContains": 1,
        "unevaluatedItems": False,
        "unevaluatedProperties": False,
    },
    "2020-12": {
        "$dynamicAnchor": "a",
        "$dynamicRef": "#",
        "items": False,
        "prefixItems": [{}],
    },
}
ALL_SAMPLES = [(name, keyword) for name, keywords in SAMPLES.items() for keyword in keywords]
# Flags that say nothing without the bound beside them.
COMPANIONS = {"exclusiveMaximum": {"maximum": 1}, "exclusiveMinimum": {"minimum": 1}}


def facts(name: str, served: dict[str, Any]) -> Subschema:
    return read(served, named(name)).at("")


@pytest.mark.parametrize("name", FOLDERS)
def test_every_official_keyword_is_modelled_or_it_is_said_why_not(name: str) -> None:
    assert official_properties(name).keys() <= MODELLED.keys() | NOT_MODELLED.keys()


def test_every_keyword_of_openstack_is_modelled() -> None:
    assert OPENSTACK.keywords <= MODELLED.keys()


def test_no_keyword_is_both_and_none_is_of_no_dialect() -> None:
    every = frozenset().union(*(dialect.keywords for dialect in DIALECTS.values()))
    assert MODELLED.keys() | NOT_MODELLED.keys() == every
    assert MODELLED.keys() & NOT_MODELLED.keys() == set()
    assert all(NOT_MODELLED.values())


def test_every_row_becomes_a_fact() -> None:
    assert {row.fact for row in MODELLED.values()} <= set(Subschema.__slots__)


def test_every_modelled_keyword_has_a_sample() -> None:
    assert {keyword for _, keyword in ALL_SAMPLES} == MODELLED.keys()


@pytest.mark.parametrize(("name", "keyword"), ALL_SAMPLES)
def test_a_modelled_keyword_changes_what_is_read(name: str, keyword: str) -> None:
    beside = COMPANIONS.get(keyword, {}) if name == "draft3" else {}
    document = read({**beside, keyword: SAMPLES[name][keyword]}, named(name))
    fact = ROWS[name][keyword].fact
    without, with_it = facts(name, beside), document.at("")
    assert getattr(with_it, fact) != getattr(without, fact)
    assert with_it.vendor == {}
    assert document.anomalies == ()


@pytest.mark.parametrize("name", DIALECTS)
def test_a_keyword_of_no_dialect_is_shown_as_it_is_served(name: str) -> None:
    served = {"x-vendor": {"a": [1]}, "$vocabulary": {}}
    unknown = {keyword: served[keyword] for keyword in served.keys() - named(name).keywords}
    assert facts(name, served).vendor == unknown
    assert "x-vendor" in unknown
