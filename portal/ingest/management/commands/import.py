"""manage.py import: store a document that was recorded elsewhere."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from portal.catalog.addresses import BadName
from portal.catalog.models import Observation, Schema, Source
from portal.ingest import record
from portal.ingest.management.base import PortalCommand
from portal.ingest.reading import read
from portal.schema.errors import SchemaError

EXAMPLES = """examples:
  manage.py source add archive --kind glance
  manage.py import images-2019.json --source archive --schema images --at 2019-10-16 \\
      --provenance "recorded from Glance 19.0.0"

Import the versions of a schema from the oldest to the newest.
"""


class Command(PortalCommand):
    examples = EXAMPLES
    help = "Store a recorded document as a version of a schema."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True)
        parser.add_argument("--schema", required=True)
        parser.add_argument("--at", help="when it was served: a date or a time (default: now)")
        parser.add_argument("--provenance", default="", help="where it comes from, in words")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            source = Source.objects.get(name=options["source"])
        except Source.DoesNotExist as error:
            raise CommandError(
                f"there is no source {options['source']!r}; add it first: "
                f"manage.py source add {options['source']} --kind glance"
            ) from error
        how = record.Circumstances(
            at=timezone.now() if options["at"] is None else _moment(options["at"]),
            origin=Observation.Origin.IMPORTED,
            provenance=options["provenance"],
            in_order=True,
        )
        try:
            reading = read(file.read_bytes(), source.kind)
            observation = record.capture(
                Schema.objects.named(source, options["schema"]), reading, how
            )
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except SchemaError as error:
            raise CommandError(f"{file}: {error}") from error
        except (BadName, record.OutOfOrder) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{observation.snapshot}: {observation.outcome}")


def _moment(text: str) -> datetime:
    """The time that `text` names, in UTC unless it says otherwise; a date is its first moment."""
    try:
        moment = datetime.fromisoformat(text)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise CommandError(
            f"--at {text!r} is no date: write 2019-10-16 or 2019-10-16T12:00:00Z"
        ) from error
    if moment > timezone.now():
        raise CommandError(f"--at {text!r} is yet to come")
    return moment
