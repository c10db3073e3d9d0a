"""What can go wrong with introductions."""

from nexalink.kernel.errors import NexaLinkError


class IntroductionMissing(NexaLinkError):
    """There is no such introduction."""


class SamePersonTwice(NexaLinkError):
    """An introduction brings two different people together."""


class AlreadyProposed(NexaLinkError):
    """The two stand in an introduction that is still open, or were introduced before."""


class ConsentMissing(NexaLinkError):
    """An introduction is made only after both sides said yes."""


class StepImpossible(NexaLinkError):
    """The introduction is at another step: made, given up, or not made yet."""


class WordsImpossible(NexaLinkError):
    """A reason, a side or an outcome that cannot be kept."""
