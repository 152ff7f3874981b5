"""One source: its schemas, how each stands, and how it is asked."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.catalog.models import Schema, Source
from portal.pages import states


def source(request: HttpRequest, name: str) -> HttpResponse:
    try:
        found = Source.objects.get(name=name)
    except Source.DoesNotExist as error:
        raise Http404(f"There is no source {name}") from error
    schemas = (
        Schema.objects.with_last_fetch().filter(source=found).select_related("source", "current")
    )
    rows = [(schema, states.of(schema)) for schema in schemas]
    context = {
        "source": found,
        "rows": rows,
        "open_request": found.fetch_requests.filter(schema_name="", finished_at=None).first(),
    }
    return render(request, "pages/source.html", context)
