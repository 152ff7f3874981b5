"""Answers in the words of an image service, as Glance 33.0.0 gives them (tests/recordings)."""

import json
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

_HTML, _JSON = "text/html", "application/json"
_PAGE = """\
<html>
 <head>
  <title>{code}</title>
 </head>
 <body>
  <h1>{code}</h1>
  {text}<br /><br />



 </body>
</html>
"""
RETRY_SECONDS = 60


def versions(base: str, status: HTTPStatus) -> HttpResponse:
    """The versions document: the one version of the API that is replayed, below `base`.

    The service's own list is not captured, so nothing is said of its minor versions.
    """
    link = {"rel": "self", "href": f"{base}/v2/"}
    document = {"versions": [{"id": "v2.0", "status": "CURRENT", "links": [link]}]}
    return HttpResponse(json.dumps(document), content_type=_JSON, status=status)


def not_found(request: HttpRequest, why: str = "") -> HttpResponse:
    return _error(request, HTTPStatus.NOT_FOUND, why or "The resource could not be found.")


def not_allowed(request: HttpRequest) -> HttpResponse:
    """Status 405, without a body for HEAD, and always as HTML."""
    status = HTTPStatus.METHOD_NOT_ALLOWED
    text = f"The method {request.method} is not allowed for this resource. "
    body = "" if request.method == "HEAD" else _page(status, text)
    return HttpResponse(
        body, content_type="text/html; charset=UTF-8", status=status, headers={"Allow": "GET"}
    )


def not_captured(request: HttpRequest, why: str) -> HttpResponse:
    """Status 503: the service has it or not, which the portal has not seen yet."""
    response = _error(request, HTTPStatus.SERVICE_UNAVAILABLE, why)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def _error(request: HttpRequest, status: HTTPStatus, text: str) -> HttpResponse:
    if request.get_preferred_type([_HTML, _JSON]) != _JSON:
        body = _page(status, text)
        return HttpResponse(body, content_type="text/html; charset=UTF-8", status=status)
    problem = {
        "message": f"{text}<br /><br />\n\n\n",
        "code": f"{status.value} {status.phrase}",
        "title": status.phrase,
    }
    return HttpResponse(json.dumps(problem), content_type=_JSON, status=status)


def _page(status: HTTPStatus, text: str) -> str:
    return _PAGE.format(code=f"{status.value} {status.phrase}", text=text)
