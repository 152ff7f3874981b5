"""What goes wrong, as Problem Details (RFC 9457): every error of the API has this form."""

import json
import logging
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from rest_framework import exceptions
from rest_framework.utils.encoders import JSONEncoder

from portal.api import links
from portal.catalog import sentences
from portal.sentence import any_of

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """One type of problem; its address under /api/v1/problems/ says what is written here, in the
    reader's language.
    """

    status: HTTPStatus
    title: str
    description: str


KINDS = {
    "ambiguous-property": Kind(
        HTTPStatus.MULTIPLE_CHOICES,
        gettext_noop("The short name means several properties"),
        gettext_noop("More than one property has this name; `choices` lists where each is."),
    ),
    "bad-parameter": Kind(
        HTTPStatus.BAD_REQUEST,
        gettext_noop("A query parameter is wrong"),
        gettext_noop(
            "A parameter is unknown here, is given twice, is missing, or has a value it can't "
            "have. `parameter` names it, `known` lists what would be understood."
        ),
    ),
    "bad-body": Kind(
        HTTPStatus.BAD_REQUEST,
        gettext_noop("The body is wrong"),
        gettext_noop(
            "It isn't JSON, or a member of it is missing, is unknown, or has a value it can't "
            "have. `member` names it; `line` and `column`, or `pointer`, tell where the body is "
            "no JSON."
        ),
    ),
    "bad-header": Kind(
        HTTPStatus.BAD_REQUEST,
        gettext_noop("A header is wrong"),
        gettext_noop("A header has a value it can't have. `header` names it."),
    ),
    "not-found": Kind(
        HTTPStatus.NOT_FOUND,
        gettext_noop("There is nothing at this address"),
        gettext_noop(
            "No source, schema, version, property or endpoint has this address, nor has ever had."
        ),
    ),
    "method-not-allowed": Kind(
        HTTPStatus.METHOD_NOT_ALLOWED,
        gettext_noop("The method is not allowed"),
        gettext_noop(
            "No method changes anything here; the header Allow lists those that there are."
        ),
    ),
    "not-acceptable": Kind(
        HTTPStatus.NOT_ACCEPTABLE,
        gettext_noop("There is no such representation"),
        gettext_noop(
            "The header Accept rules out every media type of this address; `available` lists them."
        ),
    ),
    "gone": Kind(
        HTTPStatus.GONE,
        gettext_noop("The property has been removed"),
        gettext_noop(
            "An earlier version of the schema has it, the current one doesn't. `property` holds "
            "its last facts."
        ),
    ),
    "precondition-failed": Kind(
        HTTPStatus.PRECONDITION_FAILED,
        gettext_noop("The representation is another one by now"),
        gettext_noop("No entity tag in the header If-Match is that of the current representation."),
    ),
    "too-large": Kind(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        gettext_noop("The body is too large"),
        gettext_noop("An instance of 1 MiB can be checked."),
    ),
    "unsupported-media-type": Kind(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        gettext_noop("The body is of another media type"),
        gettext_noop(
            "The header Content-Type names a type that isn't read here; `understood` lists those "
            "that are."
        ),
    ),
    "too-many-requests": Kind(
        HTTPStatus.TOO_MANY_REQUESTS,
        gettext_noop("Too many requests"),
        gettext_noop(
            "Your address has asked more often than it may. The header Retry-After says when to "
            "ask again, RateLimit-Policy how often that is."
        ),
    ),
    "internal-error": Kind(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        gettext_noop("The portal failed"),
        gettext_noop("A fault of the portal itself; it has been logged."),
    ),
    "busy": Kind(
        HTTPStatus.SERVICE_UNAVAILABLE,
        gettext_noop("Others come first"),
        gettext_noop(
            "As many checks are under way as the portal makes at once. The header Retry-After says "
            "when to ask again."
        ),
    ),
    "unavailable": Kind(
        HTTPStatus.SERVICE_UNAVAILABLE,
        gettext_noop("The portal can't answer just now"),
        gettext_noop(
            "The database does not answer. The header Retry-After says when to ask again."
        ),
    ),
}


