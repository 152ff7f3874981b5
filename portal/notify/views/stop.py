"""Stopping subscriptions by a link in a mail: without an account, and by one click (RFC 8058)."""

from http import HTTPStatus

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.notify import stopping, wording


# The token is the permission. Programs that read mail send the POST, with no cookie of ours.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to stop; by POST, do so. It can be done again, and a GET never does it."""
    try:
        subscriptions = stopping.meant(token)
    except BadSignature:
        return render(request, "notify/stop.html", {"broken": True}, status=HTTPStatus.NOT_FOUND)
    names = [wording.told(each) for each in subscriptions]
    if request.method == "POST":
        subscriptions.delete()
    return render(request, "notify/stop.html", {"names": names, "done": request.method == "POST"})
