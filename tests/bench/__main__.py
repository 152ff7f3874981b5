"""Measure the portal beside its peers, all in one run, and fail if a bound is passed.

examples:
  script/bench                 every section
  script/bench schema -n 20    one section, best of 20 rounds
"""

import argparse
import sys

from tests.bench import api, diff, schema, start
from tests.bench.pages import section as pages

SECTIONS = {
    "schema": schema.bench,
    "diff": diff.bench,
    "start": start.bench,
    "pages": pages.bench,
    "api": api.bench,
}


def main() -> int:
    parser = _parser()
    arguments = parser.parse_args()
    if arguments.rounds < 1:
        parser.error("-n: at least one round is needed")
    sections = [arguments.section] if arguments.section else list(SECTIONS)
    within = [SECTIONS[section](arguments.rounds) for section in sections]
    return 0 if all(within) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="script/bench", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    chosen = "what to measure (all if left out):\n" + "\n".join(
        f"  {name}: {section.__doc__}" for name, section in SECTIONS.items()
    )
    parser.add_argument("section", nargs="?", choices=SECTIONS, metavar="SECTION", help=chosen)
    parser.add_argument(
        "-n", dest="rounds", type=int, default=10, help="rounds, the best counts (default: 10)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
