"""A rule on trial: pairs of documents until enough of them are judged by it."""

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from portal.schema.impact import Impact, compare
from tests.schema.impact.proof.pairs import Pair, pairs
from tests.schema.impact.proof.proving import Compare, Decided, Side, examine

ENOUGH: Final = 200  # pairs that a rule judges
_TRIES: Final = 6000


@dataclass(frozen=True, slots=True)
class Lie:
    """A verdict that instances refute."""

    pair: Pair
    decided: Decided

    def __str__(self) -> str:
        before, after, dialect = self.pair
        said = self.decided
        return (
            f"{dialect.name}: {json.dumps(before)}\n   => {json.dumps(after)}\n"
            f"   {said.rule} says {said.impact} for {said.side}s"
            f"{said.context and f' ({said.context})'}, but {said.lie}"
        )

    @property
    def size(self) -> int:
        return len(json.dumps(self.pair[:2]))


@dataclass(slots=True)
class Trial:
    """What the pairs of one rule showed.

    `pairs`: in how many it gave a verdict; `plain`: in how many of them its own, which no context
    had changed. `decided`: how often instances decided on it, by side and impact.
    """

    rule: str
    pairs: int = 0
    plain: int = 0
    decided: Counter[tuple[Side, Impact]] = field(default_factory=Counter)
    lies: list[Lie] = field(default_factory=list)

    def __str__(self) -> str:
        return "\n".join(map(str, sorted(self.lies, key=lambda lie: lie.size)[:3]))


def tried(rule: str, enough: int = ENOUGH, compare: Compare = compare, patience: int = 10) -> Trial:
    """Return the trial of a rule; it ends when it has found as many lies as it has patience for."""
    trial = Trial(rule)
    for pair in pairs(rule, _TRIES):
        judged = compare(*pair)
        verdicts = [one.verdict for one in judged if one.verdict.rule == rule]
        if not verdicts:
            continue
        trial.pairs += 1
        trial.plain += any(verdict.context == "" for verdict in verdicts)
        try:
            decisions = examine(*pair, judged)
        except ValueError:  # one of them is no valid schema: nothing can be decided
            decisions = []
        for decided in decisions:
            if decided.lie:
                trial.lies.append(Lie(pair, decided))
            elif decided.rule == rule:
                trial.decided[decided.side, decided.impact] += 1
        if trial.pairs >= enough or len(trial.lies) >= patience:
            break
    return trial
