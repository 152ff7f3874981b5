"""Conditional requests (RFC 9110, section 13): who knows an answer already is told just that."""

import hashlib
from collections.abc import Mapping

from django.http import HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags, parse_http_date_safe

# What a 304 repeats of the answer it stands for (section 15.4.5), how fresh that is, and who may
# read it: a script of another site that sends the condition itself is shown the 304.
_REPEATED = (
    "Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Cache-Control",
    "Content-Security-Policy", "ETag", "Last-Modified", "Link", "Memento-Datetime",
    "Portal-Captured-At", "Portal-Refreshing", "RateLimit", "RateLimit-Policy", "Vary",
)  # fmt: skip


def tag(body: bytes, content_type: str) -> str:
    """The strong entity tag of a representation: the same for the same bytes, and for no others."""
    digest = hashlib.sha256(content_type.encode() + b"\0" + body).hexdigest()
    return f'"{digest[:32]}"'


def unchanged(
    conditions: Mapping[str, str], response: HttpResponseBase
) -> HttpResponseNotModified | None:
    """What stands for `response`, which has its ETag, if by the request's headers it is known.

    If-Modified-Since holds only where there is a modification date, as the bytes of a version have
    it; elsewhere it is ignored, as section 13.1.3 has it.
    """
    if "If-None-Match" in conditions:
        tags = parse_etags(conditions["If-None-Match"])
        # The weak comparison: a tag comes back weakened from whoever got the bytes compressed.
        known = {each.removeprefix("W/") for each in tags}
        is_known = tags == ["*"] or response["ETag"].removeprefix("W/") in known
    else:
        modified = parse_http_date_safe(response.get("Last-Modified", ""))
        asked = parse_http_date_safe(conditions.get("If-Modified-Since", ""))
        is_known = modified is not None and asked is not None and modified <= asked
    if not is_known:
        return None
    answer = HttpResponseNotModified()
    for name in _REPEATED:
        if name in response:
            answer[name] = response[name]
    return answer
