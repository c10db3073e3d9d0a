"""Faults of audits."""

from nexalink.kernel.errors import NexaLinkError


class NothingToAudit(NexaLinkError):
    """There is nobody in the network yet."""


class NoAudit(NexaLinkError):
    """No audit was made yet."""


class MinutesImpossible(NexaLinkError):
    """A touch cannot take so long."""
