"""Where a property that went may have come again: possible renames and moves.

A document does not say that a property was renamed, so it is never certain. It is told only of
two properties that are much alike, and only where neither is as much alike with a third.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import product
from typing import Final, TypeAlias

from portal.schema.canonical import Encoder
from portal.schema.change import Change
from portal.schema.dialect import EVERYWHERE, Dialect
from portal.schema.impact.local.kinds import Kinds
from portal.schema.impact.sense import Sense, allowed, seen
from portal.schema.impact.verdict import Certainty, Counterpart, Judged, Kind
from portal.schema.pointer import split
from portal.schema.value import JSON

Score: TypeAlias = float

_LEAST: Final[Score] = 3.0  # from here on two properties are alike
_MOST_PAIRS: Final = 4_000  # that are looked at closely
_MOST_TEXT: Final = 2_000  # characters of a description
_LONGEST_NAME: Final = 100
# What may differ between the two halves of a rename, and what is read rather than compared.
_TOLD: Final = EVERYWHERE | {"title", "description", "is_base", "name", "links", "type"}
_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|[^\W\d_a-zA-Z]+")
_SMALL_WORDS: Final = frozenset(
    "a an and are as at be by for from has if in into is it its may must no not of on only or "
    "that the this to was when which will with".split()
)


class Half:
    """One property that went or came, as it is compared with those of the other kind."""

    def __init__(self, index: int, change: Change, schema: dict[str, JSON], dialect: Dialect):
        self.index = index
        self.change = change
        self.parent, _, _ = change.pointer.rpartition("/")
        self.name = split(change.pointer)[-1][:_LONGEST_NAME]
        self.kinds: Kinds = allowed(schema, dialect)
        self.seen: Sense = seen(schema, dialect)
        self._schema = schema
        self._dialect = dialect

    @cached_property
    def _rest(self) -> dict[str, JSON]:
        return {name: said for name, said in self._schema.items() if name not in _TOLD}

    @cached_property
    def rest(self) -> str:
        """What else it says, in canonical form."""
        return Encoder(self._dialect).schema(self._rest)

    @property
    def is_specific(self) -> bool:
        """Whether it says more than most do."""
        return not self._rest.keys() <= {"default"}

    @cached_property
    def name_words(self) -> frozenset[str]:
        return _words(self.name)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of its description."""
        text = self._schema.get("description")
        return _words(text[:_MOST_TEXT]) if isinstance(text, str) else frozenset()

    @property
    def reading(self) -> tuple[Kinds, Sense]:
        """What must be the same for two to be compared at all."""
        return self.kinds, self.seen

    def says_as(self, other: "Half") -> bool:
        """Tell whether all but the names and what is written for people is the same."""
        return self.reading == other.reading and self.rest == other.rest


Pair: TypeAlias = tuple[Half, Half]


def with_counterparts(
    judged: Sequence[Judged], before: Dialect, after: Dialect
) -> tuple[Judged, ...]:
    """Return judged changes, each property that went or came with its counterpart, if any."""
    gone = list(_halves(judged, "removed", before))
    come = list(_halves(judged, "added", after)) if gone else []
    found: dict[int, Counterpart] = {}
    for this, that in _chosen(_scored(gone, come)):
        kind: Kind = "renamed" if this.parent == that.parent else "moved"
        certainty = _certainty(this, that, gone, come)
        for half, other in ((this, that.change), (that, this.change)):
            found[half.index] = Counterpart(kind, certainty, other.pointer, other.path)
    if not found:
        return tuple(judged)
    return tuple(
        replace(each, counterpart=found[index]) if index in found else each
        for index, each in enumerate(judged)
    )


def _halves(judged: Sequence[Judged], kind: str, dialect: Dialect) -> Iterator[Half]:
    for index, each in enumerate(judged):
        change = each.change
        if change.kind == kind and change.whole and change.keyword is None:
            schema = change.before if kind == "removed" else change.after
            if isinstance(schema, dict) and split(change.pointer)[-2:-1] == ("properties",):
                yield Half(index, change, schema, dialect)


def _candidates(gone: Iterable[Half], come: Iterable[Half]) -> Iterator[Pair]:
    """Yield those that have the same parent or the same name, as far as they are read alike."""
    by_parent: Mapping[object, list[Half]] = defaultdict(list)
    by_name: Mapping[object, list[Half]] = defaultdict(list)
    for that in come:
        by_parent[that.parent, that.reading].append(that)
        by_name[that.name, that.reading].append(that)
    for this in gone:
        yield from product([this], by_parent[this.parent, this.reading])
        yield from product([this], by_name[this.name, this.reading])


def _scored(gone: Sequence[Half], come: Sequence[Half]) -> list[tuple[Score, Pair]]:
    names = Counter(half.name for half in (*gone, *come))
    scored = []
    for count, (this, that) in enumerate(_candidates(gone, come)):
        if count >= _MOST_PAIRS:
            return []  # so much has changed that nobody could tell
        score = _likeness(this, that)
        is_plain = not (this.is_specific or _overlap(this, that))
        if this.parent != that.parent and is_plain and names[this.name] > 2:
            continue  # such as one of many that are called "id"
        if score >= _LEAST:
            scored.append((score, (this, that)))
    return scored


def _likeness(this: Half, that: Half) -> Score:
    score = 2 * _names_alike(this, that) + 2 * _overlap(this, that)
    score += bool(this.name_words & that.words or that.name_words & this.words)
    if this.says_as(that):
        score += 2 + this.is_specific + 0.5 * bool(this.seen)
    return score


def _names_alike(this: Half, that: Half) -> float:
    ratio = SequenceMatcher(None, this.name, that.name, autojunk=False).ratio()
    common = len(this.name_words & that.name_words)
    shared = common / max(len(this.name_words), len(that.name_words), 1)
    best = max(ratio, shared)
    return best if best > 0.5 else 0  # any two names have some letters in common


def _overlap(this: Half, that: Half) -> float:
    """Return how much of the shorter description is in the longer one."""
    common = len(this.words & that.words)
    return common / min(len(this.words), len(that.words)) if common > 1 else 0


def _chosen(scored: Iterable[tuple[Score, Pair]]) -> list[Pair]:
    """Choose the pairs of which neither half is as much alike with another."""
    best: dict[int, Score] = {}
    ties: Counter[tuple[int, Score]] = Counter()
    for score, pair in scored:
        for half in pair:
            best[half.index] = max(score, best.get(half.index, 0))
            ties[half.index, score] += 1
    return [
        pair
        for score, pair in scored
        if all(best[half.index] == score and ties[half.index, score] == 1 for half in pair)
    ]


def _certainty(this: Half, that: Half, gone: Sequence[Half], come: Sequence[Half]) -> Certainty:
    """Probably, if they say the same, which is something, and no other does."""
    if not (this.is_specific and this.says_as(that)):
        return "possibly"
    alone = all(sum(map(this.says_as, halves)) == 1 for halves in (gone, come))
    return "probably" if alone else "possibly"


def _words(text: str) -> frozenset[str]:
    words = (word.lower().removesuffix("s") for word in _WORD.findall(text))
    return frozenset(word for word in words if word not in _SMALL_WORDS)
