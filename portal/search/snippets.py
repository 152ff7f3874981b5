"""The part of a text that shows why it was found."""

from dataclasses import dataclass

from portal.search.entry import Core, as_text
from portal.search.folding import Folded, spans

_BEFORE = 60  # characters before the first word that was found
_LONGEST = 240


def around(text: str, words: list[Folded], longest: int = _LONGEST) -> str:
    """At most so many characters of `text`, with the first of the words that it has among them."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    found = spans(text, words)
    start = max(0, found[0][0] - _BEFORE) if found else 0
    start = min(start, len(text) - longest)
    if start:  # at the beginning of a word, if one begins before what was found
        blank = text.find(" ", start, found[0][0])
        start = blank + 1 if blank >= 0 else start
    end = min(len(text), start + longest)
    blank = text.rfind(" ", start + longest // 2, end) if end < len(text) else -1
    end = blank if blank > 0 and (not found or blank >= found[0][1]) else end
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def marked(text: str, words: list[Folded], *, is_name: bool = False) -> list[tuple[str, bool]]:
    """`text` in pieces: whether each is what was found."""
    pieces, at = list[tuple[str, bool]](), 0
    for start, end in spans(text, words, is_name=is_name):
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [(piece, is_found) for piece, is_found in [*pieces, (text[at:], False)] if piece]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text of a property that has some of the words: where they stand in it, from and to."""

    kind: str  # as `in:` calls it
    text: str
    spans: list[tuple[int, int]]


def of(core: Core, words: list[Folded]) -> list[Snippet]:
    """Every text of a property in which some of the words are found; long ones cut around them."""
    texts = [("name", core.name), ("path", core.path)]
    texts += [("value", as_text(value)) for value in core.values]
    texts += [("title", core.title), *(("note", note) for note in core.notes)]
    texts += [("description", core.description)]
    found = ((kind, around(text, words)) for kind, text in texts)
    return [
        Snippet(kind, text, at)
        for kind, text in found
        if (at := spans(text, words, is_name=kind in {"name", "path"}))
    ]
