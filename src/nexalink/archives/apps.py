"""Django's name for this room."""

from django.apps import AppConfig


class ArchivesConfig(AppConfig):
    """The room ``archives``."""

    name = "nexalink.archives"
    label = "archives"
