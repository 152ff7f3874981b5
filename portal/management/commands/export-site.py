"""manage.py export-site: the portal as files that any browser opens, without a server."""

import json
import shutil
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from portal.catalog.models import Source
from portal.export.choosing import Choice
from portal.export.site import MARK, Site
from portal.ingest.management.base import PortalCommand
from portal.management import prepare

EXAMPLES = """examples:
  manage.py export-site /tmp/schemas
  manage.py export-site /tmp/glance --source glance --source huawei-ims
  manage.py export-site /tmp/schemas --language zh-hans --force

Open index.html of the folder. It holds the pages of all sources, schemas, versions and current
properties, what changed, the bytes as served, the evidence, and a search that needs no server.
What is typed or chosen on a server (checking a document, any comparison, the matrix, filters) is
left out. Of sources that are not chosen there is no page; but where a property is compared with
theirs, their names and what differs are told.

exit statuses:
  0  it is written
  1  it is not, and the folder is as it was
"""


class Command(PortalCommand):
    examples = EXAMPLES
    help = "Write the portal as files that any browser opens, without a server."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path, help="the folder to write")
        parser.add_argument(
            "--source", action="append", default=[], metavar="NAME",
            help="only this source; can be given several times (default: all)",
        )  # fmt: skip
        parser.add_argument(
            "--language", choices=[code for code, _ in settings.LANGUAGES], default="en",
            help="of the pages (default: %(default)s)",
        )  # fmt: skip
        parser.add_argument(
            "--force", action="store_true", help="put it in place of an export that is there"
        )

    def handle(
        self,
        *args: Any,
        folder: Path,
        source: list[str],
        language: str,
        force: bool,
        **options: Any,
    ) -> None:
        choice = _choice(source)
        target = folder.absolute()
        _check(target, force)
        prepare.collect_static(self.stderr.write)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(
                dir=target.parent, prefix=f".{target.name}-", ignore_cleanup_errors=True
            ) as beside:
                made = Path(beside) / "new"
                made.mkdir()
                count = self._write(Site(choice, made, language))
                _put(made, target, Path(beside) / "old")
        except OSError as error:
            raise CommandError(f"cannot write {target}: {error.strerror}") from error
        self.stdout.write(f"{count} pages in {folder}; open {folder / 'index.html'}")

    def _write(self, site: Site) -> int:
        console = Console(stderr=True)
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
        with Progress(
            *columns, TimeRemainingColumn(), console=console, transient=True,
            disable=not console.is_terminal,
        ) as progress:  # fmt: skip
            task = progress.add_task("Writing", total=len(site))
            return site.write(lambda _: progress.advance(task))


def _choice(names: list[str]) -> Choice:
    """The sources of these names, or all. Raises CommandError."""
    known = {each.name: each for each in Source.objects.order_by("name")}
    for name in names:
        if name not in known:
            there = ", ".join(known) or "none"
            raise CommandError(f"there is no source {name!r}; there are: {there}")
    chosen = [known[name] for name in dict.fromkeys(names)] or list(known.values())
    return Choice(chosen, is_all=not names)


def _check(target: Path, force: bool) -> None:
    """Refuse a folder with anything in it but, if it is to be replaced, an export."""
    if not target.exists():
        return
    if not target.is_dir():
        raise CommandError(f"{target} is no folder")
    if not any(target.iterdir()):
        return
    if not _is_export(target):
        raise CommandError(f"{target} is not empty, and what is in it is no export of this command")
    if not force:
        raise CommandError(f"{target} has an export already; --force puts this one in its place")


def _is_export(folder: Path) -> bool:
    try:
        return "sources" in json.loads((folder / MARK).read_text())
    except (OSError, ValueError):
        return False


def _put(made: Path, target: Path, old: Path) -> None:
    """Put the folder `made` at `target`; what was there goes when `old` does."""
    made.chmod(0o755)  # temporary folders are for their owner alone
    if target.exists():
        target.rename(old)
    try:
        made.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
