"""Django's name for this room."""

from django.apps import AppConfig


class IntroductionsConfig(AppConfig):
    """The room ``introductions``."""

    name = "nexalink.introductions"
    label = "introductions"
