"""Django's name for this room."""

from django.apps import AppConfig


class InteractionsConfig(AppConfig):
    """The room ``interactions``."""

    name = "nexalink.interactions"
    label = "interactions"
