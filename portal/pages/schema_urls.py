"""The addresses below a schema; see catalog.addresses for the grammar."""

from django.urls import path, re_path

from portal.pages.views import compare, property, schema, versions

_VERSION = "[1-9][0-9]{0,8}"  # what every database takes for a number
urlpatterns = [
    path("", schema.current),
    path("versions/", versions.versions),
    re_path(rf"^versions/(?P<number>{_VERSION})/\Z", schema.pinned),
    re_path(rf"^versions/(?P<number>{_VERSION})/(?P<path>[\s\S]+)/\Z", property.pinned),
    path("compare/", compare.choose),
    path("compare/<int:before>...<int:after>/", compare.compare),
    re_path(r"^(?!(?:versions|compare|-)/)(?P<path>[\s\S]+)/\Z", property.current),
]
