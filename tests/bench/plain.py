"""A list of properties as Django REST framework's own classes give it; see tests.bench.api."""

import os
import sys
from typing import Any

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db.models import QuerySet
from django.urls import path

from tests.bench.bare import serve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
settings.ROOT_URLCONF = __name__
settings.MIDDLEWARE = []
django.setup()

from rest_framework import generics, serializers  # noqa: E402 - they read the settings

from portal.catalog.models import Property  # noqa: E402


class Serializer(serializers.ModelSerializer[Property]):
    class Meta:
        model = Property
        fields = "__all__"


class Properties(generics.ListAPIView[Property]):
    serializer_class = Serializer
    pagination_class = None

    def get_queryset(self) -> QuerySet[Property]:
        source, schema, count = (self.request.GET[name] for name in ("source", "schema", "count"))
        rows = Property.objects.filter(schema__source__name=source, schema__name=schema)
        return rows[: int(count)]


urlpatterns = [path("", Properties.as_view())]
application: Any = get_wsgi_application()

if __name__ == "__main__":
    serve("tests.bench.plain:application", application, int(sys.argv[1]))
