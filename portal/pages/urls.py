"""The addresses of the HTML pages. `below_source` tells apart what lies under a source."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path, re_path

from portal.pages.views import (
    card,
    changes,
    check_links,
    compare,
    embed,
    evidence,
    feeds,
    fetches,
    go,
    health,
    home,
    language,
    matrix,
    oembed,
    routing,
    rules,
    search,
    source,
    styleguide,
    validate,
)

urlpatterns = [
    path("", home.home),
    path("search/", search.search),
    path("search/quick/", search.quick),
    path("changes/", changes.changes),
    path("feeds/changes.atom", feeds.changes),
    path("rules/", rules.rules),
    path("compare/", compare.anywhere),
    path("matrix/", matrix.show),
    path("validate/", validate.validate),
    path("accounts/login/", LoginView.as_view(template_name="pages/login.html")),
    path("accounts/logout/", LogoutView.as_view()),
    path("language/", language.choose),
    path("fetches/", fetches.want),
    path("fetches/<int:pk>/", fetches.show),
    path("check-links/", check_links.check_links),
    re_path(r"^embed/(?P<rest>[\s\S]+)/\Z", embed.embed),
    path("oembed", oembed.oembed),
    re_path(r"^go/(?P<text>[\s\S]*)\Z", go.go),
    path("health/", health.health),
    path("styleguide/", styleguide.styleguide),
    path("", include("portal.notes.urls")),
    re_path(r"^(?P<name>[a-z0-9-]+)/\Z", source.source),
    re_path(
        r"^(?P<source>[a-z0-9-]+)/(?P<rest>[\s\S]+)/-/evidence/(?P<number>[1-9][0-9]{0,8})\.zip\Z",
        evidence.bundle,
    ),
    re_path(
        r"^(?P<source>[a-z0-9-]+)/(?P<rest>[\s\S]+?)/-/card/(?P<number>[1-9][0-9]{0,8})"
        r"(?:/(?P<path>[\s\S]+))?\.png\Z",
        card.card,
    ),
    # Names of schemas and properties hold anything, line breaks included.
    re_path(r"^(?P<source>[a-z0-9-]+)/(?P<rest>[\s\S]+)/\Z", routing.below_source),
]
