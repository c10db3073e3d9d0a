"""Django's name for this room."""

from django.apps import AppConfig


class TiesConfig(AppConfig):
    """The room ``ties``."""

    name = "nexalink.ties"
    label = "ties"
