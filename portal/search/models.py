"""The search index: the words under which a property is found."""

from django.db import models

from portal.catalog.models import Property


class Term(models.Model):
    """One text of a property, case-folded, so that every database compares it alike."""

    class Kind(models.IntegerChoices):
        """Where the text stands. The order is the order of hits."""

        NAME = 1, "name"
        PATH = 2, "path"
        VALUE = 3, "value"
        TITLE = 4, "title"
        DESCRIPTION = 5, "description"

    property = models.ForeignKey(Property, on_delete=models.CASCADE, related_name="terms")
    kind = models.PositiveSmallIntegerField(choices=Kind.choices)
    text = models.TextField()

    class Meta:
        ordering = ["property", "kind"]
        indexes = [models.Index(fields=["property", "kind"], name="term_of_property")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"