class Problem(exceptions.APIException):
    """A problem of one of the KINDS; `extensions` become members of its body."""

    def __init__(self, kind: str, detail: str, **extensions: object) -> None:
        super().__init__(detail)
        self.kind = kind
        self.status_code = KINDS[kind].status
        self.extensions = extensions


def handle(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """Answer an exception of a view; Django REST framework's EXCEPTION_HANDLER."""
    request = context["request"]._request
    match error:
        case Problem():
            return response(request, error.kind, str(error.detail), **error.extensions)
        case Http404() | exceptions.NotFound():
            return response(request, "not-found", str(error) or described("not-found"))
        case exceptions.MethodNotAllowed():
            return response(request, "method-not-allowed", str(error.detail))
        case exceptions.NotAcceptable():
            available = [each.media_type for each in error.available_renderers or ()]
            types = sentences.told(any_of(available))
            detail = _("This address answers with %(types)s.") % {"types": types}
            return response(request, "not-acceptable", detail, available=available)
        case exceptions.UnsupportedMediaType():
            understood = [each.media_type for each in context["view"].parser_classes]
            types = sentences.told(any_of(understood))
            detail = _("This address reads %(types)s.") % {"types": types}
            detail = f"{error.detail} {detail}"
            return response(request, "unsupported-media-type", detail, understood=understood)
        case exceptions.APIException():
            return _of_status(request, error)
        case OperationalError() | InterfaceError():
            log.error("the database does not answer: %s", error)
            answer = response(request, "unavailable", described("unavailable"))
            answer["Retry-After"] = "5"
            return answer
    if settings.DEBUG:
        return None  # Django's page with the traceback says more
    # As Django does for an exception it answers itself, so that whatever listens hears of it.
    got_request_exception.send(sender=None, request=request)
    log.error("%s failed", request.path, exc_info=error)
    return response(request, "internal-error", described("internal-error"))


def response(request: HttpRequest, kind: str, detail: str, **extensions: object) -> HttpResponse:
    """A problem of one of the KINDS as an answer to `request`."""
    status, title = KINDS[kind].status, _(KINDS[kind].title)
    return _response(request, links.problem_type(kind), title, status, detail, extensions)


def described(kind: str) -> str:
    """What one of the KINDS means, in the reader's language."""
    return _(KINDS[kind].description)


def _of_status(request: HttpRequest, error: exceptions.APIException) -> HttpResponse:
    # RFC 9457, section 4.2.1: "about:blank" says no more than the status code does.
    status = HTTPStatus(error.status_code)
    return _response(request, "about:blank", status.phrase, status, str(error.detail), {})


def members(
    request: HttpRequest, kind: str, detail: str, **extensions: object
) -> dict[str, object]:
    """A problem of one of the KINDS as part of an answer to `request`."""
    title, status = _(KINDS[kind].title), KINDS[kind].status
    return _members(request, links.problem_type(kind), title, status, detail) | extensions


def _members(
    request: HttpRequest, kind: str, title: str, status: HTTPStatus, detail: str
) -> dict[str, object]:
    return {
        "type": kind,
        "title": title,
        "status": int(status),
        "detail": detail,
        "instance": request.get_full_path(),
    }


def _response(
    request: HttpRequest,
    kind: str,
    title: str,
    status: HTTPStatus,
    detail: str,
    extensions: dict[str, object],
) -> HttpResponse:
    members = _members(request, kind, title, status, detail)
    body = json.dumps({**members, **extensions}, cls=JSONEncoder, ensure_ascii=False)
    # Some of these statuses may be cached for as long as a cache likes (RFC 9110, section 15.1).
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(body, status=status, content_type=MEDIA_TYPE, headers=headers)
