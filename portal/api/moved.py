"""What is answered at the address of a source or a schema that has another name now."""

from django.http import HttpRequest, HttpResponsePermanentRedirect
from rest_framework.request import Request


def moved(request: HttpRequest | Request, url: str) -> HttpResponsePermanentRedirect:
    """The same below `url`, by the same method (308; RFC 9110, section 15.4.9)."""
    query = request.META["QUERY_STRING"]
    whole = f"{url}?{query}" if query else url
    return HttpResponsePermanentRedirect(whole, preserve_request=True)
