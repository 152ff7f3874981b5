"""manage.py source: the deployments that are asked for their schemas."""

import json
import tomllib
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction
from rich.table import Table

from portal.catalog import durations
from portal.catalog.addresses import BadName
from portal.catalog.models import Source
from portal.catalog.models.former import rename_source
from portal.ingest import sources
from portal.ingest.management.base import PortalCommand
from portal.ingest.sources import BadSource, Description

EXAMPLES = """examples:
  manage.py source add eu-cloud --kind glance --url https://image.example.org
  manage.py source add eu-cloud --kind glance --cloud eu --every 1h      (eu is in clouds.yaml)
  manage.py source add widgets --kind json-schema --url https://example.org/widget.schema.json
  manage.py source add archive --kind glance                             (import documents yourself)
  manage.py source change eu-cloud --every 15m                           (all else stays)
  manage.py source rename eu-cloud eu-west                               (its addresses lead on)
  manage.py source sync sources.toml

sources.toml has a table for each source:
  [eu-cloud]
  kind = "glance"
  cloud = "eu"
  every = "1h"
  schemas = ["image", "images"]
"""


class Command(PortalCommand):
    examples = EXAMPLES
    help = "Add, list, change and remove sources."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        add = self._action(actions, "add", "add a source")
        _add_settings(add, is_new=True)
        change = self._action(actions, "change", "change a source; what is left out stays")
        _add_settings(change, is_new=False)
        show = self._action(actions, "list", "list the sources")
        show.add_argument("--json", action="store_true", help="as JSON, for tools")
        remove = self._action(actions, "remove", "fetch from a source no more; its pages stay")
        remove.add_argument("name")
        remove.add_argument(
            "--purge", action="store_true", help="delete its snapshots and pages, too, for ever"
        )
        rename = self._action(
            actions, "rename", "give a source another name; the addresses with the old one lead on"
        )
        rename.add_argument("name", metavar="OLD")
        rename.add_argument("new", metavar="NEW")
        sync = self._action(
            actions, "sync", "make the sources that a file names just as it describes them"
        )
        sync.add_argument("file", type=Path)

    def _action(self, actions: Any, name: str, about: str) -> ArgumentParser:
        """One of the command's actions, whose help ends with the examples, too."""
        added: ArgumentParser = actions.add_parser(
            name,
            help=about,
            description=f"{about[0].upper()}{about[1:]}.",
            epilog=self.examples,
            formatter_class=RawDescriptionHelpFormatter,
        )
        return added

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        try:
            getattr(self, f"_{action}")(**options)
        except BadSource as error:
            raise CommandError(str(error)) from error

    def _add(self, name: str, **options: Any) -> None:
        if Source.objects.filter(name=name, retired_at=None).exists():
            raise CommandError(
                f"there is a source {name!r} already; to change it: manage.py source change {name}"
            )
        self._save(Description(name=name, **_given(options)))

    def _change(self, name: str, **options: Any) -> None:
        source = _named(name)
        given = _given(options)
        if not given:
            raise CommandError(
                "nothing to change; manage.py source change --help shows what can be"
            )
        self._save(replace(sources.description_of(source), **given))

    def _save(self, described: Description) -> None:
        source, is_new = sources.save(described)
        self.stdout.write(f"{'Added' if is_new else 'Changed'} {source.name}. {_next_step(source)}")

    def _list(self, *, json: bool = False, **options: Any) -> None:
        rows = [_as_dict(source) for source in Source.objects.all()]
        if json:
            self.stdout.write(_json(rows))
        elif not rows:
            self.stdout.write("There are no sources yet; see manage.py source add --help.")
        else:
            table = Table("name", "kind", "from", "every", "schemas", "state")
            for row in rows:
                origin = row["url"] or (f"cloud {row['cloud']}" if row["cloud"] else "imported")
                table.add_row(
                    row["name"], row["kind"], origin, row["every"] or "-",
                    ", ".join(row["schemas"]) or "all", row["state"],
                )  # fmt: skip
            self.console().print(table)

    def _remove(self, name: str, *, purge: bool, **options: Any) -> None:
        source = _named(name)
        if purge:
            sources.purge(source)
            self.stdout.write(f"Deleted {name} with all its snapshots.")
        else:
            sources.retire(source)
            self.stdout.write(f"{name} is fetched no more. Its pages stay; --purge deletes them.")

    def _rename(self, name: str, new: str, **options: Any) -> None:
        try:
            rename_source(_named(name), new)
        except BadName as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{name} is now {new}. Its addresses lead on.")

    def _sync(self, file: Path, **options: Any) -> None:
        try:
            tables = tomllib.loads(file.read_text())
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} is not TOML: {error}") from error
        for name, table in tables.items():
            if not isinstance(table, dict):
                raise CommandError(f"{file}: {name!r} is no table; write [{name}]")
        described = [sources.describe(name, table) for name, table in tables.items()]
        with transaction.atomic():  # all or none
            for each in described:
                self._save(each)


def _add_settings(parser: ArgumentParser, *, is_new: bool) -> None:
    """What may be said of a source; what is left out is not among the options at all."""
    parser.add_argument("name")
    parser.add_argument("--kind", required=is_new, choices=Source.Kind.values)
    parser.add_argument("--url", help="where it answers, or the path of a file")
    parser.add_argument("--cloud", help="its name in clouds.yaml, for signing in")
    parser.add_argument(
        "--schema", action="append", metavar="NAME", dest="schemas",
        help="a document to fetch (again for more); all of them if never said",
    )  # fmt: skip
    parser.add_argument("--every", metavar="1h", help="fetch at this interval: 90s, 15m, 1h, 7d")
    parser.add_argument(
        "--max-age", metavar="1h",
        help="pages older than this are served at once and fetched anew (at first 1h)",
    )  # fmt: skip
    parser.add_argument("--description", help="a line for the source's page")


def _given(options: dict[str, Any]) -> dict[str, Any]:
    """The members of a Description that the options give. Raises BadSource."""
    names = {each.name for each in fields(Description)}
    given = {name: value for name, value in options.items() if name in names and value is not None}
    for name in ("every", "max_age"):
        if name in given:
            given[name] = sources.duration(f"--{name.replace('_', '-')}", given[name])
    if "schemas" in given:
        given["schemas"] = tuple(given["schemas"])
    return given


def _named(name: str) -> Source:
    try:
        return Source.objects.get(name=name)
    except Source.DoesNotExist as error:
        raise CommandError(
            f"there is no source {name!r}; manage.py source list names them"
        ) from error


def _next_step(source: Source) -> str:
    if source.is_recorded:
        return f"Import its documents: manage.py import FILE --source {source.name} --schema NAME"
    return f"Fetch it: manage.py fetch {source.name}"


def _as_dict(source: Source) -> dict[str, Any]:
    def render(value: timedelta | None) -> str | None:
        return durations.render(value) if value is not None else None

    return {
        "name": source.name,
        "kind": source.kind,
        "url": source.url,
        "cloud": source.cloud,
        "schemas": source.chosen,
        "every": render(source.every),
        "max_age": render(source.max_age),
        "state": "removed" if source.retired_at else "recorded" if source.is_recorded else "asked",
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
