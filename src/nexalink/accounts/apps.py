"""Django's name for this room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The lowest room with tables."""

    name = "nexalink.accounts"
    label = "accounts"
