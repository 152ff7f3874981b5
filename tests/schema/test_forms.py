"""A keyword with a wrong value is ignored and listed, with its pointer and a reason."""

from typing import Any

import pytest

from portal.schema.dialect import named
from portal.schema.document import read
from portal.schema.facts import Subschema
from portal.schema.forms import TEXT, misfits

# Dialect, keyword, value, where and why it is wrong.
WRONG: list[tuple[str, str, Any, str, str]] = [
    ("draft7", "title", 5, "/title", '"title" must be a string, not 5; ignored'),
    ("draft7", "readOnly", "yes", "/readOnly",
     '"readOnly" must be true or false, not "yes"; ignored'),
    ("draft7", "maximum", "5", "/maximum", '"maximum" must be a number, not "5"; ignored'),
    ("draft7", "maximum", True, "/maximum", '"maximum" must be a number, not true; ignored'),
    ("draft7", "multipleOf", 0, "/multipleOf",
     '"multipleOf" must be a number above 0, not 0; ignored'),
    ("draft7", "multipleOf", True, "/multipleOf",
     '"multipleOf" must be a number above 0, not true; ignored'),
    ("draft7", "minLength", "5", "/minLength",
     '"minLength" must be a whole number, 0 or more, not "5"; ignored'),
    ("draft7", "minLength", -1, "/minLength",
     '"minLength" must be a whole number, 0 or more, not -1; ignored'),
    ("draft7", "minLength", 1.5, "/minLength",
     '"minLength" must be a whole number, 0 or more, not 1.5; ignored'),
    ("draft7", "minLength", True, "/minLength",
     '"minLength" must be a whole number, 0 or more, not true; ignored'),
    ("draft7", "enum", {}, "/enum", '"enum" must be an array, not {}; ignored'),
    ("draft7", "required", "x", "/required",
     '"required" must be an array of strings, not "x"; ignored'),
    ("draft7", "properties", [], "/properties",
     '"properties" must be an object of schemas, not []; ignored'),
    ("draft7", "allOf", {}, "/allOf", '"allOf" must be an array of schemas, not {}; ignored'),
    ("draft7", "not", None, "/not", '"not" must be a schema, not null; ignored'),
    ("draft7", "items", 1, "/items",
     '"items" must be a schema or an array of schemas, not 1; ignored'),
    ("2020-12", "items", [], "/items", '"items" must be a schema, not []; ignored'),
    ("2020-12", "dependentRequired", [], "/dependentRequired",
     '"dependentRequired" must be an object of arrays of strings, not []; ignored'),
    ("draft4", "exclusiveMinimum", 5, "/exclusiveMinimum",
     '"exclusiveMinimum" must be true or false, not 5; ignored'),
    ("draft6", "exclusiveMinimum", True, "/exclusiveMinimum",
     '"exclusiveMinimum" must be a number, not true; ignored'),
    ("draft4", "required", True, "/required",
     '"required" must be an array of strings, not true; ignored'),
    ("draft3", "required", ["a"], "/required",
     '"required" must be true or false, not ["a"]; ignored'),
    ("draft7", "$ref", 5, "/$ref", '"$ref" must be a string, not 5; ignored'),
    ("draft7", "title", ["x" * 100], "/title",
     f'"title" must be a string, not ["{"x" * 58}…; ignored'),
]  # fmt: skip

# As above, but only an entry is wrong: the rest is read.
PARTLY_WRONG: list[tuple[str, str, Any, str, str]] = [
    ("draft7", "required", ["a", 5], "/required/1", '"1" must be a string, not 5; ignored'),
    ("draft7", "allOf", [{}, "a"], "/allOf/1", '"1" must be a schema, not "a"; ignored'),
    ("draft7", "items", [{}, "a"], "/items/1", '"1" must be a schema, not "a"; ignored'),
    ("draft7", "properties", {"a": {}, "/": 1}, "/properties/~1",
     '"/" must be a schema, not 1; ignored'),
    ("draft7", "dependencies", {"a": [], "b": 1}, "/dependencies/b",
     '"b" must be a schema or an array of strings, not 1; ignored'),
    ("draft7", "dependencies", {"a": ["b", 1]}, "/dependencies/a/1",
     '"1" must be a string, not 1; ignored'),
    ("2020-12", "dependentRequired", {"a": [], "b": {}}, "/dependentRequired/b",
     '"b" must be an array of strings, not {}; ignored'),
    ("draft3", "dependencies", {"a": "b", "c": 1}, "/dependencies/c",
     '"c" must be a schema, a string or an array of strings, not 1; ignored'),
    ("draft3", "disallow", ["null", 1], "/disallow/1",
     '"1" must be the name of a type or a schema, not 1; ignored'),
]  # fmt: skip


def read_keyword(
    name: str, keyword: str, value: Any
) -> tuple[Subschema, list[tuple[str, str, str]]]:
    document = read({keyword: value}, named(name))
    odd: list[tuple[str, str, str]] = [
        (found.pointer, found.code, found.reason) for found in document.anomalies
    ]
    return document.at(""), odd


@pytest.mark.parametrize(("name", "keyword", "value", "pointer", "reason"), WRONG)
def test_a_wrong_value_is_ignored(
    name: str, keyword: str, value: Any, pointer: str, reason: str
) -> None:
    schema, odd = read_keyword(name, keyword, value)
    assert schema == Subschema(pointer="", served={keyword: value})
    assert odd == [(pointer, "keyword-form", reason)]


@pytest.mark.parametrize(("name", "keyword", "value", "pointer", "reason"), PARTLY_WRONG)
def test_only_the_wrong_entry_is_ignored(
    name: str, keyword: str, value: Any, pointer: str, reason: str
) -> None:
    schema, odd = read_keyword(name, keyword, value)
    assert schema != Subschema(pointer="", served={keyword: value})
    assert odd == [(pointer, "keyword-form", reason)]


def test_an_accepted_value_is_no_misfit() -> None:
    assert list(misfits(TEXT, "a", "/title")) == []


def test_a_whole_number_may_be_written_with_a_fraction() -> None:
    schema, odd = read_keyword("draft6", "minLength", 2.0)
    assert [limit.value for limit in schema.limits] == [2.0]
    assert odd == []
