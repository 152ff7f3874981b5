"""The filters of a question as tests: of what a property says, and of where and since when."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils import timezone

from portal.search import ranking, when
from portal.search.asked import Token
from portal.search.entry import Core, Place

_OfCore = Callable[[Core], bool]
_OfPlace = Callable[[Place], bool]


@dataclass(frozen=True, slots=True)
class Filtered:
    """Tests that all must be passed, and in what kinds of texts words are looked for."""

    of_core: list[_OfCore]
    of_place: list[_OfPlace]
    within: frozenset[str]

    def places(self, places: list[Place]) -> list[Place]:
        """Those of `places`, which all say the same, that pass."""
        if self.of_core and not all(test(places[0].core) for test in self.of_core):
            return []
        if not self.of_place:
            return places
        return [place for place in places if all(test(place) for test in self.of_place)]


def read(filters: Iterable[Token]) -> Filtered:
    """What these filters let pass: of each any of its values, and nothing that is excluded."""
    within = ranking.ALL
    of_core, of_place = list[_OfCore](), list[_OfPlace]()
    for token in filters:
        values = frozenset(value.lower() for value in token.values)
        if token.filter == "in":
            within = within - values if token.excluded else within & values
        elif token.filter == "type":
            of_core.append(_any_of(values, lambda core: core.filed_under, token.excluded))
        elif token.filter == "has":
            of_core.append(_any_of(values, lambda core: core.has, token.excluded))
        else:
            of_place.append(_of_place(token, values))
    return Filtered(of_core, of_place, within)


def _any_of(
    values: frozenset[str], names: Callable[[Core], Iterable[str]], is_excluded: bool
) -> _OfCore:
    return lambda core: values.isdisjoint(names(core)) == is_excluded


def _of_place(token: Token, values: frozenset[str]) -> _OfPlace:
    test = _place_test(token, values)
    return (lambda place: not test(place)) if token.excluded else test


def _place_test(token: Token, values: frozenset[str]) -> _OfPlace:
    if token.filter == "is":
        return lambda place: ("present" if place.gone is None else "gone") in values
    if token.filter == "impact":
        return lambda place: not values.isdisjoint(place.impacts)
    if token.filter == "changed":
        today = timezone.now().date()
        tests = [holds(today) for value in values if (holds := when.read(value))]
        return lambda place: place.changed != "" and any(test(place.changed) for test in tests)
    names = frozenset(token.values)  # of sources and schemas, which have their case
    if token.filter == "source":
        return lambda place: place.source in names
    return lambda place: place.schema in names or f"{place.source}/{place.schema}" in names
