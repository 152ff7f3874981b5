"""The addresses of replayed services; nothing but a name stands where the service's own begin."""

from django.urls import re_path

from portal.replay import views

urlpatterns = [
    re_path(
        r"^replay/(?P<name>[a-z0-9-]+)(?:@(?P<moment>[^/]+))?(?P<path>/[\s\S]*)?\Z", views.source
    ),
    re_path(r"^(?P<path>v2/schemas/[\s\S]+|versions/?)\Z", views.site),
]
