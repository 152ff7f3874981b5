"""For whoever watches over the portal: does it answer, and does its database?"""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse


def health(request: HttpRequest) -> HttpResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _said("the database does not answer", 503)
    return _said("ok", 200)


def _said(text: str, status: int) -> HttpResponse:
    headers = {"Cache-Control": "no-store"}  # each one who asks wants to know how it is now
    return HttpResponse(f"{text}\n", "text/plain", status, headers=headers)
