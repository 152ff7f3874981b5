"""Conditional requests to the API (RFC 9110, section 13) by strong entity tags."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags
from django.utils.translation import gettext as _

from portal.api import problems
from portal.conditional import tag, unchanged


def tagged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """`response`, which is complete, under the tag of its bytes; or what stands for it."""
    response["ETag"] = tag(response.content, response["Content-Type"])
    final = instead(request, response) or response
    final.of_no_language = getattr(response, "of_no_language", False)  # type: ignore[attr-defined]
    return final


def instead(request: HttpRequest, response: HttpResponseBase) -> HttpResponse | None:
    """What answers `request` in place of `response`, which has its ETag; None if nothing does.

    If-Unmodified-Since is ignored, as section 13.1.4 has it where there is no modification date.
    """
    required = parse_etags(request.headers.get("If-Match", ""))
    if required and required != ["*"] and response["ETag"] not in required:
        detail = _("The representation has changed since it was read.")
        return problems.response(request, "precondition-failed", detail)
    return unchanged(request.headers, response)
