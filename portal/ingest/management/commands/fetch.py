"""manage.py fetch: ask the sources for their schemas now."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from portal.catalog.models import Source
from portal.ingest import fetch
from portal.ingest.management.base import PortalCommand

EXAMPLES = """examples:
  manage.py fetch                          every source
  manage.py fetch eu-cloud                 all documents of one
  manage.py fetch eu-cloud/images          one document
  manage.py fetch eu-cloud/metadefs/namespace --json

exit status:
  0  every document was captured
  1  at least one was not; the table says why
  2  nothing was asked: the arguments name something that can't be fetched
"""


class Command(PortalCommand):
    examples = EXAMPLES
    help = "Fetch schema documents, and keep each new version."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("targets", nargs="*", metavar="SOURCE[/SCHEMA]")
        parser.add_argument("--json", action="store_true", help="print the results as JSON")

    def handle(self, *args: Any, targets: list[str], **options: Any) -> None:
        work = _targets(targets)
        results: list[tuple[Source, fetch.Result]] = []
        with self._progress(quiet=options["json"]) as progress:
            task = progress.add_task("", total=sum(map(len, work.values())))
            for source, names in work.items():
                progress.update(task, description=source.name)
                found = fetch.fetch(source, names, lambda result: progress.advance(task))
                results += [(source, result) for result in found]
        if options["json"]:
            rows = [{"source": source.name} | result.as_dict() for source, result in results]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
        else:
            self._summary(results)
        if any(result.is_failure for _, result in results):
            sys.exit(1)

    def _progress(self, *, quiet: bool) -> Progress:
        return Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
            disable=quiet or not sys.stderr.isatty(),
        )

    def _summary(self, results: list[tuple[Source, fetch.Result]]) -> None:
        if not results:
            self.stdout.write("There is nothing to fetch; see manage.py source add --help.")
            return
        table = Table("schema", "outcome", "version", "changes", "seconds")
        for source, result in results:
            table.add_row(
                f"{source.name}/{result.schema}",
                Text(result.outcome, style="red" if result.is_failure else ""),
                str(result.version or "-"),
                str(result.changes or "-"),
                f"{result.seconds:.2f}",
            )
        console = self.console()
        console.print(table)
        for message, concerned in _messages(results).items():
            more = f" and {len(concerned) - 1} more" if len(concerned) > 1 else ""
            console.print(f"{concerned[0]}{more}: {message}", soft_wrap=True)
        new = sum(result.outcome == "new" for _, result in results)
        failed = sum(result.is_failure for _, result in results)
        console.print(f"{len(results)} asked for, {new} new, {failed} failed")


def _messages(results: list[tuple[Source, fetch.Result]]) -> dict[str, list[str]]:
    """What went wrong, and with which documents; sixteen may fail for one reason."""
    found: dict[str, list[str]] = {}
    for source, result in results:
        if result.message:
            found.setdefault(result.message, []).append(f"{source.name}/{result.schema}")
    return found


def _targets(targets: list[str]) -> dict[Source, tuple[str, ...]]:
    """The documents that the arguments name. Raises CommandError for what can't be fetched."""
    if not targets:
        return {source: fetch.names(source) for source in Source.objects.asked()}
    found: dict[Source, dict[str, None]] = {}
    for target in targets:
        name, _, schema = target.partition("/")
        source = _asked(name)
        known = fetch.names(source)
        if schema and schema not in known and not source.schemas.filter(name=schema).exists():
            raise CommandError(
                f"{name} has no schema {schema!r}; it has {', '.join(known)}", returncode=2
            )
        found.setdefault(source, {}).update(dict.fromkeys([schema] if schema else known))
    return {source: tuple(names) for source, names in found.items()}


def _asked(name: str) -> Source:
    source = Source.objects.filter(name=name).first()
    if source is None:
        raise CommandError(f"there is no source {name!r}; see manage.py source list", returncode=2)
    if not source.is_asked:
        why = "was removed" if source.retired_at else "has no address: its documents are imported"
        raise CommandError(f"{name} {why}", returncode=2)
    return source
