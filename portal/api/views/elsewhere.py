"""What other schemas say of a property of the same name, and which clouds have it."""

from django.utils.translation import gettext_noop
from rest_framework.request import Request
from rest_framework.response import Response

from portal import reading
from portal.api import links, stored
from portal.api.openapi import OF_SCHEMA, describe
from portal.api.parameters import Parameter
from portal.api.serializers.elsewhere import ElsewhereOfPropertySerializer
from portal.api.sparse import FIELDS
from portal.api.views.below_schema import ReadSchema
from portal.catalog.models import Schema
from portal.history import elsewhere

_PROPERTY = Parameter(
    "property",
    gettext_noop("The property, current or gone, as in images/*/disk_format."),
    required=True,
)


@describe(
    "properties_elsewhere",
    "What other schemas say of a property of the same name",
    ElsewhereOfPropertySerializer,
    path=("source", "schema"),
    headers=OF_SCHEMA,
)
class ElsewhereView(ReadSchema):
    parameters = (_PROPERTY, FIELDS)

    def get(self, request: Request, schema: Schema) -> Response:
        self.look_at(schema)
        found = stored.property_(schema, self.asked[_PROPERTY.name])
        found.schema = schema  # else it would be asked for again
        here = reading.of_property(found.facts)
        others = elsewhere.of(found, here)
        clouds = elsewhere.clouds(found, others)
        source = schema.source.name
        told = {
            "url": links.property_(source, schema.name, found.pointer),
            "schemas": others,
            "lacking": clouds.lacking,
            "values": elsewhere.table(here.values, clouds),
            "matrix_url": clouds.matrix_url,
        }
        sources = [source, *(each.stored.schema.source.name for each in clouds.having)]
        return Response(ElsewhereOfPropertySerializer(told, context={"sources": sources}).data)
