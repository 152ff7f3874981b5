"""Asking the portal's own views for a page, with no server in between."""

import io
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.template.response import SimpleTemplateResponse
from django.urls import resolve


class NotAnswered(RuntimeError):
    """An address of the portal that its views do not answer with status 200."""


def ask(address: str) -> HttpResponse:
    """Return what an anonymous reader gets at `address` (path and query, percent-encoded).

    In the language that is active. Nothing but the view is asked: no session, no cookie, no
    middleware. Raises NotAnswered.
    """
    request = request_for(address)
    match = request.resolver_match = resolve(request.path_info)
    response = match.func(request, *match.args, **match.kwargs)
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    if response.status_code != 200 or not isinstance(response, HttpResponse):
        raise NotAnswered(f"{address} is answered with status {response.status_code}")
    return response


def request_for(address: str) -> WSGIRequest:
    """The request of an anonymous reader, as the views and the templates want it."""
    public, asked = urlsplit(settings.PORTAL_URL), urlsplit(address)
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            # As WSGI has it (PEP 3333): the bytes of the path, one character each.
            "PATH_INFO": unquote(asked.path).encode(errors="surrogatepass").decode("latin-1"),
            "QUERY_STRING": asked.query,
            "SERVER_NAME": public.hostname or "",
            "SERVER_PORT": str(public.port or (443 if public.scheme == "https" else 80)),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": public.scheme,
            "wsgi.input": io.BytesIO(),
        }
    )
    request.user = AnonymousUser()
    return request
