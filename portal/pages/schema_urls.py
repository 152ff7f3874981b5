"""The addresses below a schema; see catalog.addresses for the grammar."""

from django.urls import path, re_path

from portal.notes.urls import below_schema as notes
from portal.pages import memento
from portal.pages.views import compare, property, schema, versions

_VERSION = "[1-9][0-9]{0,8}"  # what every database takes for a number
urlpatterns = [
    path("", memento.gate(schema.current)),
    path("versions/", versions.versions),
    re_path(rf"^versions/(?P<number>{_VERSION})/\Z", memento.memento(schema.pinned)),
    re_path(
        rf"^versions/(?P<number>{_VERSION})/(?P<path>[\s\S]+)/\Z", memento.memento(property.pinned)
    ),
    path("compare/", compare.choose),
    path("compare/<int:before>...<int:after>/", compare.compare),
    path("-/timemap/", memento.timemap),
    *notes,
    re_path(r"^(?!(?:versions|compare|-)/)(?P<path>[\s\S]+)/\Z", memento.gate(property.current)),
]
