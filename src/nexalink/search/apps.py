"""Registers the room with Django."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The room ``search``."""

    name = "nexalink.search"
    label = "search"
