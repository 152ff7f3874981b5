"""manage.py schema: the documents of a source."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from portal.catalog.addresses import BadName
from portal.catalog.models import Schema
from portal.catalog.models.former import rename_schema
from portal.ingest.management.base import PortalCommand

EXAMPLES = """examples:
  manage.py schema rename eu-cloud/images image-list

The addresses with the name before lead to the new ones, for ever, and no other schema of this
source can have it. A source that goes on serving the document under the name before is asked for
it by that name.
"""


class Command(PortalCommand):
    examples = EXAMPLES
    help = "Rename the schema of a source."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        rename = actions.add_parser("rename", help="give a schema another name")
        rename.add_argument("schema", metavar="SOURCE/SCHEMA")
        rename.add_argument("name", metavar="NEW", help="its new name, without the source's")

    def handle(self, *args: Any, schema: str, name: str, **options: Any) -> None:
        source, _slash, before = schema.partition("/")
        try:
            found = Schema.objects.select_related("source").get(source__name=source, name=before)
        except Schema.DoesNotExist as error:
            raise CommandError(f"there is no schema {schema!r}") from error
        if name.startswith(f"{source}/"):  # meant as an address; and a name is taken for ever
            alone = name.removeprefix(f"{source}/")
            raise CommandError(f"write the new name without the source's: {alone}")
        try:
            rename_schema(found, name)
        except BadName as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{schema} is now {found}. Its addresses lead on.")
