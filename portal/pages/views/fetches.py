"""Fetching on demand: a signed-in person asks, the fetch loop does it, the page follows."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from portal.catalog import addresses
from portal.catalog.models import FetchRequest, Source


@require_POST
def want(request: HttpRequest) -> HttpResponse:
    """Write down that a source, or one schema of it, is to be fetched; then show how it goes."""
    name, schema = (request.POST.get(key, "").replace("\0", "") for key in ("source", "schema"))
    source = get_object_or_404(Source, name=name)
    if not source.is_asked:
        raise Http404(_("%(source)s is not fetched from.") % {"source": source})
    if schema and not source.schemas.filter(name=schema).exists():
        told = _("%(source)s has no schema %(name)s.")
        raise Http404(told % {"source": source, "name": schema})
    if not request.user.is_authenticated:
        where = addresses.schema_url(name, schema) if schema else addresses.source_url(name)
        return redirect_to_login(where)
    wanted = FetchRequest.objects.want(
        source, schema, reason=FetchRequest.Reason.ASKED, user=request.user
    )
    return HttpResponseRedirect(wanted.get_absolute_url())


@vary_on_headers("HX-Request")
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """How a fetch goes: the whole page, or for htmx the part that changes.

    With `reader`, the name of a schema: what to tell those who are reading an older version of it.
    """
    found = get_object_or_404(FetchRequest.objects.select_related("source"), pk=pk)
    is_fragment = "HX-Request" in request.headers
    if is_fragment and "reader" in request.GET:
        name = request.GET["reader"]
        result = next((each for each in found.results if each["schema"] == name), None)
        context = {"fetch": found, "name": name, "result": result}
        return render(request, "pages/_fetch_reader.html", context)
    context = {
        "fetch": found,
        "failed": sum(result["version"] is None for result in found.results),
        "new": sum(result["outcome"] == "new" for result in found.results),
    }
    return render(request, f"pages/{'_fetch' if is_fragment else 'fetch'}.html", context)
