"""Faults of complete exports."""

from nexalink.kernel.errors import NexaLinkError


class NotAnExport(NexaLinkError):
    """The file is no complete export, or it is damaged."""


class NotEmpty(NexaLinkError):
    """A complete export can only be restored where nothing is kept yet."""


class ExportNewer(NexaLinkError):
    """A newer NexaLink wrote the export."""
