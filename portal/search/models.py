"""The search index as it is stored: for each schema one sheet of what can be found in it."""

import hashlib

from django.db import models

from portal.catalog.models import Schema


class Sheet(models.Model):
    """What can be found in `schema`, as text. Each process keeps it in memory, by its digest.

    `entries` has a line for each property, as portal.search.entry tells; `notes` the texts of the
    notes on each property by its pointer, as JSON.
    """

    schema = models.OneToOneField(
        Schema, primary_key=True, on_delete=models.CASCADE, related_name="sheet"
    )
    digest = models.CharField(max_length=64)
    entries = models.TextField()
    notes = models.TextField(default="{}")

    def __str__(self) -> str:
        return f"{self.schema} ({self.digest[:8]})"

    def write(self) -> None:
        """Store it, with the digest of what it says."""
        said = f"{self.entries}\0{self.notes}"
        self.digest = hashlib.sha256(said.encode(errors="surrogatepass")).hexdigest()
        self.save()
