"""How well a property answers a question.

Every word of a question must be in what the property says, or all of them together in its name once
the joints are left out (folding). Where a word is found best is its rule, the first of these:

    0  name          is the word             `disk_format` for disk_format, disk format, diskFormat
    1  name          begins with it          `disk_format` for disk
    2  part          a part of the name begins with it   `min_disk` for disk
    3  value         an enum value or a constant is the word
    4  inside        anywhere in the name    `isk`
    5  path          in what encloses it     `images[].disk_format` for images
    6  value inside  in a value
    7  title
    8  note
    9  description
    10 similar       the name, or a part of it, is nearly the word (see similar)

The rank of a property is the best rule of its words, or of all of them taken as one word, as
`disk format` is. Of one rank, that comes first whose words' rules add up to less; then the shorter
path; then the order of characters. Properties that have gone come after all that are there. Similar
ones come after all others; they are looked for if there are fewer than five others and none is the
name itself. With `in:` only the rules of these kinds count.
"""

from collections.abc import Callable, Collection
from enum import IntEnum

from portal.search.entry import Core
from portal.search.folding import Folded


class Rule(IntEnum):
    """Where a word is found, from the best to the worst."""

    NAME, BEGINS, PART, VALUE, INSIDE, PATH, IN_VALUE, TITLE, NOTE, DESCRIPTION, SIMILAR = range(11)

    @property
    def kind(self) -> str:
        """What it is found in, as `in:` calls it."""
        return _KINDS[self]


_KINDS = ("name", "name", "name", "value", "name", "path", "value", "title", "note", "description",
          "name")  # fmt: skip


# As plain numbers: thousands of texts are compared at each key that is typed.
(_NAME, _BEGINS, _PART, _VALUE, _INSIDE, _PATH, _IN_VALUE, _TITLE, _NOTE, _DESCRIPTION,
 _SIMILAR) = map(int, Rule)  # fmt: skip
ALL = frozenset(_KINDS)
_TOTALS = 1 << 10  # more than the rules of any question add up to


Find = Callable[[Core], int | None]


def scorer(words: list[Folded], within: Collection[str] = ALL) -> Find:
    """How well a property answers to all of `words`, the smaller the better; None if it does not.

    The rank and the sum of the words' rules in one number; `rule` reads the rank.
    """
    finds = [finder(word, within) for word in words]
    if len(finds) == 1:
        find = finds[0]
        return lambda core: None if (one := find(core)) is None else one * (_TOTALS + 1)
    as_one = together(words)
    find_all = finder(as_one, within) if as_one is not None else None

    def score(core: Core) -> int | None:
        best, total = _SIMILAR if finds else 0, 0
        for find in finds:
            found = find(core)
            if found is None:
                total = -1
                break
            best = min(best, found)
            total += found
        found = find_all(core) if find_all is not None else None
        if total < 0:  # as one word it can be found where not all the words are: in a name alone
            return None if found is None or found > _INSIDE else found * _TOTALS
        return (best if found is None else min(best, found)) * _TOTALS + total

    return score


def similar(errors: int, *, is_part: bool) -> int:
    """The score of a name that has so many typing errors, or of which a part has."""
    return _SIMILAR * _TOTALS + errors + (_TOTALS >> 1 if is_part else 0)


def rule(score: int) -> Rule:
    return Rule(score // _TOTALS)


def together(words: list[Folded]) -> Folded | None:
    """All words taken as one, if they are several and not of joints alone."""
    squeezed = "".join(word.squeezed for word in words)
    if len(words) < 2 or not squeezed:
        return None
    spaced = "".join(word.spaced for word in words)
    return Folded(" ".join(word.text for word in words), spaced, squeezed)


def finder(word: Folded, within: Collection[str] = ALL) -> Find:
    """The best rule by which `word` is found in what a property says."""
    text = word.text
    in_name, in_path, in_values = "name" in within, "path" in within, "value" in within
    in_title, in_notes, in_text = "title" in within, "note" in within, "description" in within

    def find(core: Core) -> int | None:
        named = _in_name(core.by_name, word) if in_name else None
        if named is not None and named < _VALUE:
            return named
        if in_values and text in core.valued:
            return _VALUE
        if named is not None:
            return named
        if in_path and _in_name(core.by_path, word) is not None:
            return _PATH
        if in_values and any(text in value for value in core.valued):
            return _IN_VALUE
        if in_title and text in core.titled:
            return _TITLE
        if in_notes and any(text in note for note in core.noted):
            return _NOTE
        return _DESCRIPTION if in_text and text in core.described else None

    return find


def _in_name(name: Folded, word: Folded) -> int | None:
    text, squeezed = word.text, word.squeezed
    if text not in name.text and (not squeezed or squeezed not in name.squeezed):
        return None
    if name.text.startswith(text) or (squeezed and name.squeezed.startswith(squeezed)):
        is_all = name.text == text or (squeezed and name.squeezed == squeezed)
        return _NAME if is_all else _BEGINS
    return _PART if (word.spaced or f" {text}") in name.spaced else _INSIDE
