"""The history of a schema: its versions and the captures that showed them."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.catalog.models import Schema
from portal.history import report, timeline
from portal.history.versions import Version, versions_of
from portal.pages import freshness
from portal.schema.impact import Impact

_LATEST_CAPTURES = 20


@dataclass(frozen=True, slots=True)
class Brought:
    """How many changes of one impact a version brought, and where they are."""

    impact: Impact
    words: str
    url: str


def versions(request: HttpRequest, schema: Schema) -> HttpResponse:
    found, impacts = versions_of(schema), timeline.impacts_of(schema)
    context = {
        "schema": schema,
        "versions": found,
        "timeline": timeline.of(schema, found, impacts),
        "told": [(version, brought(version, impacts)) for version in found],
        "captures": schema.observations.select_related("snapshot").order_by("-number")[
            :_LATEST_CAPTURES
        ],
        "freshness": freshness.of(schema),
    }
    return render(request, "pages/versions.html", context)


def brought(version: Version, impacts: timeline.Impacts) -> list[Brought]:
    """What a version did to its readers, the gravest first."""
    counts = impacts.get(version.number, {})
    return [
        Brought(
            impact,
            report.counted(impact, counts[impact]),
            f"{version.compare_url}?impact={impact}",
        )
        for impact in Impact
        if counts.get(impact)
    ]
