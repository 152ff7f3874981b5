"""Conditional requests (RFC 9110, section 13) by strong entity tags."""

import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags, parse_http_date_safe
from django.utils.translation import gettext as _

from portal.api import problems

# What a 304 repeats of the answer it stands for (RFC 9110, section 15.4.5), and how fresh that is.
_REPEATED = (
    "Cache-Control", "ETag", "Last-Modified", "Link", "Memento-Datetime", "Portal-Captured-At",
    "Portal-Refreshing", "RateLimit", "RateLimit-Policy", "Vary",
)  # fmt: skip


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

    The conditions with dates hold where there is a modification date, which only the bytes of a
    version have; elsewhere they are ignored, as sections 13.1.3 and 13.1.4 have it.
    """
    current = response["ETag"]
    required = parse_etags(request.headers.get("If-Match", ""))
    if required and required != ["*"] and current not in required:
        detail = _("The representation has changed since it was read.")
        return problems.response(request, "precondition-failed", detail)
    known = parse_etags(request.headers.get("If-None-Match", ""))
    # The weak comparison: a tag comes back weakened from whoever got the bytes compressed.
    is_known = known == ["*"] or current in {each.removeprefix("W/") for each in known}
    if "If-None-Match" not in request.headers:
        is_known = _since(request.headers.get("If-Modified-Since", ""), response)
    if is_known:
        unchanged = HttpResponseNotModified()
        for name in _REPEATED:
            if name in response:
                unchanged[name] = response[name]
        return unchanged
    return None


def _since(date: str, response: HttpResponseBase) -> bool:
    """Whether `response` says that it is not newer than `date` (section 13.1.3)."""
    modified = parse_http_date_safe(response.get("Last-Modified", ""))
    asked = parse_http_date_safe(date)
    return modified is not None and asked is not None and modified <= asked
