"""A change, judged."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from portal.schema.change import Change
from portal.schema.impact.rule import Impact, worst

Certainty: TypeAlias = Literal["possibly", "probably"]
Kind: TypeAlias = Literal["renamed", "moved"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement on a change for both sides: the rule that gave it and, where the place of the
    change made it another, the context ("" for none).
    """

    rule: str
    request: Impact
    response: Impact
    context: str = ""

    @property
    def worst(self) -> Impact:
        return worst(self.request, self.response)


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The other half of what may be one change: where a property that went may have come again.

    Told of the removal (then `pointer` is in the document after) and of the addition (then it is
    in the one before). Never certain: a document does not say that a property was renamed.
    """

    kind: Kind
    certainty: Certainty
    pointer: str
    path: str


@dataclass(slots=True)  # not to be changed; freezing would make it slow to make
class Judged:
    """A change with its verdict. `through`: what differs where a changed reference leads."""

    change: Change
    verdict: Verdict
    counterpart: Counterpart | None = None
    through: "tuple[Judged, ...]" = ()
