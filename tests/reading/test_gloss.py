"""Patterns and limits in words. A gloss must be certain: what it says is held against texts."""

import re
from typing import Any

import pytest
from django.utils import translation

from portal.reading.constraints import WORDS, limits
from portal.reading.gloss import gloss

HEX = "[0-9a-fA-F]"
UUID = f"({HEX}){{8}}-({HEX}){{4}}-({HEX}){{4}}-({HEX}){{4}}-({HEX}){{12}}"


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (f"^{UUID}$", "UUID"),
        (f"^({UUID})$", "UUID"),
        (f"^$|^{UUID}$", "UUID, or empty"),
        (f"^({UUID})?$", "UUID, or empty"),
        (f"^(?:|{UUID})$", "UUID, or empty"),
        ("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", "UUID in lower case"),
        ("^[A-F0-9]{8}-[A-F0-9]{4}-[A-F0-9]{4}-[A-F0-9]{4}-[A-F0-9]{12}$", "UUID in upper case"),
        (f"^{HEX}{{32}}$", "hex, 32 digits"),
        ("^[0-9a-f]{1}$", "hex in lower case, 1 digit"),
        ("^[0-9A-F]{1,64}$", "hex in upper case, 1 to 64 digits"),
        ("^[0-9]+$", "digits"),
        (r"^\d*$", "digits, or empty"),
        (r"^\d{1}$", "1 digit"),
        ("^[1-9][0-9]*$", "a whole number without leading zeros"),
        (r"^\d{4}-\d{2}-\d{2}$", "digits as in 2019-04-10"),
        (r"^\w+$", "letters, digits and “_”"),
        ("^[a-z]*$", "lower-case letters, or empty"),
        ("^[a-zA-Z]{2}$", "letters, 2 characters"),
        ("^[a-z0-9-]{1,63}$", "lower-case letters, digits and “-”, 1 to 63 characters"),
    ],
)
def test_what_a_pattern_is_in_words(pattern: str, words: str) -> None:
    assert gloss(pattern) == words


@pytest.mark.parametrize(
    "pattern",
    [
        *("", "^", "$", "^$", ".*", "^.*$", "a", "^a+$", "(a+)+$", "^(ab)+$", "([", "\\"),
        *(UUID, f"^{UUID}", f"{UUID}$", f"^{UUID}|x$", f"^{UUID}$|^x$", f"^{UUID}\\n$"),
        *(f"^{HEX}{{8}}-{HEX}{{4}}-{HEX}{{4}}-{HEX}{{4}}-[0-9]{{12}}$", "^[0-9a-g]{32}$"),
        *("^[0-9]{2,}$", "^[a-z]{2,}$", "^[2-9][0-9]*$", "^[1-9][0-9]+$", r"^\d{4}-\d{2}-\d{3}$"),
        *("^[0-9]{4}.[0-9]{2}.[0-9]{2}$", "^([0-9][a-f]){16}$", "^(?!0)[0-9]+$", "^(a|b)[0-9]+$"),
        *("^[g-z]{8}-[g-z]{4}-[g-z]{4}-[g-z]{4}-[g-z]{12}$", "^[0-9]{4}-[0-9]{2}-[0-9]{2}-x$"),
    ],
)
def test_no_word_where_it_would_not_be_certain(pattern: str) -> None:
    assert gloss(pattern) == ""


def test_a_gloss_is_in_the_readers_language() -> None:
    with translation.override("en"):
        assert gloss("^[0-9]+$") == "digits"
    with translation.override("zh-hans"):
        assert re.fullmatch(r"\D*32\D*", gloss(f"^{HEX}{{32}}$"))


def said(**keywords: Any) -> list[str]:
    told = [{"keyword": name, "value": value} for name, value in keywords.items()]
    return limits({"limits": told})


@pytest.mark.parametrize("keyword", WORDS)
def test_each_limit_has_words_for_one_and_for_many(keyword: str) -> None:
    (one,), (three,) = said(**{keyword: 1}), said(**{keyword: 3})
    assert "1" in one
    assert "3" in three
    counts = keyword[3:] in {"Length", "Items", "Properties", "Contains"}
    assert (one.replace("1", "3") != three) == counts


@pytest.mark.parametrize(
    ("keywords", "words"),
    [
        ({}, []),
        ({"minLength": 1, "maxLength": 9}, ["1 to 9 characters"]),
        ({"maxLength": 9, "minLength": 0}, ["at most 9 characters"]),
        ({"minLength": 5, "maxLength": 5}, ["exactly 5 characters"]),
        ({"minLength": 1, "maxLength": 1}, ["exactly 1 character"]),
        ({"minLength": 9, "maxLength": 1}, ["at least 9 characters", "at most 1 character"]),
        ({"minimum": 0, "maximum": 128}, ["from 0 to 128"]),
        ({"minimum": 0.5, "maximum": 0.5}, ["exactly 0.5"]),
        ({"exclusiveMinimum": 0, "maximum": 1}, ["more than 0", "at most 1"]),
        ({"minItems": 2, "uniqueItems": True, "maxItems": 3}, ["2 to 3 items", "no item twice"]),
        ({"minProperties": 1, "maxProperties": 1}, ["exactly 1 property"]),
        ({"uniqueItems": False}, []),
        ({"minimum": 10**20}, ["at least 100000000000000000000"]),
    ],
)
def test_limits_in_words(keywords: dict[str, Any], words: list[str]) -> None:
    assert said(**keywords) == words


def test_two_limits_of_one_kind_are_both_told() -> None:
    told = [{"keyword": "minimum", "value": 1}, {"keyword": "minimum", "value": 2}]
    both = limits({"limits": [*told, {"keyword": "maximum", "value": 3}]})
    assert both == ["at least 1", "at least 2", "at most 3"]
