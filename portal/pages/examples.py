"""Examples of a property as its page shows them; they were made and checked when it was derived."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from portal import reading
from portal.catalog.models import Property, Snapshot

_WHY = {
    "nothing": gettext_lazy("No value is valid."),
    "large": gettext_lazy("This document has too many properties for all to have examples."),
    "unchecked": gettext_lazy("There are none, since they could not be checked."),
    "unfound": gettext_lazy("None was found that is certainly valid."),
}
_LONG = 60  # characters


@dataclass(frozen=True, slots=True)
class Examples:
    """The first one, which is indented JSON if it does not fit on a line, and others that do fit;
    or `why` there are none at all.
    """

    first: str = ""
    others: tuple[str, ...] = ()
    why: str = ""

    @property
    def first_is_long(self) -> bool:
        return "\n" in self.first


def of(stored: Property, snapshot: Snapshot) -> Examples | None:
    """The examples, if they are of what `snapshot` says: they are made for the last one only."""
    if (stored.last.digest, stored.last.dialect) != (snapshot.digest, snapshot.dialect):
        return None
    if not stored.examples:
        return None
    if "why" in stored.examples:
        return Examples(why=str(_WHY[stored.examples["why"]]))
    first, *others = stored.examples["values"]
    if stored.facts["schema"]["enum"] is not None:
        others = []  # they stand there as it is
    text = reading.as_json(first)
    return Examples(
        first=text if len(text) <= _LONG else reading.as_json(first, indent=2),
        others=tuple(each for each in map(reading.as_json, others) if len(each) <= _LONG),
    )
