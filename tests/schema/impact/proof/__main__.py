"""Print what the proof shows of every rule: `python -m tests.schema.impact.proof [RULE ...]`."""

import sys

from portal.schema.impact.rules import RULES
from tests.schema.impact.proof.trial import Trial, tried


def main() -> None:
    """Print a row for each rule, and the smallest lies of those that lie."""
    print(f"{'rule':38} pairs  own  decided by instances")  # noqa: T201
    for rule in sys.argv[1:] or RULES:
        print(row(trial := tried(rule)), flush=True)  # noqa: T201
        if trial.lies:
            print(trial, flush=True)  # noqa: T201


def row(trial: Trial) -> str:
    decided = ", ".join(f"{side} {said} {n}" for (side, said), n in sorted(trial.decided.items()))
    lies = f"  LIES {len(trial.lies)}" if trial.lies else ""
    return f"{trial.rule:38} {trial.pairs:5} {trial.plain:4}  {decided}{lies}"


if __name__ == "__main__":
    main()
