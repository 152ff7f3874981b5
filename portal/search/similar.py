"""Names that nearly are what was typed."""

from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from portal.search.folding import Folded

_SHORTEST = 4  # characters; almost any shorter word is near to some name
_LONG = 8


def names(words: list[Folded], known: Iterable[str]) -> Mapping[str, int]:
    """Those of the squeezed names (or parts of names) `known` that nearly are the words together.

    By how many typing errors they differ: a letter too many, too few, another, or two exchanged
    (optimal string alignment). One is allowed, and two in words of 8 letters and more.
    """
    typed = "".join(word.squeezed for word in words)
    if len(typed) < _SHORTEST:
        return {}
    most = 1 if len(typed) < _LONG else 2
    found = process.extract(
        typed, list(known), scorer=OSA.distance, score_cutoff=most, limit=None, processor=None
    )
    return {name: int(errors) for name, errors, _ in found if len(name) >= _SHORTEST}
