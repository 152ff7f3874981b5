"""Signing in and out. Where one goes on to is written out, not looked up: our addresses hold names
of any kind, so Django can't reverse them all."""

from urllib.parse import urlencode

from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpResponseRedirect


def redirect(back: str) -> HttpResponseRedirect:
    """Let the reader sign in, then go on to `back`."""
    return HttpResponseRedirect(f"/accounts/login/?{urlencode({'next': back})}")


class SignIn(LoginView):
    template_name = "pages/login.html"

    def get_default_redirect_url(self) -> str:
        return "/"


class SignOut(LogoutView):
    def get_default_redirect_url(self) -> str:
        return "/"
