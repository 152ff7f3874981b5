"""Which types an instance can have at all, once references and combinators are followed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from portal.schema.dialect import Dialect
from portal.schema.facts import Combinator, Subschema
from portal.schema.references import Reference
from portal.schema.types import in_order
from portal.schema.value import ABSENT, TYPES

Types = frozenset[str]
# Types that are let through whatever the branches say, and the pointers of the branches.
Branches = tuple[Types, tuple[str, ...]]

_ALL: Final[Types] = frozenset(TYPES)
_NONE: Final[Types] = frozenset()
_ONE_OF_THEM: Final = frozenset({"anyOf", "oneOf"})
_EACH_OF_THEM: Final = frozenset({"allOf", "extends"})


class PossibleTypes:
    """The possible types in one document; what has been found once is kept.

    `at` returns the subschema at a pointer.
    """

    def __init__(self, dialect: Dialect, at: Callable[[str], Subschema]) -> None:
        self._hides_siblings = dialect.ref_hides_siblings
        self._at = at
        self._known: dict[str, Types] = {}

    def of(self, pointer: str) -> tuple[str, ...]:
        """Return the types that an instance of the subschema at a pointer can have, at most.

        No other type is valid; whether each of these is, other keywords may still decide (`not`,
        `if`, a pattern). All of them where nothing is said, none where nothing is valid.
        """
        if pointer not in self._known:
            self._solve(pointer)
        types = self._known[pointer]
        # Every integer is a number: one word says both.
        return in_order(types - {"integer"} if "number" in types else types)

    def _solve(self, pointer: str) -> None:
        """Begin with every type everywhere, and pass on what is lost until nothing more is.

        A subschema loses a type once and tells it once to each that needs it, so the time is
        linear, and the result does not depend on where one begins.
        """
        left = self._reached(pointer)
        needed_by: defaultdict[str, list[_Choice]] = defaultdict(list)
        for at, (_, choices) in left.items():
            for always, branches in choices:
                choice = _Choice(at, always, len(branches))
                for branch in branches:
                    needed_by[branch].append(choice)
        told = {at: self._known[at] for at in needed_by if at in self._known}
        told |= {at: own for at, (own, _) in left.items()}
        types = dict.fromkeys(told, _ALL)
        losses = [(at, _ALL - own) for at, own in told.items()]
        while losses:
            at, lost = losses.pop()
            lost &= types[at]
            types[at] -= lost
            losses += [(choice.owner, choice.lose(lost)) for choice in needed_by[at] if lost]
        self._known |= types

    def _reached(self, pointer: str) -> dict[str, tuple[Types, list[Branches]]]:
        """Return what those say that a pointer leads to, as far as they are not known."""
        reached: dict[str, tuple[Types, list[Branches]]] = {}
        waiting = [pointer]
        while waiting:
            at = waiting.pop()
            if at not in reached and at not in self._known:
                _, choices = reached[at] = self._said(self._at(at))
                waiting += [to for _, branches in choices for to in branches]
        return reached

    def _said(self, schema: Subschema) -> tuple[Types, list[Branches]]:
        """Return what a subschema lets through by itself, and what it leaves to others."""
        others: list[Branches] = [
            (_NONE, (reference.target,))
            for reference in schema.references
            if reference.target is not None and _is_certain(reference)
        ]
        if schema.references and self._hides_siblings:
            return _ALL, others
        return _own(schema), [*others, *_combined(schema.combinators)]


class _Choice:
    """An instance of the `owner` is of an `always` type or of one that a branch lets through."""

    __slots__ = ("_left", "owner")

    def __init__(self, owner: str, always: Types, branches: int) -> None:
        self.owner = owner
        self._left = dict.fromkeys(_ALL - always, branches)  # that let a type through

    def lose(self, types: Iterable[str]) -> Types:
        """Learn that one branch has lost types; return those that the owner loses with them."""
        for name in types:
            if name in self._left:
                self._left[name] -= 1
        return frozenset(name for name in types if self._left.get(name) == 0)


def _is_certain(reference: Reference) -> bool:
    """Tell whether it leads to its target wherever validation came from."""
    return reference.keyword == "$ref" or reference.target == ""


def _own(schema: Subschema) -> Types:
    """Return what `type`, or else the values that are listed, let through."""
    if schema.boolean is False:
        return _NONE
    if any(combinator.keyword == "type" for combinator in schema.combinators):
        return _ALL  # draft 3: the names stand with the subschemas beside them
    said = schema.types or schema.inferred_types
    if not said:
        is_empty = schema.enum == () and schema.const is ABSENT
        return _NONE if is_empty else _ALL
    types = _with_integers(said)
    return types | {"null"} if schema.nullable and not schema.inferred_types else types


def _with_integers(names: Iterable[str]) -> Types:
    types = frozenset(names)
    return types | {"integer"} if "number" in types else types


def _combined(combinators: Iterable[Combinator]) -> Iterator[Branches]:
    for combinator in combinators:
        if combinator.keyword in _EACH_OF_THEM:
            yield from ((_NONE, (branch,)) for branch in combinator.pointers)
        elif combinator.keyword in _ONE_OF_THEM:
            yield _NONE, combinator.pointers  # those without branches are read as not there
        elif combinator.keyword == "type" and "any" not in combinator.types:
            yield _with_integers(combinator.types), combinator.pointers
