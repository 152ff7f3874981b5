"""manage.py diff: what differs between two schemas, and whom it breaks."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from portal.history import report
from portal.history.impacts import SIDES, Side
from portal.ingest.management.base import PortalCommand
from portal.management import annotations, operands
from portal.schema import dialect
from portal.schema.impact import Impact, Judged, compare
from portal.schema.impact.rule import GRAVITY

EXAMPLES = """A and B are each a file, the address of a stored version, or - for standard input:
  images.json                 a file
  glance/images               the current version
  glance/images@3             version 3
  glance/images@2019-04-10    the version that was current at the end of that day (UTC)

examples:
  manage.py diff glance/images@3 glance/images@4
  manage.py diff huawei-ims/images glance/images --format markdown
  manage.py diff glance/images@1 glance/images --format json
  manage.py diff old.json new.json --fail-on breaking --side request --format github

exit statuses:
  0  nothing as grave as --fail-on says (without it: whatever differs)
  1  at least one change is as grave as that on the chosen side
  2  a side can't be read, or the options are wrong
"""
FOUND = 1


class Command(PortalCommand):
    examples = EXAMPLES
    help = "Tell what differs between two schemas, and whom it breaks."
    # Files are compared without a database.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("before", metavar="A", help="the schema before")
        parser.add_argument("after", metavar="B", help="the schema after")
        parser.add_argument(
            "--format", choices=["text", "markdown", "json", "github"], default="text",
            help="text, Markdown, JSON, or the annotations of GitHub Actions (default: text)",
        )  # fmt: skip
        parser.add_argument(
            "--fail-on", choices=[Impact.BREAKING.value, Impact.WARNING.value],
            help="exit with 1 if a change is at least this grave",
        )  # fmt: skip
        parser.add_argument(
            "--side", choices=SIDES, default="both",
            help="whose verdicts count: of those who send, of those who read (default: both)",
        )  # fmt: skip
        parser.add_argument(
            "--all",
            action="store_true",
            help="show all: editorial changes, too, and safe ones as annotations; JSON always does",
        )
        parser.add_argument(
            "--dialect", choices=list(dialect.DIALECTS),
            help="of files; without it what $schema says, else as the other side, else OpenStack's "
            "for documents with a name, else 2020-12",
        )  # fmt: skip

    def handle(self, *args: Any, before: str, after: str, side: Side, **options: Any) -> None:
        chosen = dialect.named(options["dialect"]) if options["dialect"] else None
        old, new = operands.load(before, after, chosen)
        judged = compare(old.value, new.value, *operands.dialects(old, new))
        shown = judged if options["all"] else _as_grave(judged, side, Impact.SAFE)
        match options["format"]:
            case "text":
                self.stdout.write(report.as_text(old.name, new.name, judged, shown, side))
            case "markdown":
                self.stdout.write(report.as_markdown(old.name, new.name, judged, shown, side))
            case "json":
                self.stdout.write(report.as_json(old.name, new.name, judged))
            case _:
                harmful = _as_grave(judged, side, Impact.WARNING)
                annotated = judged if options["all"] else harmful
                self.stdout.write(annotations.of(annotated, side, new.file))
        if options["fail_on"] and _as_grave(judged, side, Impact(options["fail_on"])):
            sys.exit(FOUND)


def _as_grave(judged: Iterable[Judged], side: Side, least: Impact) -> tuple[Judged, ...]:
    return tuple(each for each in judged if GRAVITY[report.impact(each, side)] <= GRAVITY[least])
