"""The facts about the root of two documents, judged locally: without what stands around it."""

from portal.schema.dialect import Dialect
from portal.schema.diff import diff
from portal.schema.impact import Verdict
from portal.schema.impact.local import verdicts
from portal.schema.impact.pair import Fact, Pair, State
from portal.schema.pointer import split
from portal.schema.value import JSON


def locally(
    before: dict[str, JSON], after: dict[str, JSON], dialect: Dialect, other: Dialect | None = None
) -> list[tuple[Fact, Verdict]]:
    """Return each fact about the root itself, with its verdict; no reference leads anywhere."""
    facts = []
    for change in diff(before, after, dialect, other):
        tokens = split(change.pointer)
        if change.whole and len(tokens) == 2 and change.keyword in (tokens[0], None):
            facts.append(Fact(tokens[0], tokens[1], change))
        elif change.whole and tokens == (change.keyword,):
            facts.append(Fact(tokens[0], "", change))
        elif not tokens and change.keyword is not None:
            facts.append(Fact(change.keyword, None, change))
    states = State(before, dialect, _nowhere), State(after, other or dialect, _nowhere)
    return list(zip(facts, verdicts(Pair(*states, _unknown, _always), facts), strict=True))


def _nowhere(schema: JSON) -> None:
    return None


def _unknown(before: JSON, after: JSON) -> None:
    return None


def _always() -> bool:
    return True
