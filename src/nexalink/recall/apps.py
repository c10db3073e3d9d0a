"""Django's name for this room."""

from django.apps import AppConfig


class RecallConfig(AppConfig):
    """The room ``recall``."""

    name = "nexalink.recall"
    label = "recall"
