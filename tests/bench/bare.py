"""A Django of one view that answers with as many bytes as it is asked for; see tests.bench.api."""

import os
import sys
from typing import Any

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"x" * int(request.GET["size"]), content_type="application/json")


urlpatterns = [path("", answer)]


def main(port: int) -> None:
    settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="bench")
    django.setup()
    serve("tests.bench.bare:application", get_wsgi_application(), port)


def serve(target: str, application: Any, port: int) -> None:
    """Serve it as portal.management.web serves the portal."""
    workers = min(4, os.cpu_count() or 1)
    Server(
        target,
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=max(4, 2 * workers),
        log_level=LogLevels.warning,
    ).serve(target_loader=lambda: application, wrap_loader=False)


if __name__ == "__main__":
    main(int(sys.argv[1]))
