"""Scripts on other sites may read the API (the Fetch standard, CORS protocol)."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

_API: Final = "/api/"
_EXPOSED: Final = (
    "Allow, Content-Disposition, ETag, Link, Memento-Datetime, Portal-Captured-At, "
    "Portal-Refreshing, RateLimit, RateLimit-Policy, Repr-Digest, Retry-After"
)
_PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS, POST",
    "Access-Control-Allow-Headers": "Accept, Accept-Datetime, Accept-Language, Content-Type, "
    "If-Match, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class Cors:
    """Lets every origin read what is below /api/, without credentials: it is the same for all.

    The answer doesn't depend on the origin, so it needs no Vary, and caches keep it once.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(_API):
            return self._get_response(request)
        response: HttpResponseBase
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            response = HttpResponse(status=204, headers=_PREFLIGHT)
        else:
            response = self._get_response(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = _EXPOSED
        return response
