"""What comes of checking one instance against one schema.

Outcome
├── Passes      valid, as the schema is read
├── Fails       not valid, and why, as far as there was time to list it
├── GaveUp      not known: the check needed more time or memory than it may have
└── Unusable    not known: the schema, or the part of it, can't be checked against
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from portal.sentence import Sentence


class TooLate(Exception):
    """The time for a check was over before the engine could begin."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One place of the instance that is not as the schema says.

    `keyword` is what refuses it; "false" for a schema that is just that. `pointer` leads into the
    instance, `schema_pointer` to the keyword in the document (None if that is outside of it).
    `property` is the pointer of the innermost property around the keyword, `path` its dotted
    path; of a member that is not listed, `path` is that of its place (`images[]{*}`), and it has
    no property. `causes` tell why no branch of anyOf or oneOf fits.
    """

    pointer: str
    keyword: str
    message: str
    schema_pointer: str | None = None
    property: str | None = None
    path: str | None = None
    causes: tuple["Violation", ...] = ()


@dataclass(frozen=True, slots=True)
class Passes:
    """`unchecked` says so if hardly anything was checked, since the schema knows nothing in it."""

    unchecked: str | None = None
    code: ClassVar[str] = "passes"


@dataclass(frozen=True, slots=True)
class Fails:
    """`more` counts the violations that are not listed; None: there was no time to count them."""

    violations: tuple[Violation, ...] = ()
    more: int | None = 0
    code: ClassVar[str] = "fails"


@dataclass(frozen=True, slots=True)
class GaveUp:
    """Nothing is known of the instance."""

    why: Literal["time", "memory", "engine"]
    code: ClassVar[str] = "gave-up"

    @property
    def reason(self) -> str:
        return _GAVE_UP[self.why]


@dataclass(frozen=True, slots=True)
class Unusable:
    """Nothing is known of the instance; `pointer` leads to what is wrong in the document."""

    why: Literal["dialect", "part", "reference", "schema"]
    reason: str
    pointer: str | None = None
    code: ClassVar[str] = "unusable"


Outcome: TypeAlias = Passes | Fails | GaveUp | Unusable

_GAVE_UP = {
    "time": Sentence("The check was stopped: it took too long."),
    "memory": Sentence("The check was stopped: it needed too much memory."),
    "engine": Sentence("The check broke off without an answer."),
}


@dataclass(frozen=True, slots=True)
class Note:
    """What was read otherwise than it is served, at a pointer into the document."""

    pointer: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """The subschema that describes the instance; `presumed` if nobody has named it."""

    pointer: str
    label: str
    presumed: bool = False


@dataclass(frozen=True, slots=True)
class Unsent:
    """Read-only members of the instance that no request needs, by what describes them."""

    pointer: str  # into the document
    path: str
    count: int


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one document; `unsent` was left out if a request was to be checked."""

    outcome: Outcome
    part: Part
    notes: tuple[Note, ...] = ()
    unsent: tuple[Unsent, ...] = ()

    @property
    def violations(self) -> tuple[Violation, ...]:
        return self.outcome.violations if isinstance(self.outcome, Fails) else ()


def is_only_here(violation: Violation, others: Sequence[Result]) -> bool:
    """Whether there are others, and all of them surely take what this one does not."""
    if not others or not all(isinstance(each.outcome, Passes | Fails) for each in others):
        return False
    if any(isinstance(each.outcome, Fails) and each.outcome.more != 0 for each in others):
        return False  # it may be among those that are not listed
    elsewhere = {(found.pointer, found.keyword) for each in others for found in each.violations}
    return (violation.pointer, violation.keyword) not in elsewhere
