"""Confirming an address by the link in a mail that was sent there: without an account."""

from http import HTTPStatus

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.notify import confirming


# The token is the permission, and whoever has the mail needs no cookie of ours.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether mails may be sent there; by POST, have them sent. A GET never does it."""
    try:
        confirmation = confirming.meant(token)
    except BadSignature:
        confirmation = None
    if confirmation is None:
        return render(request, "notify/confirm.html", status=HTTPStatus.NOT_FOUND)
    if request.method == "POST":
        confirming.confirm(confirmation)
    context = {"confirmation": confirmation, "done": request.method == "POST"}
    return render(request, "notify/confirm.html", context)
