"""What can go wrong with ties."""

from nexalink.kernel.errors import NexaLinkError


class TierUnknown(NexaLinkError):
    """There are three tiers, and none."""


class CadenceImpossible(NexaLinkError):
    """A cadence is a number of days, from one to ten years."""


class TextMissing(NexaLinkError):
    """A note, tag or reminder needs words."""


class ReminderImpossible(NexaLinkError):
    """A reminder needs a day to come, unless it comes every year."""


class NoteMissing(NexaLinkError):
    """There is no such note, tag, circle or reminder."""


class CircleDerived(NexaLinkError):
    """The circle of an employer follows from the jobs that sources tell of."""


class CircleThere(NexaLinkError):
    """Another circle has that name."""
