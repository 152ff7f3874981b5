"""manage.py load_samples: add the sample sources."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.ingest import samples


class Command(BaseCommand):
    help = "Add the sample sources; one whose name is taken is left as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = samples.load()
        for source in loaded:
            self.stdout.write(f"Added {source.name}: {source.description}")
        if not loaded:
            self.stdout.write("The sample sources are there already.")
