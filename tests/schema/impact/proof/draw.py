"""Chance, the same in every run, and what is drawn from it everywhere."""

from collections.abc import Sequence
from random import Random
from typing import Any, Final, TypeVar

from portal.schema.dialect import DIALECTS, Dialect

T = TypeVar("T")

# Draft 3 is rare, and its judge is slow.
_OFTEN: Final = [d for d in DIALECTS.values() for _ in range(1 if d.name == "draft3" else 3)]

TYPES: Final = ("string", "integer", "number", "boolean", "null", "array", "object")
NAMES: Final = ("a", "b", "ab", "c")
VALUES: Final[tuple[Any, ...]] = (
    "a", "b", "ab", "", "0", 0, 1, 2, 7, -1, 2.5, True, False, None, [], [1], ["a"], {}, {"a": 1}
)  # fmt: skip
# Where a document keeps what it refers to; the last one is no keyword of any dialect.
POOLS: Final = ("definitions", "$defs", "x-shared")
OLD: Final = frozenset({"draft3", "draft4", "openstack"})  # `exclusiveMaximum` is a flag here


class Draw:
    """Draws at random, for one dialect; what is drawn depends on the seed alone."""

    def __init__(self, seed: int, dialect: Dialect | None = None) -> None:
        self.random = Random(seed)  # noqa: S311
        self.dialect = dialect or self.one(*_OFTEN)

    def one(self, *choices: T) -> T:
        return choices[self.random.randrange(len(choices))]

    def some(self, choices: Sequence[T], least: int, most: int) -> list[T]:
        """Return several of the choices, each at most once."""
        return self.random.sample(choices, self.random.randint(least, min(most, len(choices))))

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def number(self, least: int, most: int) -> int:
        return self.random.randint(least, most)

    def knows(self, *keywords: str) -> bool:
        """Tell whether the dialect has these keywords."""
        return self.dialect.keywords.issuperset(keywords)

    @property
    def is_old(self) -> bool:
        return self.dialect.name in OLD

    @property
    def anything(self) -> Any:
        """A schema that every value passes."""
        return self.one(True, {}) if self.dialect.boolean_schemas else {}

    @property
    def closed(self) -> Any:
        """What forbids all else, under `additionalProperties` and `additionalItems`."""
        return False if self.chance(0.8) else self.nothing

    @property
    def nothing(self) -> Any:
        """A schema that no value passes."""
        if self.dialect.boolean_schemas and self.chance(0.5):
            return False
        return {"disallow": "any"} if self.dialect.name == "draft3" else {"not": {}}
