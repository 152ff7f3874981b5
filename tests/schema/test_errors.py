"""Errors carry data, and say what is wrong and where in one sentence."""

import pytest

from portal.schema import errors


def subclasses(error: type[errors.SchemaError]) -> list[type[errors.SchemaError]]:
    return [error, *(found for below in error.__subclasses__() for found in subclasses(below))]


def test_every_kind_of_parse_error_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in subclasses(errors.ParseError) if "code" in vars(kind)]  # type: ignore[attr-defined]
    assert sorted(codes) == [
        "duplicate-name",
        "lone-surrogate",
        "not-a-number",
        "not-json",
        "not-utf8",
        "nul-character",
        "number-too-large",
        "pointers-too-long",
        "too-deep",
        "too-large",
        "too-many-properties",
    ]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (errors.NotJson("Bad", line=2, column=7, offset=9), "Bad, at line 2, column 7."),
        (errors.NotUtf8("Bad", offset=9), "Bad, at byte 9."),
        (errors.DuplicateName("Bad", pointer="/a"), "Bad, at /a."),
        (errors.DuplicateName("Bad", pointer=""), "Bad, at the root of the document."),
        (errors.TooLarge("Bad"), "Bad."),
        (
            errors.NotASchema("array"),
            "A schema is an object, true or false; the root of the document is of type array.",
        ),
        (
            errors.NotASchema("null", pointer="/a"),
            "A schema is an object, true or false; /a is of type null.",
        ),
        (errors.PointerError("x", "is bad"), "The JSON Pointer 'x' is bad."),
        (errors.UnknownDialect("x"), "There is no dialect named 'x'."),
        (errors.UnknownProperty("/x"), "The document has no property at '/x'."),
    ],
)
def test_an_error_says_what_and_where(error: errors.SchemaError, sentence: str) -> None:
    assert str(error) == sentence
