from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "portal.catalog"
    verbose_name = "What is stored"

    def ready(self) -> None:
        from portal.catalog import checks  # noqa: F401 - registers the checks
