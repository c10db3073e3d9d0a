"""Faults of telling what an input is."""

from nexalink.kernel.errors import NexaLinkError


class UnknownInput(NexaLinkError):
    """No importer knows the file or folder."""


class AmbiguousInput(NexaLinkError):
    """Two importers claim the same file."""
