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
from rest_framework import exceptions
from rest_framework.utils.encoders import JSONEncoder

from portal.api import links

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """One type of problem; its address under /api/v1/problems/ says what is written here."""

    status: HTTPStatus
    title: str
    description: str


KINDS = {
    "ambiguous-property": Kind(
        HTTPStatus.MULTIPLE_CHOICES,
        "The short name means several properties",
        "More than one property has this name; `choices` lists where each is.",
    ),
    "bad-parameter": Kind(
        HTTPStatus.BAD_REQUEST,
        "A query parameter is wrong",
        "A parameter is unknown here, is given twice, is missing, or has a value it can't have. "
        "`parameter` names it, `known` lists what would be understood.",
    ),
    "bad-body": Kind(
        HTTPStatus.BAD_REQUEST,
        "The body is wrong",
        "It isn't JSON, or a member of it is missing, is unknown, or has a value it can't have. "
        "`member` names it; `line` and `column`, or `pointer`, tell where the body is no JSON.",
    ),
    "not-found": Kind(
        HTTPStatus.NOT_FOUND,
        "There is nothing at this address",
        "No source, schema, version, property or endpoint has this address, nor has ever had.",
    ),
    "method-not-allowed": Kind(
        HTTPStatus.METHOD_NOT_ALLOWED,
        "The method is not allowed",
        "No method changes anything here; the header Allow lists those that there are.",
    ),
    "not-acceptable": Kind(
        HTTPStatus.NOT_ACCEPTABLE,
        "There is no such representation",
        "The header Accept rules out every media type of this address; `available` lists them.",
    ),
    "gone": Kind(
        HTTPStatus.GONE,
        "The property has been removed",
        "An earlier version of the schema has it, the current one doesn't. `property` holds its "
        "last facts.",
    ),
    "precondition-failed": Kind(
        HTTPStatus.PRECONDITION_FAILED,
        "The representation is another one by now",
        "No entity tag in the header If-Match is that of the current representation.",
    ),
    "too-large": Kind(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "The body is too large",
        "An instance of 1 MiB can be checked.",
    ),
    "unsupported-media-type": Kind(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        "The body is of another media type",
        "The header Content-Type names a type that isn't read here; `understood` lists those that "
        "are.",
    ),
    "internal-error": Kind(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "The portal failed",
        "A fault of the portal itself; it has been logged.",
    ),
    "busy": Kind(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "Others come first",
        "As many checks are under way as the portal makes at once. The header Retry-After says "
        "when to ask again.",
    ),
    "unavailable": Kind(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "The portal can't answer just now",
        "The database does not answer. The header Retry-After says when to ask again.",
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
            return response(request, "not-found", str(error) or KINDS["not-found"].description)
        case exceptions.MethodNotAllowed():
            return response(request, "method-not-allowed", str(error.detail))
        case exceptions.NotAcceptable():
            available = [each.media_type for each in error.available_renderers or ()]
            detail = f"This address answers with {' or '.join(available)}."
            return response(request, "not-acceptable", detail, available=available)
        case exceptions.UnsupportedMediaType():
            understood = [each.media_type for each in context["view"].parser_classes]
            detail = f"{error.detail} This address reads {' or '.join(understood)}."
            return response(request, "unsupported-media-type", detail, understood=understood)
        case exceptions.APIException():
            return _of_status(request, error)
        case OperationalError() | InterfaceError():
            log.error("the database does not answer: %s", error)
            answer = response(request, "unavailable", KINDS["unavailable"].description)
            answer["Retry-After"] = "5"
            return answer
    if settings.DEBUG:
        return None  # Django's page with the traceback says more
    # As Django does for an exception it answers itself, so that whatever listens hears of it.
    got_request_exception.send(sender=None, request=request)
    log.error("%s failed", request.path, exc_info=error)
    return response(request, "internal-error", KINDS["internal-error"].description)


def response(request: HttpRequest, kind: str, detail: str, **extensions: object) -> HttpResponse:
    """A problem of one of the KINDS as an answer to `request`."""
    status, title = KINDS[kind].status, KINDS[kind].title
    return _response(request, links.problem_type(kind), title, status, detail, extensions)


def _of_status(request: HttpRequest, error: exceptions.APIException) -> HttpResponse:
    # RFC 9457, section 4.2.1: "about:blank" says no more than the status code does.
    status = HTTPStatus(error.status_code)
    return _response(request, "about:blank", status.phrase, status, str(error.detail), {})


def _response(
    request: HttpRequest,
    kind: str,
    title: str,
    status: HTTPStatus,
    detail: str,
    extensions: dict[str, object],
) -> HttpResponse:
    members = {
        "type": kind,
        "title": title,
        "status": int(status),
        "detail": detail,
        "instance": request.get_full_path(),
    }
    body = json.dumps({**members, **extensions}, cls=JSONEncoder, ensure_ascii=False)
    # Some of these statuses may be cached for as long as a cache likes (RFC 9110, section 15.1).
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(body, status=status, content_type=MEDIA_TYPE, headers=headers)
