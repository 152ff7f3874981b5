"""manage.py check-links: do the links of wiki pages and documents still lead where they should?"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from portal.ingest.management.base import PortalCommand
from portal.links.check import report
from portal.links.check.judged import PREFIX, Judge, Verdict
from portal.links.check.written import FORMATS, SUFFIXES, Format

EXAMPLES = """each PATH is a file, a folder (every file below it whose suffix is known), or -
for standard input. Judged are links to PORTAL_URL and PORTAL_ALIASES, and interwiki
links such as [[schema:glance/images]].

examples:
  manage.py check-links docs/
  manage.py check-links page.mediawiki --fail-on never --fail-on gone
  manage.py check-links docs/ --junit links.xml
  curl https://wiki.example.org/page | manage.py check-links - --format html --json

exit statuses:
  0  no link is as bad as --fail-on says (without it: none never existed, has gone or has changed)
  1  at least one is
  2  a path can't be read, or the options are wrong
"""
FOUND, BAD_INPUT = 1, 2
FAILING: tuple[Verdict, ...] = ("never", "gone", "changed")
LARGEST = 20 * 1024 * 1024  # bytes of a file


class Command(PortalCommand):
    examples = EXAMPLES
    help = "Check the links to this portal in wiki pages and documents."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", metavar="PATH", nargs="+", help="file, folder, or -")
        parser.add_argument(
            "--format", choices=FORMATS, help="of all texts (default: by suffix, else guessed)"
        )
        parser.add_argument(
            "--fail-on", choices=[*FAILING, "several"], action="append", metavar="VERDICT",
            help="never (never existed), gone, changed or several (may mean several things); may "
            "be given more than once (default: never, gone and changed)",
        )  # fmt: skip
        parser.add_argument(
            "--prefix", default=PREFIX, help=f"of interwiki links (default: {PREFIX})"
        )
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument(
            "--junit", metavar="FILE", help="write JUnit's XML to FILE, too; -: print it"
        )
        parser.add_argument(
            "--write", action="store_true", help="write corrected links into the files"
        )

    def handle(self, *args: Any, paths: list[str], **options: Any) -> None:
        judge = Judge(options["prefix"])
        texts = []
        for path, format_ in _files(paths):
            text = _text(path)
            checked = report.check(path, text, judge, options["format"] or format_)
            if options["write"] and path != "-" and checked.corrected != text:
                _write(path, checked.corrected)
            texts.append(checked)
        failing = options["fail_on"] or FAILING
        if options["junit"] == "-":
            self.stdout.write(report.as_junit(texts, failing))
        else:
            self.stdout.write(report.as_json(texts) if options["json"] else report.as_text(texts))
            if options["junit"]:
                _write(options["junit"], report.as_junit(texts, failing))
        if any(each.counts[verdict] for each in texts for verdict in failing):
            sys.exit(FOUND)


def _files(paths: list[str]) -> Iterator[tuple[str, Format | None]]:
    """The files that are named, those of folders in their order, with what their suffix says."""
    for name in paths:
        path = Path(name)
        if name != "-" and path.is_dir():
            for each in sorted(path.rglob("*")):
                if each.suffix.lower() in SUFFIXES and each.is_file():
                    yield str(each), SUFFIXES[each.suffix.lower()]
        else:
            yield name, SUFFIXES.get(path.suffix.lower())


def _text(path: str) -> str:
    """What stands at `path`, its line ends as they are. Raises CommandError."""
    try:
        if path == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with open(path, "rb") as file:
                data = file.read(LARGEST + 1)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}", returncode=BAD_INPUT) from error
    if len(data) > LARGEST:
        raise CommandError(f"{path}: it is larger than 20 MiB", returncode=BAD_INPUT)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        told = f"{path}: it is not UTF-8 (at byte {error.start})"
        raise CommandError(told, returncode=BAD_INPUT) from error


def _write(path: str, text: str) -> None:
    """Raises CommandError."""
    try:
        Path(path).write_bytes(text.encode())
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}", returncode=BAD_INPUT) from error
