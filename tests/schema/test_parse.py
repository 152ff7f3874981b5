"""Strict JSON: kept as it was served, or refused with a reason (faults F30 to F36)."""

import codecs
import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.schema import errors
from portal.schema.parse import Limits, parse
from portal.schema.value import type_name


def refusal(data: bytes, limits: Limits | None = None) -> errors.ParseError:
    with pytest.raises(errors.ParseError) as caught:
        parse(data, limits=limits or Limits())
    return caught.value


ENCODED = {
    encoding: ('{"a": "ä"}'.encode(encoding), name)
    for name, encodings in {
        "UTF-16": ("utf-16-le", "utf-16-be", "utf-16"),
        "UTF-32": ("utf-32-le", "utf-32-be", "utf-32"),
    }.items()
    for encoding in encodings
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_F30_another_encoding_is_named(encoding: str) -> None:
    data, name = ENCODED[encoding]
    error = refusal(data)
    assert error.code == "not-utf8"
    assert f"encoded in {name}" in str(error)


@pytest.mark.parametrize(
    ("data", "offset"), [(b'{"a": "\xff"}', 7), (b'"\xc0\xaf"', 1), (b'"\xed\xa0\x80"', 1)]
)
def test_F30_invalid_utf8_is_refused_with_its_place(data: bytes, offset: int) -> None:
    error = refusal(data)
    assert (error.code, error.offset) == ("not-utf8", offset)


def test_F31_a_byte_order_mark_is_left_out_and_noted() -> None:
    parsed = parse(codecs.BOM_UTF8 + b"{}")
    assert parsed.value == {}
    assert parsed.notes == ("A byte order mark stood before the document; it was left out.",)
    assert parse(b"{}").notes == ()


@pytest.mark.parametrize(
    ("data", "pointer", "name"),
    [
        (b'{"a": 1, "a": 1}', "/a", '"a"'),
        (b'{"b": [{}, {"x/y": 1, "c": 2, "x/y": 3}]}', "/b/1/x~1y", '"x/y"'),
        (b'{"a": 1, "\\u0061": 2}', "/a", '"a"'),
        (b'{"\\u202e": 1, "\\u202e": 2}', "/\u202e", '"\\u202e"'),
    ],
)
def test_F32_duplicate_names_are_refused_with_their_pointer(
    data: bytes, pointer: str, name: str
) -> None:
    error = refusal(data)
    assert (error.code, error.pointer) == ("duplicate-name", pointer)
    assert f"the name {name} more than once" in str(error)


def test_F32_a_long_name_does_not_drown_the_sentence() -> None:
    name = b'"%s": 1' % (b"x" * 10_000)
    assert len(refusal(b"{%s, %s}" % (name, name)).reason) < 120


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_F33_what_is_no_number_is_refused(number: str) -> None:
    error = refusal(b'{"a": [1, %s]}' % number.encode())
    assert (error.code, error.pointer) == ("not-a-number", "/a/1")
    assert number in error.reason


@pytest.mark.parametrize("number", ["1e400", "-1e400", "9" * 400 + ".0"])
def test_F33_a_number_out_of_range_is_refused(number: str) -> None:
    assert refusal(number.encode()).code == "number-too-large"


@pytest.mark.parametrize("number", [2**53 + 1, 2**64, -(2**64), 10**999])
def test_F34_big_integers_are_exact(number: int) -> None:
    value = parse(str(number).encode()).value
    assert value == number
    assert isinstance(value, int)


@pytest.mark.parametrize("digits", [1_001, 5_000, 100_000])
def test_F34_an_integer_of_too_many_digits_is_refused(digits: int) -> None:
    error = refusal(b'{"maximum": -%s}' % (b"9" * digits))
    assert (error.code, error.pointer) == ("number-too-large", "/maximum")


@pytest.mark.parametrize(
    ("data", "code", "pointer"),
    [
        (rb'{"a": "\ud800"}', "lone-surrogate", "/a"),
        (rb'["x", "\uDFFF\uD83D"]', "lone-surrogate", "/1"),
        (rb'{"a": {"\udead": 1}}', "lone-surrogate", "/a"),
        (rb'{"a": "x\u0000"}', "nul-character", "/a"),
        (rb'{"\u0000": 1}', "nul-character", ""),
        (rb'{"\ud800": 1, "\ud800": 2}', "lone-surrogate", ""),
    ],
)
def test_F35_what_no_database_keeps_is_refused(data: bytes, code: str, pointer: str) -> None:
    error = refusal(data)
    assert (error.code, error.pointer) == (code, pointer)
    str(error).encode()  # what is said of it can be kept


def test_F35_a_surrogate_pair_is_a_character() -> None:
    assert parse(rb'["\ud83d\ude00", "\\u0000", "\\ud800"]').value == ["😀", r"\u0000", r"\ud800"]


NESTED = {
    "arrays": b"[" * 100_000,
    "objects": b'{"a":' * 100_000,
    "closed arrays": b"[" * 201 + b"]" * 201,
    "behind a string with brackets": b'["]]]]\\"]]]\\\\",' + b"[" * 200,
}


@pytest.mark.parametrize("nested", NESTED)
def test_F36_too_deep_is_refused_before_it_is_parsed(nested: str) -> None:
    assert refusal(NESTED[nested]).code == "too-deep"


def test_F36_the_cap_itself_is_allowed_and_brackets_in_strings_do_not_count() -> None:
    depth = 0
    value = parse(b"[" * 200 + b'"[[\\"[[\\\\"' + b"]" * 200).value
    while isinstance(value, list):
        value, depth = value[0], depth + 1
    assert (value, depth) == ('[["[[\\', 200)


def test_F36_limits_above_what_python_can_do_still_give_a_typed_error() -> None:
    error = refusal(b"[" * 100_000, Limits(depth=1_000_000))
    assert error.code == "too-deep"


def test_an_unclosed_string_of_escaped_quotes_takes_no_time() -> None:
    assert refusal(b'"' + b'\\"' * 1_000_000).code == "not-json"


def test_a_document_over_the_size_is_refused_unread() -> None:
    error = refusal(b"{}   ", Limits(size=4))
    assert error.code == "too-large"
    assert str(error) == "The document has 5 bytes; 4 are allowed."


LONG = "n" * 1_000_000
FEW_BYTES_LONG_POINTERS = {
    "properties": {LONG: {"properties": {str(number): {} for number in range(40)}}},
    "branches": {LONG: [True] * 40},
    "levels": {LONG: {LONG: {LONG: {LONG: {LONG: {LONG: {LONG: {LONG: {}}}}}}}}},
}


@pytest.mark.parametrize("case", FEW_BYTES_LONG_POINTERS)
def test_pointers_that_would_fill_the_memory_are_refused(case: str) -> None:
    data = json.dumps(FEW_BYTES_LONG_POINTERS[case]).encode()
    error = refusal(data)
    assert error.code == "pointers-too-long"
    assert "33,554,432 characters" in str(error)


def test_a_long_name_may_stand_over_many_values_and_F43_many_names_may_be_long() -> None:
    values = {LONG: [0] * 100_000, "enum": list(range(100_000))}
    assert parse(json.dumps(values).encode()).value == values
    names: Any = {str(number) * 10_000: {} for number in range(100, 200)}
    assert parse(json.dumps(names).encode()).value == names


def test_the_place_of_a_fault_behind_a_long_name_takes_no_memory() -> None:
    data = b'{"%s": [%s1e400]}' % (LONG.encode(), b"0," * 100_000)
    assert (refusal(data).pointer or "").endswith("n/100000")


BROKEN = [
    b"", b" ", b"\n", b"{", b"}", b"[", b"]", b"[1,]", b'{"a":1,}', b"{a:1}", b"{'a':1}", b"[1 2]",
    b'{"a" 1}', b'{"a":}', b'{"a"}', b"[,1]", b"01", b"+1", b"1.", b".5", b"1e", b"0x1", b"--1",
    b"True", b"nul", b"undefined", b'"', b'"\\x"', b'"\\u12"', b'"a\nb"', b'"a\tb"', b'["\x00"]',
    b"{} {}", b"// a\n{}", b"/* a */ {}", b"{}#", b"<html></html>", b"\xc2\xa0{}", b"[1]]", b"\\",
]  # fmt: skip


@pytest.mark.parametrize("data", BROKEN)
def test_broken_json_is_refused_with_its_line_and_column(data: bytes) -> None:
    error = refusal(data)
    assert error.code == "not-json"
    assert error.line is not None
    assert error.column is not None
    assert str(error).startswith("The document is not JSON: ")


def test_the_line_and_column_are_those_of_the_fault() -> None:
    error = refusal(b'{\n  "a": 1,\n  "b": oops\n}')
    assert (error.line, error.column) == (3, 8)


texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(min_value=-(10**400), max_value=10**400)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
)


@given(json_values, st.booleans())
def test_whatever_json_holds_is_kept_as_it_is(value: Any, ascii_only: bool) -> None:
    parsed = parse(json.dumps(value, ensure_ascii=ascii_only).encode()).value
    assert parsed == value
    assert type_name(parsed) == type_name(value)


TOKENS = [
    b"{",
    b"}",
    b"[",
    b"]",
    b'"',
    b"\\",
    b":",
    b",",
    b"1",
    b"e999",
    b"NaN",
    b"\xff",
    b"\0",
    b" ",
]


@given(st.binary() | st.lists(st.sampled_from(TOKENS)).map(b"".join))
def test_nothing_but_a_parse_error_ever_comes_out(data: bytes) -> None:
    with suppress(errors.ParseError):
        parse(data, limits=Limits(depth=3))
