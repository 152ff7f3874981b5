"""Texts as the search compares them: without case, with compatible characters made alike.

A word is looked for in three forms: as it is (`text`), with what joins the words of a name as a
space (`spaced`), and without it (`squeezed`): `disk format` and `diskformat` find `disk_format`.
"""

import re
import unicodedata
from dataclasses import dataclass

_BLANK = re.compile(r"\s")
_JOINTS = " _-.:/[]*"  # as in disk_format, images[].disk_format, images/*/id
_JOINT = re.compile(f"[{re.escape(_JOINTS)}]+")
_NO_JOINTS = dict.fromkeys(map(ord, _JOINTS))
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")  # as in diskFormat


def fold(text: str) -> str:
    """`text` in NFKC (Unicode Standard Annex 15) without case; all white space is a space."""
    text = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return text if text.isprintable() else _BLANK.sub(" ", text)


def squeeze(text: str) -> str:
    """A folded text without what joins the words of a name."""
    return text.translate(_NO_JOINTS)


@dataclass(frozen=True, slots=True)
class Folded:
    """A name, a path or a word that is looked for, in its three forms."""

    text: str
    spaced: str  # with a space before each of its words
    squeezed: str


def folded(text: str) -> Folded:
    whole = fold(text)
    words = fold(_HUMP.sub(" ", text))
    squeezed = squeeze(whole)
    return Folded(whole, f" {_JOINT.sub(' ', words).strip()}" if squeezed else "", squeezed)


def literal(text: str) -> Folded:
    """A phrase: it has no other form than its own."""
    return Folded(fold(text), "", "")


def spans(text: str, words: list[Folded], *, is_name: bool = False) -> list[tuple[int, int]]:
    """Where in `text` the words stand, from and to, in order and without overlap.

    In a name or a path that has a word in its squeezed form alone, that is what is found.
    """
    letters, places = _letters(text)
    found: list[tuple[int, int]] = []
    for word in words:
        here = list(_all(letters, word.text))
        if is_name and not here and word.squeezed:
            kept = [at for at, letter in enumerate(letters) if letter not in _JOINTS]
            squeezed = "".join(letters[at] for at in kept)
            here = [
                (kept[start], kept[end - 1] + 1) for start, end in _all(squeezed, word.squeezed)
            ]
        found += [(places[start], places[end]) for start, end in here]
    return _united(found)


def _letters(text: str) -> tuple[str, list[int]]:
    """`text` folded, and for each character of that (and for its end) where it is in `text`."""
    if text.isascii():
        return fold(text), list(range(len(text) + 1))
    letters, places, start = "", list[int](), 0
    for at in range(1, len(text) + 1):
        if at < len(text) and unicodedata.combining(text[at]):
            continue
        made = fold(text[start:at])
        letters += made
        places += [start] * len(made)
        start = at
    return letters, [*places, len(text)]


def _all(text: str, word: str) -> list[tuple[int, int]]:
    """Where `word` stands in `text`, from and to."""
    return [match.span() for match in re.finditer(re.escape(word), text)] if word else []


def _united(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order; those that touch are one."""
    united: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if united and start <= united[-1][1]:
            united[-1] = united[-1][0], max(end, united[-1][1])
        else:
            united.append((start, end))
    return united
