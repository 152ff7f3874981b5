"""In which language a reader is answered."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

# Addresses that programs ask, and pages in the frames of other sites, where no cookie comes along.
_WITHOUT_COOKIES = ("/api/", "/embed/", "/oembed?")
_RECIPES = "/api/v1/docs/recipes/"  # a page like any other


class LanguageMiddleware(LocaleMiddleware):
    """Answers in the language of the cookie, else of Accept-Language, and tells caches so.

    Programs send no cookies, and what the API answers may be kept for everybody: there the header
    alone counts. Where an answer is the same for all readers, such as the bytes of a version, its
    view says so (`of_no_language`): caches then keep it once.
    """

    def process_request(self, request: HttpRequest) -> None:
        if _heeds_cookie(request):
            super().process_request(request)
            return
        without_cookies = HttpRequest()
        without_cookies.META = request.META
        translation.activate(translation.get_language_from_request(without_cookies))

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if getattr(response, "of_no_language", False):
            return response
        if _heeds_cookie(request):
            patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return super().process_response(request, response)


def _heeds_cookie(request: HttpRequest) -> bool:
    path = request.path_info
    return path == _RECIPES or not f"{path}?".startswith(_WITHOUT_COOKIES)
