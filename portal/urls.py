"""Every address of the portal; those below a source are told apart in catalog.addresses."""

from django.urls import include, path, re_path

from portal.api.routing import unknown

handler404 = "portal.pages.views.errors.not_found"
urlpatterns = [
    path("api/v1/", include("portal.api.urls")),
    re_path(r"^api/[\s\S]*/\Z", unknown),
    path("", include("portal.replay.urls")),
    path("", include("portal.notify.urls")),
    path("", include("portal.pages.urls")),
]
