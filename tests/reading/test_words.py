import pytest

from portal import reading
from portal.reading import constraints


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("qcow2", "qcow2"),
        ("two words", "two words"),
        ("2019-10-16", "2019-10-16"),
        ("", '""'),
        (" padded ", '" padded "'),
        ("null", '"null"'),
        ("true", '"true"'),
        ("5", '"5"'),
        ("-1.5e3", '"-1.5e3"'),
        ("[1]", '"[1]"'),
        ('"quoted"', '"\\"quoted\\""'),
        (None, "null"),
        (True, "true"),
        (5, "5"),
        (["中", 1], '["中", 1]'),
        ("中", "中"),
        ("a\u202eb", '"a\\u202eb"'),
        ("line\nbreak", '"line\\nbreak"'),
        ("tag\U000e0041", '"tag\\udb40\\udc41"'),
    ],
)
def test_a_value_reads_as_what_it_is_and_never_as_another(value: object, text: str) -> None:
    assert reading.shown(value) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("", '""'),
        ("disk_format", "disk_format"),
        ("名字", "名字"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\nb", "a⟨U+000A⟩b"),
        ("a\u200bb", "a⟨U+200B⟩b"),
    ],
)
def test_a_name_shows_all_that_is_in_it(name: str, text: str) -> None:
    assert reading.label(name) == text


def test_indented_json_keeps_its_lines_and_hides_nothing() -> None:
    text = reading.as_json({"a\u202e": ["b", "c\u0085"]}, indent=2)
    assert text == '{\n  "a\\u202e": [\n    "b",\n    "c\\u0085"\n  ]\n}'


@pytest.mark.parametrize(
    ("types", "items", "text"),
    [
        (["string"], [], "string"),
        (["string", "null"], [], "string or null"),
        (["array", "null"], ["string"], "array of string or null"),
        (["array"], [], "array"),
        ([], [], "nothing"),
        (["string", "number", "boolean", "object", "array", "null"], [], "any type"),
    ],
)
def test_types_in_words(types: list[str], items: list[str], text: str) -> None:
    assert reading.types_text(types, items) == text


@pytest.mark.parametrize("keyword", constraints.WORDS)
def test_every_limit_has_words(keyword: str) -> None:
    (text,) = reading.limits({"limits": [{"keyword": keyword, "value": 3}]})
    assert "3" in text


def test_unique_items_and_unknown_limits() -> None:
    limits = [{"keyword": "uniqueItems", "value": True}, {"keyword": "new", "value": 1}]
    assert reading.limits({"limits": limits}) == ["no item twice"]


@pytest.mark.parametrize(
    ("values", "few", "more"),
    [(["a", "b"], 2, 0), (["x" * 500, "y"], 1, 1), ([f"value-{n}" for n in range(5000)], 6, 4994)],
)
def test_as_many_values_as_fit_on_a_line(values: list[str], few: int, more: int) -> None:
    read = reading.of_schema({"enum": values}, "string")
    assert (len(read.few), read.more) == (few, more)
