from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "portal.notify"
    verbose_name = "Who hears of a change"
