"""Django's name for this room."""

from django.apps import AppConfig


class AuditsConfig(AppConfig):
    """The room ``audits``."""

    name = "nexalink.audits"
    label = "audits"
