"""The addresses below a schema; see catalog.addresses for the grammar."""

from django.urls import path, re_path

from portal.pages.views import compare, property, schema, versions

urlpatterns = [
    path("", schema.current),
    path("versions/", versions.versions),
    path("versions/<int:number>/", schema.pinned),
    re_path(r"^versions/(?P<number>[0-9]+)/(?P<path>[\s\S]+)/\Z", property.pinned),
    path("compare/", compare.choose),
    path("compare/<int:before>...<int:after>/", compare.compare),
    re_path(r"^(?!(?:versions|compare|-)/)(?P<path>[\s\S]+)/\Z", property.current),
]
