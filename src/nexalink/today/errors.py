"""What can go wrong with today's list."""

from nexalink.kernel.errors import NexaLinkError


class NudgeMissing(NexaLinkError):
    """The nudge is not on the list any more."""


class NotSnoozable(NexaLinkError):
    """The nudge cannot be put off so."""


class DayImpossible(NexaLinkError):
    """A line names what is written like a day and is none."""
