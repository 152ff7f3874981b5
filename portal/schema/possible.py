"""Which types an instance can have at all, once references and combinators are followed."""

from collections.abc import Callable
from typing import Final

from portal.schema.facts import Combinator, Subschema
from portal.schema.types import in_order
from portal.schema.value import ABSENT, TYPES

Types = frozenset[str]

_ALL: Final[Types] = frozenset(TYPES)
_ONE_OF_THEM: Final = frozenset({"anyOf", "oneOf"})
_EACH_OF_THEM: Final = frozenset({"allOf", "extends"})


class PossibleTypes:
    """The possible types in one document; what has been found once is kept.

    `effective` returns the subschema at a pointer with its references followed.
    """

    def __init__(self, effective: Callable[[str], Subschema]) -> None:
        self._effective = effective
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
        """Narrow what can be reached from a pointer until nothing narrows any more.

        Each pass looks at each subschema once, so circles and branches of branches stay cheap,
        and the result does not depend on where one begins.
        """
        reached = self._reached(pointer)
        self._known |= dict.fromkeys(reached, _ALL)
        narrowed = True
        while narrowed:
            narrowed = False
            for at, schema in reversed(reached.items()):  # the innermost first
                types = _own(schema)
                for combinator in schema.combinators:
                    types &= _together(combinator, [self._known[to] for to in combinator.pointers])
                narrowed |= types != self._known[at]
                self._known[at] = types

    def _reached(self, pointer: str) -> dict[str, Subschema]:
        """Return the subschemas that those at a pointer combine, as far as they are not known."""
        reached: dict[str, Subschema] = {}
        waiting = [pointer]
        while waiting:
            at = waiting.pop()
            if at not in reached and at not in self._known:
                reached[at] = self._effective(at)
                waiting += [to for each in reached[at].combinators for to in each.pointers]
        return reached


def _own(schema: Subschema) -> Types:
    """Return what `type`, or else the values that are listed, let through."""
    if schema.boolean is False:
        return frozenset()
    if any(combinator.keyword == "type" for combinator in schema.combinators):
        return _ALL  # draft 3: the names stand with the subschemas beside them
    said = schema.types or schema.inferred_types
    if not said:
        is_empty = schema.enum == () and schema.const is ABSENT
        return frozenset() if is_empty else _ALL
    types = frozenset(said)
    if schema.nullable and not schema.inferred_types:
        types |= {"null"}
    return types | {"integer"} if "number" in types else types


def _together(combinator: Combinator, branches: list[Types]) -> Types:
    if combinator.keyword in _EACH_OF_THEM:
        return _ALL.intersection(*branches)
    if combinator.keyword in _ONE_OF_THEM:
        return frozenset().union(*branches)
    if combinator.keyword == "type":
        named = _own(Subschema(pointer="", served=True, types=combinator.types))
        return frozenset(named).union(*branches)
    return _ALL
