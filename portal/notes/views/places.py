"""From an address to what a note is on."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from portal.catalog import addresses
from portal.catalog.models import Property, Schema, Source
from portal.notes.target import Target
from portal.notes.views import edit, show


def note_of_source(request: HttpRequest, name: str) -> HttpResponse:
    return show.show(request, _source(name))


def edit_note_of_source(request: HttpRequest, name: str) -> HttpResponse:
    return edit.edit(request, _source(name))


def note_of_schema(request: HttpRequest, schema: Schema, below: str = "") -> HttpResponse:
    return show.show(request, _below(schema, below))


def edit_note_of_schema(request: HttpRequest, schema: Schema, below: str = "") -> HttpResponse:
    return edit.edit(request, _below(schema, below))


def _source(name: str) -> Target:
    try:
        return Target.of(Source.objects.called(name))
    except Source.DoesNotExist as error:
        raise Http404(_("There is no source %(name)s.") % {"name": name}) from error


def _below(schema: Schema, below: str) -> Target:
    """`schema` itself, or its property at the decoded address `below`."""
    if not below:
        return Target.of(schema)
    try:
        found = Property.objects.at(schema, addresses.pointer_from(below))
    except Property.DoesNotExist as error:
        said = _("%(schema)s has never had a property there.") % {"schema": schema}
        raise Http404(said) from error
    found.schema = schema  # else it would be asked for again
    return Target.of(found)
