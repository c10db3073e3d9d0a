"""Django's name for this room."""

from django.apps import AppConfig


class GateConfig(AppConfig):
    """The room ``gate``."""

    name = "nexalink.gate"
    label = "gate"
