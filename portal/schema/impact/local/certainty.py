"""True, False, or None where it cannot be told."""

from collections.abc import Iterable
from typing import TypeAlias

Certainty: TypeAlias = bool | None


def every(answers: Iterable[Certainty]) -> Certainty:
    """True if all are; False if any is, whatever the others are."""
    result: Certainty = True
    for answer in answers:
        if answer is False:
            return False
        if answer is None:
            result = None
    return result


def some(answers: Iterable[Certainty]) -> Certainty:
    """True if any is, whatever the others are; False if none is."""
    return opposite(every(map(opposite, answers)))


def opposite(answer: Certainty) -> Certainty:
    return None if answer is None else not answer


def between(answers: Iterable[Certainty], least: int, most: int | None) -> Certainty:
    """Tell whether the number of those that are True is at least and at most so much."""
    listed = list(answers)
    sure = listed.count(True)
    possible = sure + listed.count(None)
    if possible < least or (most is not None and sure > most):
        return False
    return True if sure >= least and (most is None or possible <= most) else None
