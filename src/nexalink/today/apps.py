"""Django's name for this room."""

from django.apps import AppConfig


class TodayConfig(AppConfig):
    """The room ``today``."""

    name = "nexalink.today"
    label = "today"
