"""manage.py digest: send the mails that are due."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from rich.table import Table
from rich.text import Text

from portal import reading
from portal.ingest.management.base import PortalCommand
from portal.notify import sending
from portal.notify.sending import Result

EXAMPLES = """examples:
  manage.py digest                 send what is due, also what the loop would try again later,
                                   or has given up since the mail server refused it for days
  manage.py digest --dry-run       say what is due, and send nothing
  manage.py digest --json

The fetch loop does the same once a minute, so this is for trying it out, and for after a fault.

exit status:
  0  the mail server has accepted all that was due, or nothing was
  1  at least one mail was not accepted; the table says why, and it is tried again
  2  nothing was sent: no mail server is configured (PORTAL_EMAIL_URL). All of it is kept
"""


class Command(PortalCommand):
    examples = EXAMPLES
    help = "Send the e-mail digests that are due to those who have subscribed to changes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="send nothing, say what is due")
        parser.add_argument("--json", action="store_true", help="print the results as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            self._print(sending.outlook(), options)
        elif not sending.is_configured():
            number = len(sending.outlook())
            raise CommandError(
                f"no mail server is configured (PORTAL_EMAIL_URL), so none of {number} "
                "due mails was sent; all of it is kept",
                returncode=2,
            )
        else:
            results = sending.send_due(at_any_rate=True)
            self._print(results, options)
            if any(each.fault for each in results):
                sys.exit(1)

    def _print(self, results: list[Result], options: dict[str, Any]) -> None:
        rows = [_row(each) for each in results]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        if not rows:
            self.stdout.write("Nothing is due.")
            return
        table = Table("account", "address", "how often", "language", "changes", "outcome")
        for row in rows:
            is_failure = bool(row["fault"])
            told = (
                f"{row['outcome']}: {reading.label(row['fault'])}" if is_failure else row["outcome"]
            )
            style = "red" if is_failure else ""
            plain = [row["account"], row["address"], row["often"] or row["kind"], row["language"]]
            table.add_row(*plain, str(row["changes"]), Text(told, style=style))
        self.console().print(table)


def _row(result: Result) -> dict[str, Any]:
    return {
        "account": result.user.get_username(),
        "address": result.address,
        "kind": "digest" if result.often else "confirmation",
        "often": result.often or None,
        "language": result.language,
        "changes": result.changes,
        "outcome": result.outcome,
        "fault": result.fault,
    }
