"""A matrix as the API shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.api import links
from portal.api.serializers.fields import Link
from portal.catalog import addresses
from portal.history.matrix import Cell, Column, Facet, Row, Said

_FACETS = [(facet.value, facet.value) for facet in Facet]


@dataclass(frozen=True, slots=True)
class RowInMatrix:
    """A row with the versions that its cells are of."""

    row: Row
    columns: Sequence[Column]

    @property
    def differs(self) -> list[Facet]:
        return [facet for facet in Facet if facet in self.row.differs]

    @property
    def cells(self) -> list["CellInMatrix"]:
        pairs = zip(self.row.cells, self.columns, strict=True)
        return [CellInMatrix(cell, column) for cell, column in pairs]


@dataclass(frozen=True, slots=True)
class CellInMatrix:
    """A cell with its version."""

    cell: Cell
    column: Column

    @property
    def differs(self) -> list[Facet]:
        return [facet for facet in Facet if facet in self.cell.differs]


def _name(column: Column) -> tuple[str, str]:
    schema = column.snapshot.schema
    return schema.source.name, schema.name


class ColumnSerializer(serializers.Serializer[Column]):
    """A version; its address pins it, however it was asked for."""

    address = serializers.CharField(source="pinned")
    url = Link(lambda column: links.version(*_name(column), column.snapshot.number))
    page = Link(lambda column: links.absolute(column.snapshot.get_absolute_url()))
    source = serializers.CharField(source="snapshot.schema.source.name")  # type: ignore[assignment]
    schema = serializers.CharField(source="snapshot.schema.name")
    number = serializers.IntegerField(source="snapshot.number")
    is_current = serializers.BooleanField()
    first_captured_at = serializers.DateTimeField(source="first_at")


class SaidSerializer(serializers.Serializer[Said]):
    """What a version says of a property in one place, as read, with references followed."""

    pointer = serializers.CharField(help_text="A JSON Pointer (RFC 6901).")
    types = serializers.ListField(
        child=serializers.CharField(), help_text="The types it can have at most."
    )
    null = serializers.BooleanField(source="allows_null", help_text="Whether null is allowed.")
    values = serializers.SerializerMethodField(
        help_text="Those of enum or const; null where any will do."
    )
    pattern = serializers.CharField(allow_null=True)
    format = serializers.CharField(allow_null=True)
    limits = serializers.SerializerMethodField(help_text="Numbers by their keywords.")
    read_only = serializers.BooleanField()  # type: ignore[assignment]
    read_only_known_from = serializers.ListField(
        source="read_only",
        child=serializers.ChoiceField(["keyword", "description"]),
        help_text="The keyword readOnly, or “(READ-ONLY)” in the description.",
    )
    write_only = serializers.BooleanField()  # type: ignore[assignment]
    required = serializers.BooleanField()  # type: ignore[assignment]
    other = serializers.DictField(
        child=serializers.CharField(),
        help_text="Further keywords that constrain, and default: their canonical forms, as read.",
    )
    items = serializers.SerializerMethodField(
        help_text="The same of what an array holds, without items of its own; null if nothing is "
        "said of it."
    )

    @extend_schema_field(serializers.ListField(child=serializers.JSONField(), allow_null=True))
    def get_values(self, said: Said) -> list[Any] | None:
        return None if said.values is None else list(said.values.values())

    @extend_schema_field(serializers.DictField())
    def get_limits(self, said: Said) -> dict[str, Any]:
        return dict(said.limits)

    @extend_schema_field(serializers.DictField(allow_null=True))
    def get_items(self, said: Said) -> dict[str, Any] | None:
        return None if said.items is None else SaidSerializer(said.items).data


class CellSerializer(serializers.Serializer[CellInMatrix]):
    """One version of one property; its links are null if that version hasn't got it."""

    has = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()
    page = serializers.SerializerMethodField()
    differs = serializers.ListField(
        child=serializers.ChoiceField(_FACETS), help_text="From the first."
    )
    said = SaidSerializer(
        source="cell.said", many=True, help_text="Several if branches of a schema declare it."
    )

    def get_has(self, of: CellInMatrix) -> bool:
        return bool(of.cell.said)

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_url(self, of: CellInMatrix) -> str | None:
        if not of.cell.said:
            return None
        name, number = _name(of.column), of.column.snapshot.number
        at = of.cell.said[0].pointer
        return links.property_(*name, at, number) if at else links.version(*name, number)

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_page(self, of: CellInMatrix) -> str | None:
        if not of.cell.said:
            return None
        name, number = _name(of.column), of.column.snapshot.number
        at = of.cell.said[0].pointer
        page = (
            addresses.property_url(*name, at, number) if at else addresses.schema_url(*name, number)
        )
        return links.absolute(page)


class RowSerializer(serializers.Serializer[RowInMatrix]):
    """A property; the documents themselves have a row, with the path "", if they differ."""

    path = serializers.CharField(source="row.path", help_text="As in images[].disk_format.")
    name = serializers.CharField(source="row.name")
    parent = serializers.CharField(  # type: ignore[assignment]
        source="row.parent", allow_null=True, help_text="The path of what encloses it."
    )
    differs = serializers.ListField(child=serializers.ChoiceField(_FACETS))
    cells = CellSerializer(many=True, help_text="One for each column, in their order.")


class MatrixSerializer(serializers.Serializer[Any]):
    """What several versions say of each property."""

    columns = ColumnSerializer(many=True)
    properties = serializers.IntegerField(help_text="How many there are in all.")
    differing = serializers.IntegerField(help_text="How many of them differ.")
    facets = serializers.DictField(
        child=serializers.IntegerField(), help_text="In how many rows each differs."
    )
    count = serializers.IntegerField(help_text="How many rows are asked for.")
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = RowSerializer(many=True)
