"""Which pages no other window may hold on to (Cross-Origin-Opener-Policy, HTML section 7.1.3)."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

_HEADER: Final = "Cross-Origin-Opener-Policy"


def isolated(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Isolate what somebody signs in with, and all they see from then on.

    A public page has nothing that whoever opened it could not fetch themselves. To isolate it would
    cost a reader who comes from a wiki: the browser learns of it when the answer is there, and then
    starts another process for the page, a quarter of the time until a schema is painted.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_somebody = settings.SESSION_COOKIE_NAME in request.COOKIES
        if is_somebody or request.path_info == settings.LOGIN_URL:
            response[_HEADER] = "same-origin"
        return response

    return answer
