"""Asking the search index: one hit for each path, with the places that have it, the best first."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import overload

from portal.search import filtering, ranking, renamed, shelves, similar
from portal.search.asked import Asked, Token
from portal.search.entry import Core, Place
from portal.search.faults import Fault
from portal.search.filtering import Filtered
from portal.search.folding import Folded, folded
from portal.search.ranking import Find, Rule, rule, together
from portal.search.shelves import Group, Index, Label

_FEW = 5  # with so many hits, nobody wants similar names
_GONE = 1 << 20  # more than any score: what has gone comes after all that is there


@dataclass(frozen=True, slots=True)
class Hit:
    """A path that answers, with the places where it does: the best first, those gone last."""

    path: str
    rule: Rule
    places: list[Place]

    @property
    def core(self) -> Core:
        """What the property says in the best place."""
        return self.places[0].core

    @property
    def kind(self) -> str:
        """What the words are found in, as `in:` calls it."""
        return self.rule.kind

    @property
    def is_similar(self) -> bool:
        return self.rule == Rule.SIMILAR

    @property
    def is_gone(self) -> bool:
        return self.places[0].gone is not None


class Hits(Sequence[Hit]):
    """Hits in their order; each is made when it is asked for, since there may be thousands."""

    def __init__(self, found: list[tuple[int, Group, Find]], filtered: Filtered) -> None:
        self._found, self._filtered = found, filtered

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, at: int) -> Hit: ...
    @overload
    def __getitem__(self, at: slice) -> list[Hit]: ...
    def __getitem__(self, at: int | slice) -> Hit | list[Hit]:
        if isinstance(at, slice):
            return [self._hit(*each) for each in self._found[at]]
        return self._hit(*self._found[at])

    def _hit(self, key: int, group: Group, score: Find) -> Hit:
        scored = [
            (found + (place.gone is not None) * _GONE, place)
            for core, places in group.cores
            if (found := score(core)) is not None
            for place in self._filtered.places(places)
        ]
        scored.sort(key=itemgetter(0))
        return Hit(group.path, rule(key % _GONE), [place for _, place in scored])

    def tally(self, names: Callable[[Place], Iterable[str]]) -> Counter[str]:
        """How many hits have each of these names in any of their places."""
        return Counter(
            name
            for _, group, score in self._found
            for name in {
                name
                for core, places in group.cores
                if score(core) is not None
                for place in self._filtered.places(places)
                for name in names(place)
            }
        )


@dataclass
class Found:
    """What answers a question. `faults` has all that was not understood."""

    asked: Asked
    faults: list[Fault]
    hits: Hits
    schemas: list[Label] = field(default_factory=list)  # that are called by the words

    @cached_property
    def by_source(self) -> Counter[str]:
        """How many hits each source has."""
        return self.hits.tally(lambda place: (place.source,))

    @cached_property
    def by_type(self) -> Counter[str]:
        """How many hits may have each type."""
        return self.hits.tally(lambda place: place.core.filed_under)


def find(question: Asked) -> Found:
    """All hits of a question; none if it has neither words nor filters."""
    index = shelves.current()
    named = [_present(each, index) for each in question.filters]
    faults = [_unknown(each, index) for each in named]
    told = [*question.faults, *(fault for fault in faults if fault)]
    filters = [each for each, fault in zip(named, faults, strict=True) if not fault]
    filtered = filtering.read(filters)
    if not question.words and not question.unwanted and not filters:
        return Found(question, told, Hits([], filtered))
    score = _scoring(question, filtered)
    found = _rank(_candidates(question.words, index.groups), score, filtered)
    if len(found) < _FEW and not any(rule(key % _GONE) == Rule.NAME for key, *_ in found):
        known = {group.position for _, group, _ in found}
        found += _similar(question, index, filtered, known)
    return Found(question, told, Hits(found, filtered), _schemas(question, index))


def _scoring(question: Asked, filtered: Filtered) -> Find:
    score = ranking.scorer(question.words, filtered.within)
    unwanted = _unwanted(question, filtered)
    return (lambda core: None if unwanted(core) else score(core)) if question.unwanted else score


def _unwanted(question: Asked, filtered: Filtered) -> Callable[[Core], bool]:
    finds = [ranking.finder(word, filtered.within) for word in question.unwanted]
    return lambda core: any(find(core) is not None for find in finds)


def _candidates(words: list[Folded], groups: list[Group]) -> list[Group]:
    """The groups that may have all of the words: a quick look rules most of them out."""
    left = groups
    for word in words:
        text, squeezed = word.text, word.squeezed
        if squeezed and squeezed != text:
            left = [each for each in left if text in each.everything or squeezed in each.everything]
        else:
            left = [each for each in left if text in each.everything]
    as_one = together(words)
    if as_one is None:
        return left
    known = {each.position for each in left}
    joined = as_one.squeezed
    return left + [
        each for each in groups if joined in each.everything and each.position not in known
    ]


def _rank(
    groups: Iterable[Group], score: Find, filtered: Filtered
) -> list[tuple[int, Group, Find]]:
    """The groups that answer, each with its score, the best first."""
    found = []
    is_filtered = bool(filtered.of_core or filtered.of_place)
    for group in groups:
        best = -1
        for core, places in group.cores:
            key = score(core)
            if key is None:
                continue
            passing = filtered.places(places) if is_filtered else places
            if not passing:
                continue
            if passing[0].gone is not None and all(place.gone is not None for place in passing):
                key += _GONE
            best = key if best < 0 else min(best, key)
        if best >= 0:
            found.append((best, group.position, group, score))
    found.sort(key=itemgetter(0, 1))
    return [(key, group, score) for key, _, group, score in found]


def _similar(
    question: Asked, index: Index, filtered: Filtered, known: set[int]
) -> list[tuple[int, Group, Find]]:
    """The groups with a name that nearly is what was typed, the nearest first."""
    if "name" not in filtered.within or not all(word.squeezed for word in question.words):
        return []
    near = similar.names(question.words, index.by_name)
    groups = {each.position: each for name in near for each in index.by_name[name]}
    unwanted = _unwanted(question, filtered)

    def score(core: Core) -> int | None:
        if unwanted(core):
            return None
        names = [core.by_name.squeezed, *core.by_name.spaced.split()]
        scores = [
            ranking.similar(near[name], is_part=at > 0)
            for at, name in enumerate(names)
            if name in near
        ]
        return min(scores, default=None)

    return _rank((groups[at] for at in sorted(groups.keys() - known)), score, filtered)


def _schemas(question: Asked, index: Index) -> list[Label]:
    """The schemas that have all words in their names, if only words are asked for."""
    if not question.words or len(question.words) < len(question.tokens):
        return []
    called = ((folded(f"{each.source}/{each.schema}"), each) for each in index.labels)
    found = [
        (len(name.text), each)
        for name, each in called
        if all(
            word.text in name.text or (word.squeezed and word.squeezed in name.squeezed)
            for word in question.words
        )
    ]
    return [each for _, each in sorted(found)]


def _known(token: Token, index: Index) -> list[str] | None:
    """The names that a filter may have; None for one that takes no names."""
    return {"source": index.sources, "schema": index.schemas}.get(token.filter)


def _present(token: Token, index: Index) -> Token:
    known = _known(token, index)
    return token if known is None else renamed.present(token, known)


def _unknown(token: Token, index: Index) -> Fault | None:
    """What is wrong with a filter that names what the catalog does not have."""
    known = _known(token, index)
    for value in token.values:
        if known is not None and value not in known:
            return Fault("value", token.filter, value, known=known)
    return None
