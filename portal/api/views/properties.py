"""The properties of a schema's current version, and those that have gone."""

from typing import ClassVar

from django.db.models import F
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import filters, links, mementos, naming, stored
from portal.api.openapi import OF_SCHEMA, describe
from portal.api.problems import Problem
from portal.api.serializers.property import PropertySerializer, WholePropertySerializer
from portal.api.sparse import FIELDS
from portal.api.views.below_schema import ReadSchema, ReadSchemaList
from portal.catalog.models import Property, Schema
from portal.history.versions import versions_of

_FILTERS = (*filters.PARAMETERS, filters.GONE, mementos.AT)


@describe(
    "properties_list",
    "The properties of a schema",
    PropertySerializer(many=True),
    path=("source", "schema"),
    headers=OF_SCHEMA,
    in_time=True,
)
class Properties(ReadSchemaList):
    serializer_class = PropertySerializer
    filters = _FILTERS
    orders: ClassVar = {
        "position": ("position",),
        "-position": ("-position",),
        "name": ("name", "position"),
        "-name": ("-name", "position"),
    }

    def get(self, request: Request, schema: Schema) -> HttpResponse:
        self.look_at(schema)
        at = (schema.source.name, schema.name)
        led = self.elsewhere_in_time(
            schema, lambda number: links.properties(*at, number), links.timemap(*at)
        )
        if led:
            return led
        rows = self.ordered(stored.properties(schema))
        present, gone = {"last": F("schema__current")}, self.asked.get("gone", "false")
        if gone != "any":
            rows = rows.exclude(**present) if gone == "true" else rows.filter(**present)
        wanted = filters.Wanted(request.query_params, schema, schema.current)
        return self.answer(rows if wanted.is_all else [row for row in rows if wanted(row.facts)])


@describe(
    "properties_read",
    "One property, current or gone",
    WholePropertySerializer,
    path=("source", "schema", "property"),
    problem_kinds=("ambiguous-property", "gone"),
    headers=OF_SCHEMA,
    in_time=True,
)
class PropertyView(ReadSchema):
    parameters = (mementos.AT, FIELDS)

    def get(self, request: Request, schema: Schema, property: str) -> HttpResponse:
        self.look_at(schema)
        rows = stored.properties(schema)
        pointer, canonical = naming.meant(
            schema,
            property,
            has=lambda at: rows.filter(pointer_hash=Property.hash_of(at)).exists(),
            called=lambda name: _called(schema, name),
        )
        if not canonical:
            return HttpResponseRedirect(links.property_(schema.source.name, schema.name, pointer))
        at = (schema.source.name, schema.name)
        led = self.elsewhere_in_time(
            schema,
            lambda number: links.property_(*at, pointer, number),
            links.timemap(*at, pointer),
        )
        if led:
            return led
        row = rows.get(pointer_hash=Property.hash_of(pointer))
        versions = {version.number: version for version in versions_of(schema)}
        data = WholePropertySerializer(row, context={"versions": versions}).data
        if row.is_gone:
            detail = _("%(property)s went with version %(number)s.")
            told = {"property": row, "number": row.last.number + 1}
            raise Problem("gone", detail % told, property=data)
        return Response(data)


def _called(schema: Schema, name: str) -> list[str]:
    """The pointers of the properties of that name: the present ones, or else those gone."""
    rows = list(stored.properties(schema).filter(name=name).defer("facts"))
    present = [row.pointer for row in rows if not row.is_gone]
    return present or [row.pointer for row in rows]
