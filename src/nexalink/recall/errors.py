"""What can go wrong with the recall check."""

from nexalink.kernel.errors import NexaLinkError


class NotAsked(NexaLinkError):
    """This person is not among this week's ten."""


class AnswerUnknown(NexaLinkError):
    """There are four answers."""


class RecallTooLong(NexaLinkError):
    """What the owner remembered is longer than a few lines."""
