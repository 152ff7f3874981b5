"""Every answer of the API says the digest of its bytes (Repr-Digest; RFC 9530)."""

import base64
import hashlib
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

_API: Final = "/api/"
_HEADER: Final = "Repr-Digest"


def digested(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Tell the digest of what is sent, as it is sent: compressed, if it is (section 3).

    Of what is streamed it is known only at the end, where HTTP/1.1 servers for WSGI can't say it.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if (
            request.path_info.startswith(_API)
            and isinstance(response, HttpResponse)
            and response.content
            and _HEADER not in response
        ):
            response[_HEADER] = field(hashlib.sha256(response.content).digest())
        return response

    return answer


def field(sha256: bytes) -> str:
    """The value of the header for bytes with this SHA-256."""
    return f"sha-256=:{base64.b64encode(sha256).decode()}:"
