"""How a question is understood, and what is said of what can't be."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search import asked, when
from portal.search.asked import Asked


def words(question: Asked) -> list[str]:
    return [word.text for word in question.words]


def filters(question: Asked) -> list[tuple[str, tuple[str, ...], bool]]:
    return [(each.filter, each.values, each.excluded) for each in question.filters]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("disk  format", ["disk", "format"]),
        ('"shared by all" x', ["shared by all", "x"]),
        ("“shared by all”", ["shared by all"]),
        ('"not closed', ["not closed"]),
        ('"" - x', ["x"]),
        ("ＤＩＳＫ　ﬁ", ["disk", "fi"]),
        ("https://example.org/a", ["https://example.org/a"]),
        ("a-b:c ::", ["a-b:c", "::"]),
        ("磁盘 格式", ["磁盘", "格式"]),
        ("-5 x", ["x"]),
        ('"-5"', ["-5"]),
        ('"has:enum"', ["has:enum"]),
    ],
)
def test_words_and_phrases(text: str, expected: list[str]) -> None:
    question = asked.parse(text)
    assert words(question) == expected
    assert not question.filters
    assert not question.faults


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("type:string", ("type", ("string",), False)),
        ("type:string,null", ("type", ("string", "null"), False)),
        ("type:string|null", ("type", ("string", "null"), False)),
        ("-has:read-only", ("has", ("read-only",), True)),
        ("HAS:Enum", ("has", ("Enum",), False)),
        ("has：enum", ("has", ("enum",), False)),
        ('schema:"a b,c"', ("schema", ("a b,c",), False)),
        ("changed:<30d", ("changed", ("<30d",), False)),
        ("changed:>=2019-04", ("changed", (">=2019-04",), False)),
    ],
)
def test_filters(text: str, expected: tuple[str, tuple[str, ...], bool]) -> None:
    question = asked.parse(f"a {text} b")
    assert words(question) == ["a", "b"]
    assert filters(question) == [expected]
    assert not question.faults


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("has:nothing", "has: does not know nothing. It knows enum, pattern, format,"),
        ("type:text", "type: does not know text. It knows string, number, integer, boolean,"),
        ("is:deprecated", "is: does not know deprecated. It knows gone, present."),
        ("has:enum,foo", "has: does not know foo."),
        ("in:", "in: takes a value, such as name, path, value, title, note, description."),
        ("source:", "source: takes a value, such as glance."),
        ('impact:""', "impact: takes a value, such as breaking, warning, safe, editorial."),
        ("changed:yesterday", "changed: does not know yesterday. It takes an age, such as <30d,"),
        ("changed:30d", "changed: does not know 30d."),
        ("changed:2019-13", "changed: does not know 2019-13."),
        ("changed:<2019-02-30", "changed: does not know <2019-02-30."),
    ],
)
def test_what_is_not_understood_is_told_and_left_out(text: str, said: str) -> None:
    question = asked.parse(f"disk {text}")
    (fault,) = question.faults
    assert fault.text.startswith(said)
    assert words(question) == ["disk"]
    assert not question.filters


def test_a_name_with_a_colon_is_searched_for_and_told() -> None:
    question = asked.parse("hw:cpu_policy -os:type")
    assert words(question) == ["hw:cpu_policy"]
    assert [word.text for word in question.unwanted] == ["os:type"]
    first, second = (fault.text for fault in question.faults)
    assert first.startswith("There is no filter hw:, so hw:cpu_policy is searched for as it stands")
    assert "The filters are type, has, source, schema, changed, in, is, impact." in first
    assert "-os:type" in second
    assert not asked.parse('"hw:cpu_policy"').faults


def test_only_so_much_is_read_and_that_is_told() -> None:
    question = asked.parse("disk " * 1000)
    assert [fault.text for fault in question.faults] == ["Only the first 200 characters are read."]
    assert len(question.text) <= asked.LONGEST
    assert set(words(question)) == {"disk"}


def test_a_part_can_be_taken_away_or_added() -> None:
    question = asked.parse('disk type:string -"a b" -has:enum')
    assert [question.without(token) for token in question.tokens] == [
        'type:string -"a b" -has:enum',
        'disk -"a b" -has:enum',
        "disk type:string -has:enum",
        'disk type:string -"a b"',
    ]
    assert question.plain == "disk"
    also = question.also("schema", "a b")
    assert also.text == 'disk type:string -"a b" -has:enum schema:"a b"'
    assert filters(asked.parse(also.text)) == filters(also)


@given(st.text(alphabet=string.printable + "“”：磁ﬁ\0", max_size=300))
def test_whatever_is_typed_is_understood_or_told(text: str) -> None:
    question = asked.parse(text)
    assert len(question.text) <= asked.LONGEST
    assert all(fault.text for fault in question.faults)
    assert all(word.text for word in [*question.words, *question.unwanted])
    again = asked.parse(question.text)
    assert (words(again), filters(again)) == (words(question), filters(question))


TODAY = date(2020, 3, 1)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("<30d", {"2020-02-01", "2020-03-01"}),
        (">30d", {"2018-12-31", "2019-04-01", "2019-04-10", "2019-05-01"}),
        ("<=29d", {"2020-02-01", "2020-03-01"}),
        ("<29d", {"2020-03-01"}),
        (">1y", {"2018-12-31"}),
        ("<9999y", {"2018-12-31", "2019-04-01", "2019-04-10", "2019-05-01", "2020-02-01",
                    "2020-03-01"}),
        ("2019", {"2019-04-01", "2019-04-10", "2019-05-01"}),
        ("2019-04", {"2019-04-01", "2019-04-10"}),
        ("2019-04-10", {"2019-04-10"}),
        (">2019-04", {"2019-05-01", "2020-02-01", "2020-03-01"}),
        (">=2019-05", {"2019-05-01", "2020-02-01", "2020-03-01"}),
        ("<2019", {"2018-12-31"}),
        ("<=2019-04-01", {"2018-12-31", "2019-04-01"}),
    ],
)  # fmt: skip
def test_dates_and_ages(text: str, days: set[str]) -> None:
    read = when.read(text)
    assert read is not None
    holds = read(TODAY)
    known = ["2018-12-31", "2019-04-01", "2019-04-10", "2019-05-01", "2020-02-01", "2020-03-01"]
    assert {day for day in known if holds(day)} == days
