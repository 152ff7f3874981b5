"""What a rule is: a verdict for each side of a change, with the reason in plain words.

One schema describes both what a client may send and what it may get, so that every change is
judged twice:

- request: are values that were valid still valid?
- response: was every value that is valid now already allowed?
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Impact(StrEnum):
    """The judgement on a change for one side, the gravest first."""

    BREAKING = "breaking"  # there is a value that shows it
    WARNING = "warning"  # it may break, or breaks only who relied on what was never said
    SAFE = "safe"  # there is no value that it breaks
    EDITORIAL = "editorial"  # it says nothing about values


GRAVITY: Final = {impact: rank for rank, impact in enumerate(Impact)}


def worst(*impacts: Impact) -> Impact:
    """Return the gravest of at least one impact."""
    return min(impacts, key=GRAVITY.__getitem__)


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence in each language of the portal."""

    en: str
    zh: str  # Simplified Chinese


@dataclass(frozen=True, slots=True)
class Side:
    """What a rule says of one side. `impact` is None where it is that of what stands inside."""

    impact: Impact | None
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule; `id` is stable: links, filters and pipelines name it.

    `title` says what happened, the sides what follows from it.
    """

    id: str
    title: Text
    request: Side
    response: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Why a rule's verdict is another one where a change stands; takes the place of its reasons
    on the sides that it changes.
    """

    id: str
    title: Text
    reason: Text
