from django.apps import AppConfig
from django.db.models.signals import post_migrate


class NotesConfig(AppConfig):
    name = "portal.notes"
    verbose_name = "What people add"

    def ready(self) -> None:
        from portal.notes import editors, found
        from portal.search.index import indexed

        post_migrate.connect(editors.make_group, sender=self)
        indexed.connect(found.again)
