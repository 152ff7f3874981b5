"""Conditional requests (RFC 9110, section 13) by strong entity tags."""

import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags

from portal.api import problems

# What a 304 repeats of the answer it stands for (RFC 9110, section 15.4.5), and how fresh that is.
_REPEATED = ("Cache-Control", "ETag", "Vary", "Portal-Captured-At", "Portal-Refreshing")


def tag(body: bytes, content_type: str) -> str:
    """The strong entity tag of a representation: the same for the same bytes, and for no others."""
    digest = hashlib.sha256(content_type.encode() + b"\0" + body).hexdigest()
    return f'"{digest[:32]}"'


def tagged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """`response`, which is complete, under the tag of its bytes; or what stands for it."""
    response["ETag"] = tag(response.content, response["Content-Type"])
    return instead(request, response) or response


def instead(request: HttpRequest, response: HttpResponseBase) -> HttpResponse | None:
    """What answers `request` in place of `response`, which has its ETag; None if nothing does.

    The portal gives no modification dates, so the conditions with dates are ignored, as
    sections 13.1.3 and 13.1.4 have it.
    """
    current = response["ETag"]
    required = parse_etags(request.headers.get("If-Match", ""))
    if required and required != ["*"] and current not in required:
        detail = "The representation has changed since it was read."
        return problems.response(request, "precondition-failed", detail)
    known = parse_etags(request.headers.get("If-None-Match", ""))
    # The weak comparison: a tag comes back weakened from whoever got the bytes compressed.
    if known == ["*"] or current in {each.removeprefix("W/") for each in known}:
        unchanged = HttpResponseNotModified()
        for name in _REPEATED:
            if name in response:
                unchanged[name] = response[name]
        return unchanged
    return None
