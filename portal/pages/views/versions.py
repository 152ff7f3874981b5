"""The history of a schema: its versions and the captures that showed them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.catalog.models import Schema
from portal.history.versions import versions_of
from portal.pages import freshness

_LATEST_CAPTURES = 20


def versions(request: HttpRequest, schema: Schema) -> HttpResponse:
    context = {
        "schema": schema,
        "versions": versions_of(schema),
        "captures": schema.observations.select_related("snapshot").order_by("-number")[
            :_LATEST_CAPTURES
        ],
        "freshness": freshness.of(schema),
    }
    return render(request, "pages/versions.html", context)
