"""Names that are almost what somebody wrote."""

from collections.abc import Iterable
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

MOST: Final = 5
_ALIKE: Final = 0.6  # of the letters


def alike(name: str, known: Iterable[str]) -> list[str]:
    """The names most like `name`, the likeliest first, at most MOST; upper case counts as lower."""
    found = process.extract(
        name,
        list(known),
        scorer=OSA.normalized_similarity,
        processor=str.casefold,
        score_cutoff=_ALIKE,
        limit=MOST,
    )
    return [each for each, _, _ in found]
