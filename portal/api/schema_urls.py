"""The addresses below a schema."""

from django.urls import path

from portal.api import converters  # noqa: F401 - registers them
from portal.api.views.captures import Captures
from portal.api.views.changes import Changes
from portal.api.views.elsewhere import ElsewhereView
from portal.api.views.pinned import PinnedProperties, PinnedProperty
from portal.api.views.properties import Properties, PropertyView
from portal.api.views.raw import Raw
from portal.api.views.schemas import SchemaView
from portal.api.views.timemap import TimeMap
from portal.api.views.validate import ValidateSchema, ValidateVersion
from portal.api.views.versions import Versions, VersionView

urlpatterns = [
    path("", SchemaView.as_view()),
    path("versions/", Versions.as_view()),
    path("versions/<number:number>/", VersionView.as_view()),
    path("versions/<number:number>/raw/", Raw.as_view()),
    path("versions/<number:number>/properties/", PinnedProperties.as_view()),
    path("versions/<number:number>/properties/<anything:property>/", PinnedProperty.as_view()),
    path("properties/", Properties.as_view()),
    path("properties/<anything:property>/", PropertyView.as_view()),
    path("elsewhere/", ElsewhereView.as_view()),
    path("changes/", Changes.as_view()),
    path("captures/", Captures.as_view()),
    path("timemap/", TimeMap.as_view()),
    path("validate/", ValidateSchema.as_view()),
    path("versions/<number:number>/validate/", ValidateVersion.as_view()),
]
