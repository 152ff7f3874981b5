"""One source: its schemas, how each stands, and how it is asked."""

from django.db.models import Case, F, OuterRef, Subquery, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.catalog.models import Observation, Schema, Source
from portal.pages import states


def source(request: HttpRequest, name: str) -> HttpResponse:
    try:
        found = Source.objects.called(name)
    except Source.DoesNotExist as error:
        raise Http404(_("There is no source %(name)s") % {"name": name}) from error
    if found.name != name:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    first = Observation.objects.filter(snapshot=OuterRef("current")).order_by("number")
    schemas = (
        Schema.objects.with_last_fetch()
        .filter(source=found)
        .select_related("source", "current")
        .annotate(
            number_before=F("current__number") - 1,
            # What was there from the first has not changed.
            changed_at=Case(When(current__number__gt=1, then=Subquery(first.values("at")[:1]))),
        )
    )
    rows = [(schema, states.of(schema)) for schema in schemas]
    context = {
        "source": found,
        "rows": rows,
        "open_request": found.fetch_requests.filter(schema_name="", finished_at=None).first(),
    }
    return render(request, "pages/source.html", context)
