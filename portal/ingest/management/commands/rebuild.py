"""manage.py rebuild: derive properties, changes and the search index from the snapshots again."""

import json
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.db.models import QuerySet
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from portal.catalog.models import Change, Schema
from portal.ingest import derive
from portal.ingest.management.base import PortalCommand

EXAMPLES = """examples:
  manage.py rebuild                   every schema
  manage.py rebuild glance            all schemas of one source
  manage.py rebuild glance/images --json

Nothing is asked for and nothing is lost: only what follows from the snapshots is made again, each
schema as a whole or not at all. The portal may go on serving and fetching meanwhile.

exit status:
  0    all that was named has been derived again
  1    an argument names no schema; nothing was done
  130  stopped (Ctrl-C); what was not yet derived again is as it was
"""


class Command(PortalCommand):
    examples = EXAMPLES
    help = "Derive properties, changes and the search index from the snapshots again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("targets", nargs="*", metavar="SOURCE[/SCHEMA]")
        parser.add_argument("--json", action="store_true", help="print what was made as JSON")

    def handle(self, *args: Any, targets: list[str], **options: Any) -> None:
        schemas = _named(targets)
        rows = []
        with self._progress(quiet=options["json"]) as progress:
            task = progress.add_task("", total=len(schemas))
            for number, schema in enumerate(schemas, start=1):
                progress.update(task, description=str(schema))
                started = time.monotonic()
                try:
                    derive.rebuild(schema)
                except KeyboardInterrupt:
                    done = f"{number - 1} of {len(schemas)} schemas are rebuilt"
                    raise CommandError(
                        f"stopped: {done}, {schema} and what follows are as they were",
                        returncode=130,
                    ) from None
                rows.append(_row(schema) | {"seconds": round(time.monotonic() - started, 3)})
                progress.advance(task)
                if not options["json"]:
                    self.stdout.write(f"{number}/{len(schemas)} {schema}")
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(f"Rebuilt {len(schemas)} schema{'' if len(schemas) == 1 else 's'}.")

    def _progress(self, *, quiet: bool) -> Progress:
        return Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
            disable=quiet or not sys.stderr.isatty(),
        )


def _named(targets: list[str]) -> list[Schema]:
    """The schemas that the arguments name, each once. Raises CommandError if one names none."""
    if not targets:
        return list(_schemas())
    found: dict[int, Schema] = {}
    for target in targets:
        source, _, name = target.partition("/")
        schemas = _schemas().filter(source__name=source, **({"name": name} if name else {}))
        if not schemas:
            raise CommandError(f"there is no schema {target!r}; see manage.py source list")
        found |= {schema.pk: schema for schema in schemas}
    return list(found.values())


def _schemas() -> QuerySet[Schema]:
    return Schema.objects.select_related("source", "current")


def _row(schema: Schema) -> dict[str, Any]:
    return {
        "source": schema.source.name,
        "schema": schema.name,
        "versions": schema.snapshots.count(),
        "properties": schema.properties.count(),
        "changes": Change.objects.filter(snapshot__schema=schema).count(),
    }
