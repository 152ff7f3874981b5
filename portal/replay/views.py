"""The upstream's own API, answered from what was captured: for clients that know nothing of us.

/replay/<source>/…          as the source answers now
/replay/<source>@<when>/…   as it answered then: a date, a time, or the number of a version
/v2/schemas/…, /versions    the same for the source that PORTAL_REPLAY names
"""

import re
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import escape
from django.views.decorators.csrf import csrf_exempt

from portal.catalog import addresses, documents
from portal.catalog.models import Source
from portal.replay import answers, stored

_MINOR = r"v2(?:\.(?:[0-9]|1[0-5]))?"  # what Glance 33.0.0 takes for its second version
_SCHEMA = re.compile(rf"/{_MINOR}/schemas/(?P<name>[\s\S]+)")
_OURS = re.compile(rf"/{_MINOR}(?:/[\s\S]*)?")
_ACCEPTED = re.compile(rf"application/vnd\.openstack\.images-({_MINOR})")


@csrf_exempt
def source(request: HttpRequest, name: str, moment: str = "", path: str = "") -> HttpResponse:
    """Answer what the source `name` would answer at `path`."""
    at = f"@{addresses.encode(moment)}" if moment else ""
    return _answer(request, name, moment, path, f"{settings.PORTAL_URL}/replay/{name}{at}")


@csrf_exempt
def site(request: HttpRequest, path: str) -> HttpResponse:
    """Answer for the source that the operator has named, at the site's own addresses."""
    if not settings.REPLAYED:
        raise Http404("No source is replayed here; see /replay/<source>/.")
    return _answer(request, settings.REPLAYED, "", f"/{path}", settings.PORTAL_URL)


def _answer(request: HttpRequest, name: str, moment: str, path: str, base: str) -> HttpResponse:
    response = _said(request, name, moment, path, base)
    setattr(response, "of_no_language", True)  # noqa: B010 - for pages.language
    return response


def _said(request: HttpRequest, name: str, moment: str, path: str, base: str) -> HttpResponse:
    try:
        replayed = Source.objects.called(name)  # without a redirect, which not all clients follow
    except Source.DoesNotExist:
        return answers.not_found(request, escape(f"The portal has no source {name!r}."))
    accepted = _ACCEPTED.match(request.headers.get("Accept", ""))
    if accepted and not _OURS.fullmatch(path):
        path = f"/{accepted[1]}{path}"
    if path.rstrip("/") == "/versions":
        return answers.versions(base, HTTPStatus.OK)
    if not _OURS.fullmatch(path):
        return answers.versions(base, HTTPStatus.MULTIPLE_CHOICES)
    asked = _SCHEMA.fullmatch(path)
    if asked is None:
        return answers.not_found(request)
    return _schema(request, replayed, asked["name"], moment)


def _schema(request: HttpRequest, replayed: Source, name: str, moment: str) -> HttpResponse:
    try:
        found = stored.snapshot(replayed, name, moment)
    except stored.NotFoundThere as error:
        return answers.not_found(request, escape(str(error)))
    except stored.NotCaptured as error:
        return answers.not_captured(request, escape(str(error)))
    if request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.OK)
    if request.method != "GET":
        return answers.not_allowed(request)
    # The service never compresses; a client that compares bytes or lengths shall not notice.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    page = f"{settings.PORTAL_URL}{found.get_absolute_url()}"
    return HttpResponse(
        documents.raw(found),
        content_type=stored.content_type(found),
        headers={"Cache-Control": "no-cache", "Link": f'<{page}>; rel="describedby"'},
    )
