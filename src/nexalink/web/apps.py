"""Django's name for this door."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The web door."""

    name = "nexalink.web"
    label = "web"
