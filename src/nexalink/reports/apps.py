"""Django's name for this room: it has templates and a style sheet, no tables."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The room ``reports``."""

    name = "nexalink.reports"
    label = "reports"
