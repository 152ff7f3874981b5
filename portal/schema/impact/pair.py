"""Two states of one subschema, and what differs between them: what a local rule looks at.

None of these is to be changed; freezing would make them slow to make.
"""

from collections.abc import Callable
from dataclasses import dataclass

from portal.schema.change import Change
from portal.schema.dialect import Dialect
from portal.schema.impact.verdict import Verdict
from portal.schema.value import JSON


@dataclass(slots=True)
class State:
    """One side of a pair: an object schema in its dialect.

    `resolve` returns where the $ref of a subschema leads, through a chain of references; the
    subschema itself if it has none, and None if it leads nowhere or in a circle.
    """

    schema: dict[str, JSON]
    dialect: Dialect
    resolve: Callable[[JSON], JSON | None]


@dataclass(slots=True)
class Pair:
    """The states of a subschema before and after.

    `inside` compares any two subschemas, one of each side, and returns the worst verdict on what
    differs between them, or None if nothing does. `may_show` tells whether it matters to a verdict
    if a value shows the change; to ask costs less than to look for a value.
    """

    before: State
    after: State
    inside: Callable[[JSON, JSON], Verdict | None]
    may_show: Callable[[], bool]


@dataclass(slots=True)
class Fact:
    """A change as seen from the subschema that has the keyword.

    `name`: which of the subschemas that the keyword holds came, went or was replaced as a whole (a
    property's name, a branch's index, "" where it holds one); None if the change is about the
    keyword itself.
    """

    keyword: str
    name: str | None
    change: Change
