"""What is answered where nothing is."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.pages import nearest


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Says what is not there, and leads to what may have been meant."""
    reason = exception.args[0] if type(exception) is Http404 and exception.args else ""
    context = {"reason": reason, "meant": nearest.meant(request.path)}
    return render(request, "404.html", context, status=404)
