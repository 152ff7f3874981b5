from django.apps import AppConfig


class IngestConfig(AppConfig):
    name = "portal.ingest"
    verbose_name = "From fetch to snapshot"
