"""One side of a pair, as the topics look at it."""

from collections.abc import Callable, Iterable
from itertools import islice
from types import EllipsisType
from typing import Final, TypeAlias

from portal.schema.impact.local import kinds
from portal.schema.impact.local.certainty import Certainty
from portal.schema.impact.local.kinds import Kinds
from portal.schema.impact.local.validity import Validity
from portal.schema.impact.local.witness import Guesses
from portal.schema.impact.pair import Pair, State
from portal.schema.value import JSON

Test: TypeAlias = Callable[[JSON], Certainty]
_MOST_GUESSES: Final = 80
_MOST_VALUES: Final = 1_000
_FEW: Final[dict[str, list[JSON]]] = {"boolean": [False, True], "null": [None]}


class View:
    """A subschema of one side, with what it lets through."""

    __slots__ = ("_base", "_guesses", "_kinds", "_state", "_validity", "dialect", "schema")

    def __init__(self, state: State) -> None:
        self.schema = state.schema
        self.dialect = state.dialect
        self._state = state
        self._kinds: Kinds | None = None
        self._validity: Validity | None = None
        self._guesses: Guesses | None = None
        self._base: dict[str, JSON] | EllipsisType | None = ...

    @property
    def validity(self) -> Validity:
        if self._validity is None:
            self._validity = Validity(self._state)
        return self._validity

    @property
    def guesses(self) -> Guesses:
        if self._guesses is None:
            self._guesses = Guesses(self.validity)
        return self._guesses

    @property
    def kinds(self) -> Kinds:
        """The kinds of values that it allows, or more."""
        if self._kinds is None:
            found = kinds.typed(self.schema, self.dialect)
            self._kinds = kinds.ALL if found is None else found
        return self._kinds

    @property
    def values(self) -> list[JSON] | None:
        """All values that it allows, and perhaps more; None if nobody could list them."""
        if self.says("const"):
            return [self.said("const")]
        enum = self.said("enum")
        if isinstance(enum, list):
            return enum if len(enum) <= _MOST_VALUES else None
        if self.kinds <= _FEW.keys():
            return [value for kind in sorted(self.kinds) for value in _FEW[kind]]
        return None

    def resolve(self, schema: JSON) -> JSON | None:
        """Return where the reference of a subschema leads, None if nowhere."""
        return self._state.resolve(schema)

    @property
    def base(self) -> dict[str, JSON] | None:
        """An object that is certainly allowed here, with no more than it must have, if found."""
        if self._base is ...:
            objects = islice(self.guesses.objects(self.schema, ""), 2)
            self._base = next((one for one in objects if self.allows(one) is True), None)
        return self._base

    def with_schema(self, schema: dict[str, JSON]) -> "View":
        """Return a view of another subschema of this side."""
        return View(State(schema, self.dialect, self.resolve))

    def says(self, keyword: str) -> bool:
        """Tell whether a keyword stands here that its dialect knows."""
        return keyword in self.schema and keyword in self.dialect.keywords

    def said(self, keyword: str, default: object = None) -> JSON:
        """Return what a keyword says that its dialect knows."""
        return self.schema[keyword] if self.says(keyword) else default  # type: ignore[return-value]

    def is_alone(self, *keywords: str) -> bool:
        """Tell whether nothing but `type` and these constrains values here."""
        concerns = self.validity.concerns
        for keyword in self.schema:
            if keyword != "type" and keyword not in keywords and concerns(keyword):
                return False
        return True

    def allows(self, value: JSON) -> Certainty:
        return self.validity.holds(self.schema, value)

    def obeying(self, *keywords: str) -> Test:
        """Return a test of values by these keywords alone."""
        self.validity.restart()
        return lambda value: self.validity.obeys(self.schema, keywords, value)


class Sides:
    """The two views of a pair."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.before = View(pair.before)
        self.after = View(pair.after)

    def of(self, keyword: str) -> tuple[JSON, JSON]:
        """Return what a keyword says on both sides."""
        return self.before.said(keyword), self.after.said(keyword)


def lost(old: View, test: Test, guesses: Iterable[JSON], concerned: Kinds = kinds.ALL) -> Certainty:
    """Tell whether there is a value that `old` allows and that fails a test.

    Only values of the kinds `concerned` can. True if one of the guesses does, False if it is
    certain that there is none, else None.
    """
    if not concerned & old.kinds:
        return False
    if old.validity.is_spent:
        return None
    old.validity.restart()
    if old.values is None:
        tried = islice(guesses, _MOST_GUESSES)
        shown = any(test(value) is False and old.allows(value) is True for value in tried)
        return True if shown else None
    result: Certainty = False
    for value in old.values:
        if kinds.kind(value) in concerned:
            passes, allows = test(value), old.allows(value)
            if passes is False and allows is True:
                return True
            if passes is not True and allows is not False:
                result = None
    return result
