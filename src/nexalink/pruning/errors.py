"""What can go wrong in a review of ties."""

from nexalink.kernel.errors import NexaLinkError


class ReviewMissing(NexaLinkError):
    """There is no such review, or no such tie in it."""


class ReviewOpen(NexaLinkError):
    """A review is open already."""


class NobodyToReview(NexaLinkError):
    """No tie is dormant, one-directional or outside capacity."""


class ChoiceUnknown(NexaLinkError):
    """There are four choices."""


class AlreadyChosen(NexaLinkError):
    """This tie was decided on in this review."""


class TieProtected(NexaLinkError):
    """Letting this tie fade would lose something; that has to be said."""


class NoTierToLower(NexaLinkError):
    """The tie is in no tier."""
