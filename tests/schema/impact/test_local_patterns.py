"""What is told of a pattern, held against Python's engine on patterns that both read alike."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.schema.impact.local.patterns import (
    charset,
    counters,
    includes,
    is_broken,
    matches,
    samples,
)
from tests.schema.timing import quickly

ATOMS = st.sampled_from(
    ["a", "b", "0", "-", ".", r"\d", r"\w", r"\S", "[ab]", "[^a]", "[a-c0]", r"\.", r"\x61", "é"]
)
TIMES = st.sampled_from(["", "", "", "*", "+", "?", "{2}", "{1,}", "{0,2}", "*?"])


def _joined(parts: list[tuple[str, str]]) -> str:
    return "".join(atom + times for atom, times in parts)


def _grouped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Groups that Python's engine can follow in time: none stands any number of times."""
    group = st.lists(inner, min_size=1, max_size=2).map(lambda some: f"(?:{'|'.join(some)})")
    grouped = st.tuples(group, st.sampled_from(["", "?", "{2}"]))
    return st.lists(grouped | st.tuples(ATOMS, TIMES), max_size=3).map(_joined)


FLAT = st.lists(st.tuples(ATOMS, TIMES), max_size=4).map(_joined)
SEQUENCES = st.recursive(FLAT, _grouped, max_leaves=3)
PATTERNS = st.tuples(st.sampled_from(["", "^"]), SEQUENCES, st.sampled_from(["", "$"])).map("".join)
TEXTS = st.text("ab0-. é\n", max_size=6)


def found(pattern: str, text: str) -> bool:
    """Python's answer, with the end where ECMA-262 has it."""
    anchored = f"{pattern[:-1]}\\Z" if pattern.endswith("$") else pattern
    return re.search(anchored, text, re.ASCII) is not None


@settings(max_examples=300)
@given(PATTERNS, TEXTS)
def test_a_match_is_a_match(pattern: str, text: str) -> None:
    assert matches(pattern, text) is found(pattern, text)


@given(PATTERNS, st.integers(0, 30))
def test_samples_match_and_counters_do_not(pattern: str, length: int) -> None:
    assert all(found(pattern, text) for text in samples(pattern, length))
    assert not any(found(pattern, text) for text in counters(pattern))


@settings(max_examples=300)
@given(PATTERNS, PATTERNS, TEXTS)
def test_what_is_included_is(wider: str, narrower: str, text: str) -> None:
    if includes(wider, narrower) and found(narrower, text):
        assert found(wider, text)


@given(PATTERNS)
def test_every_pattern_includes_itself_and_everything_includes_it(pattern: str) -> None:
    assert includes(pattern, pattern)
    assert includes("", pattern)


@pytest.mark.parametrize(
    ("wider", "narrower"),
    [
        ("^(a|b|c)$", "^(a|c)$"),
        ("^[a-z0-9]+$", "^[a-z]+$"),
        ("^.{1,8}$", "^[a-z]{2,3}$"),
        ("^a", "^ab"),
        ("a", "^bab$"),
        ("^[a-z]*$", "^(foo|bar)x?$"),
        ("^a?b$", "^b$"),
    ],
)
def test_what_is_plainly_wider_is_seen_and_not_the_other_way_round(
    wider: str, narrower: str
) -> None:
    assert includes(wider, narrower)
    assert not includes(narrower, wider)


@pytest.mark.parametrize(
    "pattern",
    [
        *(
            "(?=a)",
            "(?<n>a)",
            r"(a)\1",
            r"\bword",
            r"\p{L}",
            "a**",
            "a{2}{3}",
            "a{",
            "a{x}",
            "a{3,2}",
        ),
        *("a{99999}", "a{6000}", "[a", "[[:alpha:]]", "[z-a]", r"[a-\d]", "(a", "a)", "^^a", "a$b"),
        *("(^a)", "*a", "a]", r"\u12", r"\xzz", "a\\", "(" * 30 + ")" * 30, "a" * 3_000),
    ],
)
def test_what_is_not_plain_is_left_alone(pattern: str) -> None:
    assert matches(pattern, "a") is None
    assert samples(pattern) == []
    assert counters(pattern) == []
    assert not includes(pattern, pattern)


def test_a_sample_is_as_long_as_asked_if_the_pattern_allows() -> None:
    assert [len(text) for text in samples("^[a-z]+$", 300)] == [300]
    assert [len(text) for text in samples("^a{2,5}$", 9)] == [5]
    assert samples("^([0-9a-f]){8}-([0-9a-f]){4}$") == ["aaaaaaaa-aaaa"]
    assert samples("^(|ab)$") == ["ab"]
    assert samples("^\\t$|^b") == ["\t", "b"]
    assert samples(r"^a\.b$") == ["a.b"]
    assert samples("^[a-z]+$", 9_999) == []
    assert samples("^(a{5000}){9}$") == []
    assert samples("[^\\s\\S]") == []  # no character at all
    assert samples("^[\ue000]$") == []
    assert samples("^[\u4e00-\u9fff]$") == ["\u4e00"]


@pytest.mark.parametrize(
    ("pattern", "text"), [("^(a+)+$", "a" * 3_000 + "!"), ("(a*)*b", "a" * 4_000)]
)
def test_a_hostile_pattern_takes_no_time(pattern: str, text: str) -> None:
    with quickly(1):
        assert matches(pattern, text) is not True


def test_too_many_steps_are_not_taken() -> None:
    with quickly(1):
        assert matches("((a{0,99}){0,99}){0,99}$", "a" * 4_000) is None
    assert not includes("a?" * 70, "b?" * 70)


def test_sets_of_characters() -> None:
    everything: Any = charset.union([*charset.DIGITS, *charset.complement(charset.DIGITS)])
    assert everything == charset.ANY
    assert charset.complement(charset.ANY) == ()
    assert charset.within((), charset.DIGITS)
    assert charset.has(charset.SPACE, "\u3000")
    assert not charset.has(charset.WORD, "é")
    assert not charset.has((), "a")


@pytest.mark.parametrize(
    "pattern", ["([", "(", ")", "a)", "[a", "[\\]", "a\\", "*", "a|+", "(?b)(*)"]
)
def test_what_is_no_pattern_is_told(pattern: str) -> None:
    assert is_broken(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "a*?",
        "(a|b)+",
        "(?:a)",
        "(?<n>a)",
        "(?<=a)b",
        "(?!x)y",
        "(?i:a)",
        "\\[\\(",
        "[(*]",
        "[^]",
        "{2}",
    ],
)
def test_what_some_or_all_read_as_a_pattern_is_not_called_broken(pattern: str) -> None:
    assert not is_broken(pattern)


def test_a_long_pattern_is_soon_looked_through() -> None:
    with quickly():
        assert is_broken("[" * 100_000)
        assert is_broken("(" * 100_000)
        assert not is_broken("a" * 100_000)
