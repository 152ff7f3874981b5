"""Every address of the portal; those below a source are told apart in catalog.addresses."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("portal.api.urls")),
    path("", include("portal.pages.urls")),
]
