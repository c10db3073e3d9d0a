"""Django's name for this room."""

from django.apps import AppConfig


class PlaybooksConfig(AppConfig):
    """The room ``playbooks``."""

    name = "nexalink.playbooks"
    label = "playbooks"
