"""manage.py rebuild: derive properties, changes and the search index from the snapshots again."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.catalog.models import Schema
from portal.ingest import derive


class Command(BaseCommand):
    help = "Derive properties, changes and the search index from the snapshots again."

    def handle(self, *args: Any, **options: Any) -> None:
        schemas = list(Schema.objects.select_related("source", "current"))
        for number, schema in enumerate(schemas, start=1):
            derive.rebuild(schema)
            self.stdout.write(f"{number}/{len(schemas)} {schema}")
        self.stdout.write(f"Rebuilt {len(schemas)} schemas.")
