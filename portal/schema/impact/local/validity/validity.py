"""Three-valued validation: a keyword that cannot be decided here leaves the answer open."""

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias

from portal.schema.dialect import DIALECTS
from portal.schema.impact.local import patterns
from portal.schema.impact.local.certainty import Certainty
from portal.schema.impact.local.validity import arrays, combinators, objects, scalars
from portal.schema.impact.pair import State
from portal.schema.keywords import ROWS
from portal.schema.value import JSON

# Given a validity, the subschema that has the keyword, what the keyword says, and the value.
Check: TypeAlias = Callable[["Validity", dict[str, JSON], Any, JSON], Certainty]

_CHECKS: Final[dict[str, Check]] = {
    **scalars.CHECKS,
    **arrays.CHECKS,
    **objects.CHECKS,
    **combinators.CHECKS,
}
# By the name of the dialect, each of its keywords that constrains, with the form it must have.
_KNOWN: Final = {
    dialect.name: {
        keyword: (check, ROWS[dialect.name][keyword].form.accepts)
        for keyword, check in _CHECKS.items()
        if keyword in dialect.keywords
    }
    for dialect in DIALECTS.values()
}
_MOST_STEPS: Final = 3_000  # for one question
_MOST_IN_ALL: Final = 100_000
_PATTERN_COST: Final = 10
_DEEPEST = 40


class _TooManySteps(Exception):
    """The answer would take too long."""


class Validity:
    """What is valid by one state's schema. Takes a bounded number of steps, then knows nothing."""

    __slots__ = ("_depth", "_known", "_limit", "_steps", "state")

    def __init__(self, state: State) -> None:
        self.state = state
        self._known = _KNOWN[state.dialect.name]
        self._steps = 0
        self._limit = _MOST_STEPS
        self._depth = 0

    def restart(self) -> None:
        """Begin to count the steps for another question; there is an end to them in all, too."""
        self._limit = min(self._steps + _MOST_STEPS, _MOST_IN_ALL)

    @property
    def is_spent(self) -> bool:
        """Whether there are no steps left for any question."""
        return self._steps >= _MOST_IN_ALL

    def holds(self, schema: JSON, value: JSON) -> Certainty:
        """Tell whether a value is valid by a subschema."""
        if isinstance(schema, bool):
            return schema
        return self.obeys(schema, schema, value) if isinstance(schema, dict) else None

    def obeys(self, schema: dict[str, JSON], keywords: Iterable[str], value: JSON) -> Certainty:
        """Tell whether a value is valid by some of the keywords of a subschema."""
        if self._depth:
            return self._obeys(schema, keywords, value)
        try:
            return self._obeys(schema, keywords, value)
        except _TooManySteps:
            return None
        finally:
            self._depth = 0

    def matches(self, pattern: str, text: str) -> Certainty:
        """Tell whether a text matches a pattern."""
        self._count(_PATTERN_COST)
        return patterns.matches(pattern, text)

    def _obeys(self, schema: dict[str, JSON], keywords: Iterable[str], value: JSON) -> Certainty:
        self._count(1)
        if self._depth > _DEEPEST:
            return None
        self._depth += 1
        if "$ref" in schema and self.state.dialect.ref_hides_siblings:
            keywords = ("$ref",)
        result: Certainty = True
        for keyword in keywords:
            known = self._known.get(keyword)
            if known is None or keyword not in schema:
                continue
            said = schema[keyword]
            check, accepts = known
            answer = check(self, schema, said, value) if accepts(said) else None
            if answer is False:
                result = False
                break
            if answer is None:
                result = None
        self._depth -= 1
        return result

    def _count(self, steps: int) -> None:
        self._steps += steps
        if self._steps > self._limit:
            raise _TooManySteps

    def concerns(self, keyword: str) -> bool:
        """Tell whether a keyword constrains values in this dialect."""
        return keyword in self._known
