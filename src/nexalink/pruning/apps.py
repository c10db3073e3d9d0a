"""Django's name for this room."""

from django.apps import AppConfig


class PruningConfig(AppConfig):
    """The room ``pruning``."""

    name = "nexalink.pruning"
    label = "pruning"
