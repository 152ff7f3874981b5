"""The addresses of the HTML pages. `below_source` tells apart what lies under a source."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path, re_path

from portal.pages.views import (
    changes,
    compare,
    fetches,
    health,
    home,
    matrix,
    routing,
    rules,
    search,
    source,
    validate,
)

urlpatterns = [
    path("", home.home),
    path("search/", search.search),
    path("changes/", changes.changes),
    path("rules/", rules.rules),
    path("compare/", compare.anywhere),
    path("matrix/", matrix.show),
    path("validate/", validate.validate),
    path("accounts/login/", LoginView.as_view(template_name="pages/login.html")),
    path("accounts/logout/", LogoutView.as_view()),
    path("fetches/", fetches.want),
    path("fetches/<int:pk>/", fetches.show),
    path("health/", health.health),
    re_path(r"^(?P<name>[a-z0-9-]+)/\Z", source.source),
    # Names of schemas and properties hold anything, line breaks included.
    re_path(r"^(?P<source>[a-z0-9-]+)/(?P<rest>[\s\S]+)/\Z", routing.below_source),
]
