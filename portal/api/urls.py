"""The addresses of the API; what lies below a schema is told apart in portal.api.routing."""

from django.urls import include, path, re_path
from django.urls.resolvers import URLPattern, URLResolver

from portal.api import converters  # noqa: F401 - registers them
from portal.api.routing import below_schema, unknown
from portal.api.views.bulk import Bulk
from portal.api.views.check_links import CheckLinks
from portal.api.views.compare import Compare
from portal.api.views.docs import Docs
from portal.api.views.export import Export
from portal.api.views.fetches import Fetch, Fetches
from portal.api.views.history import History
from portal.api.views.index import Index
from portal.api.views.matrix import MatrixView
from portal.api.views.notes import Notes
from portal.api.views.openapi import OpenApi
from portal.api.views.problems import ProblemKind, ProblemKinds
from portal.api.views.recipes import recipes
from portal.api.views.rules import Contexts, Rules
from portal.api.views.schemas import Schemas
from portal.api.views.search import Search
from portal.api.views.sources import Sources, SourceView
from portal.api.views.validate import Validate

_plain: list[URLPattern | URLResolver] = [
    path("", Index.as_view()),
    path("sources/", Sources.as_view()),
    path("sources/<source:source>/", SourceView.as_view()),
    path("sources/<source:source>/schemas/", Schemas.as_view()),
    path("search/", Search.as_view()),
    path("changes/", History.as_view()),
    path("notes/", Notes.as_view()),
    path("fetches/", Fetches.as_view()),
    path("fetches/<number:fetch>/", Fetch.as_view()),
    path("rules/", Rules.as_view()),
    path("rules/contexts/", Contexts.as_view()),
    path("compare/", Compare.as_view()),
    path("matrix/", MatrixView.as_view()),
    path("validate/", Validate.as_view()),
    path("check-links/", CheckLinks.as_view()),
    path("bulk/", Bulk.as_view()),
    path("export.ndjson", Export.as_view()),
    path("problems/", ProblemKinds.as_view()),
    path("problems/<slug:kind>/", ProblemKind.as_view()),
]
urlpatterns = [
    *_plain,
    path("sources/<source:source>/schemas/<anything:rest>/", below_schema),
    path("schema/", OpenApi.as_view()),
    path("docs/", Docs.as_view()),
    path("docs/recipes/", recipes),
    # Only with a slash at the end, so that Django still adds the one that is missing elsewhere.
    re_path(r"^[\s\S]*/\Z", unknown),
]
# For the OpenAPI document, never for routing: a schema's name may end in "properties".
described = [
    path("api/v1/", include(_plain)),
    path(
        "api/v1/sources/<source:source>/schemas/<anything:schema>/",
        include("portal.api.schema_urls"),
    ),
]
