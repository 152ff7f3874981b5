"""What is shown of a text, and what in it is marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.folding import fold, folded, literal, spans
from portal.search.snippets import around, marked


def found(text: str, *words: str) -> list[str]:
    """The marked pieces of `text`."""
    pieces = marked(text, list(map(folded, words)), is_name=True)
    return [piece for piece, is_found in pieces if is_found]


@pytest.mark.parametrize(
    ("text", "words", "pieces"),
    [
        ("Format of the disk", ["disk"], ["disk"]),
        ("Format of the DISK", ["format", "disk"], ["Format", "DISK"]),
        ("disk_format", ["diskformat"], ["disk_format"]),
        ("min_disk_format", ["disk-f"], ["disk_f"]),
        ("aaa", ["aa"], ["aa"]),
        ("abab", ["aba", "bab"], ["abab"]),
        ("Straße", ["strasse"], ["Straße"]),
        ("ﬁle", ["fi"], ["ﬁ"]),
        ("ｄｉｓｋ", ["disk"], ["ｄｉｓｋ"]),
        ("镜像的磁盘格式", ["磁盘"], ["磁盘"]),
        ("cafe\u0301 x", ["café"], ["cafe\u0301"]),
        ("nothing", ["else"], []),
        ("a\nb", ["b"], ["b"]),
    ],
)
def test_words_are_marked_where_they_stand(text: str, words: list[str], pieces: list[str]) -> None:
    assert found(text, *words) == pieces
    assert "".join(piece for piece, _ in marked(text, list(map(folded, words)))) == text


def test_only_in_names_joints_may_be_left_out() -> None:
    assert spans("disk format", [folded("diskformat")]) == []
    assert spans("disk format", [folded("diskformat")], is_name=True) == [(0, 11)]


def test_a_phrase_has_no_other_form() -> None:
    assert spans("disk_format", [literal("diskformat")], is_name=True) == []
    assert spans("Disk Format", [literal("disk format")]) == [(0, 11)]


@given(st.text(), st.text(min_size=1, max_size=5))
def test_marking_loses_nothing(text: str, word: str) -> None:
    pieces = marked(text, [folded(word)])
    assert "".join(piece for piece, _ in pieces) == text
    assert all(piece for piece, _ in pieces)


@given(st.text(alphabet="aBß _-.磁ﬁ"), st.text(alphabet="aBß _-磁", min_size=1, max_size=3))
def test_what_holds_a_word_shows_it(text: str, word: str) -> None:
    assert bool(found(text, word)) >= (fold(word) in fold(text))


LONG = " ".join(f"word{number}" for number in range(200))


def test_a_long_text_is_cut_around_the_first_hit() -> None:
    assert around("short  text\n", []) == "short text"
    cut = around(LONG, [folded("word100")])
    assert cut.startswith("…word")
    assert cut.endswith("…")
    assert "word100 word101" in cut
    assert len(cut) <= 242
    assert around(LONG, [folded("word3")]).startswith("word0 ")
    assert around(LONG, [folded("word199")]).endswith(" word199")
    assert around(LONG, []).startswith("word0 ")
    assert len(around("x" * 1000, [folded("y")])) == 241


@given(st.text(alphabet="ab ", max_size=600), st.text(alphabet="ab", min_size=1, max_size=4))
def test_what_was_found_is_still_there_when_it_is_cut(text: str, word: str) -> None:
    text = " ".join(text.split())
    cut = around(text, [folded(word)], longest=40)
    assert len(cut) <= 42
    assert (word in text) == (word in cut)
