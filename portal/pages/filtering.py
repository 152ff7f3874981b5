"""Which rows a reader wants to see, and how many there would be with one more wish."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from portal.pages.rows import Row

CHANGED: Final = "changed"
ONLY_HERE: Final = "only-here"
# What the filter may ask for, in the order it is offered, with why a property has it.
HAS: Final[dict[str, tuple[str | Promise, str | Promise]]] = {
    CHANGED: (
        gettext_lazy("changed"),
        gettext_lazy("came, went or changed with this version"),
    ),
    ONLY_HERE: (
        gettext_lazy("only here"),
        gettext_lazy("no other source has it in its current schema of this name"),
    ),
    "enum": (gettext_lazy("enum"), gettext_lazy("lists the values that are valid")),
    "pattern": (gettext_lazy("pattern"), gettext_lazy("a regular expression must match")),
    "read-only": (gettext_lazy("read-only"), gettext_lazy("set by the service alone")),
    "custom": (gettext_lazy("custom"), gettext_lazy("set up by the operator (is_base: false)")),
    "required": (gettext_lazy("required"), gettext_lazy("an instance without it is not valid")),
    "nullable": (gettext_lazy("nullable"), gettext_lazy("may be null")),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What the reader wants to see: every condition must hold."""

    text: str = ""
    type: str = ""
    has: frozenset[str] = frozenset()

    @property
    def is_active(self) -> bool:
        return bool(self.text or self.type or self.has)

    def lets(self, row: Row, elsewhere: frozenset[str]) -> bool:
        """Whether `row` passes; `elsewhere` are the paths that other sources have."""
        return self._lets_text(row) and self.type_fits(row) and self.has <= has(row, elsewhere)

    def but_for_type(self, row: Row, elsewhere: frozenset[str]) -> bool:
        """Whether `row` would pass if any type did."""
        return self._lets_text(row) and self.has <= has(row, elsewhere)

    def type_fits(self, row: Row) -> bool:
        return not self.type or self.type in row.types

    def _lets_text(self, row: Row) -> bool:
        return row.is_property and all(word in row.sought for word in self.text.casefold().split())


@dataclass(frozen=True, slots=True)
class Facet:
    """Something to choose: with how many rows there would be, and why a property has it."""

    value: str
    label: str | Promise
    why: str | Promise
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facets:
    types: list[Facet]
    has: list[Facet]


def chosen(query: QueryDict) -> Filter:
    """What an address asks for; words that are not known are passed over."""
    return Filter(
        text=query.get("q", "").strip(),
        type=query.get("type", ""),
        has=frozenset(query.getlist("has")) & HAS.keys(),
    )


def has(row: Row, elsewhere: frozenset[str]) -> frozenset[str]:
    """Which of HAS hold for a row."""
    more = {CHANGED: row.mark is not None, ONLY_HERE: row.path not in elsewhere}
    return row.has.union(word for word, holds in more.items() if holds)


def facets(
    rows: Iterable[Row], filter: Filter, elsewhere: frozenset[str], offered: set[str]
) -> Facets:
    """What there is to choose among `rows`, each with how many would pass with what is chosen.

    `offered` are those of CHANGED and ONLY_HERE that mean something here.
    """
    all_types, all_has = Counter[str](), Counter[str]()
    types, holding = Counter[str](), Counter[str]()
    for row in rows:
        if not row.is_property:
            continue
        # What went is no property of this version: it is one of those that changed, no more.
        words = {CHANGED} if row.is_gone else has(row, elsewhere)
        own_types = () if row.is_gone else row.types
        all_types.update(own_types)
        all_has.update(words)
        if filter.but_for_type(row, elsewhere):
            types.update(own_types)
            if filter.type_fits(row):
                holding.update(words)
    return Facets(
        types=[
            Facet(name, name, "", types[name], name == filter.type)
            for name, _ in all_types.most_common()
        ],
        has=[
            Facet(word, label, why, holding[word], word in filter.has)
            for word, (label, why) in HAS.items()
            if all_has[word] and (word not in {CHANGED, ONLY_HERE} or word in offered)
        ],
    )
