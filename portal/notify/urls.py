"""The addresses of what people hear of."""

from django.urls import path, re_path

from portal.notify.views import confirm, mine, stop

urlpatterns = [
    path("notify/", mine.mine),
    re_path(r"^notify/confirm/(?P<token>[\w:.-]+)/\Z", confirm.confirm),
    re_path(r"^notify/stop/(?P<token>[\w:.-]+)/\Z", stop.stop),
]
