"""The names that sources and schemas had: what was once an address leads on for ever."""

from collections.abc import Iterable

from django.db import models, transaction
from django.utils.translation import gettext as _

from portal.catalog import addresses
from portal.catalog.addresses import BadName
from portal.catalog.models.schema import Schema
from portal.catalog.models.source import Source


class FormerSourceName(models.Model):
    """A name by which a source was known; no other source can ever have it."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=63, unique=True)
    until = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class FormerSchemaName(models.Model):
    """A name by which a schema of `source` was known; no other of its schemas can ever have it."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="+")
    schema = models.ForeignKey(Schema, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=255)
    until = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "name"], name="former_schema_name_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.source.name}/{self.name}"


@transaction.atomic
def rename_source(source: Source, name: str) -> None:
    """Give `source` another name, or one back that it had. Raises addresses.BadName."""
    Source.objects.select_for_update().get(pk=source.pk)
    addresses.check_source_name(name)
    if name == source.name:
        raise BadName(_("%(name)r is its name already") % {"name": name})
    if Source.objects.filter(name=name).exists():
        raise BadName(_("there is a source %(name)r already") % {"name": name})
    had = FormerSourceName.objects.filter(name=name).select_related("source").first()
    if had is not None and had.source_id != source.pk:
        told = _("addresses with %(name)r lead to the source %(other)r, which was called so")
        raise BadName(told % {"name": name, "other": had.source.name})
    if had is not None:
        had.delete()
    FormerSourceName.objects.create(source=source, name=source.name)
    source.name = name
    source.save(update_fields=["name"])


@transaction.atomic
def rename_schema(schema: Schema, name: str) -> None:
    """Give `schema` another name, or one back that it had. Raises addresses.BadName."""
    addresses.check_schema_name(name)
    source = Source.objects.select_for_update().get(pk=schema.source_id)
    if name == schema.name:
        raise BadName(_("%(name)r is its name already") % {"name": name})
    names = source.schemas.values_list("name", flat=True)
    former = FormerSchemaName.objects.filter(source=source)
    if name in names:
        raise BadName(_("there is a schema %(name)r already") % {"name": name})
    had = former.filter(name=name).select_related("schema").first()
    if had is not None and had.schema_id != schema.pk:
        told = _("addresses with %(name)r lead to the schema %(other)r, which was called so")
        raise BadName(told % {"name": name, "other": had.schema.name})
    # Its own names, too: the address that it has now will have to lead on.
    others: Iterable[str] = [*names, *former.values_list("name", flat=True)]
    addresses.check_schema_name(name, others)
    if had is not None:
        had.delete()
    FormerSchemaName.objects.create(source=source, schema=schema, name=schema.name)
    schema.name = name
    schema.save(update_fields=["name"])
